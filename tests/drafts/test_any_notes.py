"""Any notes give drafts that read as if written by a person."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from vaultgen import followups
from vaultgen.builder.jinja_templates import read_wording
from vaultgen.dates.typed import parse_when
from vaultgen.diagnostics.source import SourceFile
from vaultgen.drafts.compose import LONGEST, Composer, Message
from vaultgen.followups.rules import FollowUp
from vaultgen.vault import assembly, settings, settings_file
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.vault import Context

WORDING = read_wording("en", Path("nowhere"))
NOW = parse_when("2026-03-20T09:00").at(ZoneInfo("UTC"))
NEARLY_THE_SAME = 0.7  # of the sentences
OUTCOMES = ("offer", "accepted", "declined", "rejected", "withdrawn")

ODD = (
    "",
    " ",
    "dog",
    "Kafka",
    "the owl on the roof",
    '"Ship it."',
    "“Why?”",
    "'so it is'",
    "„Kein Meister fällt vom Himmel“",
    "Jane laughed about the pager",
    "her dog",
    "[[Jane Doe|Jane]]: sings",
    "Jane: ",
    "Nobody: knows",
    "**bold** and ==bright==, `code` too",
    "# no heading",
    "- no list",
    "> no quote",
    "!!!",
    "?",
    "-",
    "—",
    "…",
    "...",
    "and so on..",
    "walked , and ran ;",
    "5 % off, maybe $3/h",
    "it’s O'Neil's idea;",
    "A. B. C.",
    "Mr. Smith said no. Then yes",
    "they lose orders",
    "we can't find people.",
    "whether they would wait",
    "{{ nope }}",
    "{% if %}",
    "<b>x</b> & co",
    "%%a secret%%",
    "%% open",
    "日本語の話",
    "разговор о маяке",
    "قصة الفانوس",
    "🙂 a smile",
    "a\u00a0b\u2003c",
    "send the list",
    "I said I'd call",
    "portfolio",
    "call by Friday",
    "Subject: hello",
    "finding the bug together",
    "how I got sixty tables an owner",
    "that I had called in January",
)
PLAIN = (
    "the a her team nightly load misses story of Kafka pager and but laughed is was keep for with, never; Jane people "
    "“no” data two 40% call they asked me about (again) on-call: work"
).split()
fragments = (
    st.sampled_from(ODD)
    | st.lists(st.sampled_from(PLAIN), min_size=1, max_size=30).map(" ".join)
    | st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=40)
)
lists = st.lists(fragments, max_size=5)
people = st.lists(
    st.sampled_from(("Jane Doe, CTO", "Sam Lee", "Dr. Ana Ruiz, Head of Data", "von der Heide", "王小明", "will page")),
    max_size=4,
    unique=True,
)
LISTS = ("problems", "skills", "concerns_open", "interested_in", "next_steps", "moments", "promises")

vaults = st.fixed_dictionaries(
    {
        "tone": st.sampled_from(settings.TONES),
        "outcome": st.sampled_from(OUTCOMES),
        "via": st.booleans(),
        "company": st.sampled_from(("Acme", "Acme Inc.", "what if?", "IBM")),
        "role": st.sampled_from((None, "Engineer", "Manager, Tours and Trips", "backend engineer")),
        "format": st.sampled_from((None, "phone", "video", "in-person")),
        "interviewers": people,
        "decision_maker": st.sampled_from((None, "Kim Oh, CEO")),
        "decision_date": st.sampled_from((None, "2026-03-12", "2026-04-01")),
        "results": st.lists(fragments, max_size=3),
    }
    | dict.fromkeys(LISTS, lists)
)


WORDY = {
    "tone": "warm",
    "outcome": "rejected",
    "via": True,
    "company": "The Wexcombe Museum of Everyday Things",
    "role": "Exhibitions Manager, Touring and Partnerships",
    "format": "video",
    "interviewers": ["Jane Doe, CTO"],
    "decision_maker": None,
    "decision_date": "2026-04-01",
    "results": [" ".join(PLAIN[5:35])],
} | {name: [" ".join(PLAIN[:29]), " ".join(reversed(PLAIN[:30]))] for name in LISTS}


def as_notes(facts: dict[str, Any]) -> list[SourceFile]:
    said = {
        n: facts[n] for n in ("company", "role", "format", "interviewers", "decision_maker", "decision_date", *LISTS)
    }
    files = {"interviews/Talk.md": said | {"date": "2026-03-11T15:00", "duration": 60}}
    files["applications/Job.md"] = {
        "company": facts["company"],
        "role": facts["role"] or "Clerk",
        "outcome": facts["outcome"],
        "via": "Morgan Reyes, Recruiter" if facts["via"] else None,
    }
    for number, result in enumerate(facts["results"]):
        files[f"accomplishments/{number}.md"] = {"result": result, "skills": ["data", "Kafka", "load"]}
    return [SourceFile(path, as_front(of).encode()) for path, of in files.items()]


def as_front(properties: dict[str, Any]) -> str:
    """A property as JSON, which is YAML, so that any text is read back unchanged."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in properties.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def written(facts: dict[str, Any]) -> list[tuple[FollowUp, Message]]:
    """All drafts that these notes may call for, in time and late."""
    read, _ = settings_file.parse(
        f'timezone = "UTC"\ntone = "{facts["tone"]}"\n[me]\nname = "Robin Vance"\n', system_zone=ZoneInfo("UTC")
    )
    notes = [parse_note(source)[0] for source in as_notes(facts)]
    built, _ = assembly.build(notes, read, Context.of(notes))
    composer = Composer(WORDING, built)
    planned = followups.plan(built)
    return [(each, composer.message_if_late(each, NOW, lateness=late)) for late in (0, 1, 2) for each in planned]


@given(vaults)
@example(WORDY)
@hypothesis_settings(max_examples=60, deadline=None)
def test_every_draft_of_any_notes_could_be_sent(facts: dict[str, Any]) -> None:
    messages = written(facts)
    typed = "\n".join(text for name in (*LISTS, "results") for text in facts[name])
    for follow_up, message in messages:
        assert_no_scar(message, typed)
        assert len(message.body.split()) <= LONGEST.get(follow_up.kind, 500), message.body
    enough = {moment.strip() for moment in facts["moments"] if len(re.findall(r"\w{2,}", moment)) > 1}
    if len(enough) >= len(facts["interviewers"]):
        thanks = [message.body for follow_up, message in messages if follow_up.kind == "thank-you"]
        for one, other in combinations(thanks[: len(thanks) // 3], 2):
            assert overlap(one, other) < NEARLY_THE_SAME, f"{one}\n\n=====\n\n{other}"


# What no draft may contain, and what it may only contain if it was typed.
SCARS = ("  ", r"(?<!\.)\.\.(?!\.)", r" [,;](?=\s|$)", r"\n\n\n", r"[;:]\n\n", r"\n\n\W*\n\n")
TYPED_SCARS = (r"\bNone\b", "“”", '""')


def assert_no_scar(message: Message, typed: str) -> None:
    """A draft begins with a greeting and has no leftovers of its composition."""
    assert message.subject.strip() == message.subject != ""
    assert re.match(r"(Hello|Dear) .*,\n\n", message.body), message.body
    for scar in (*SCARS, *(scar for scar in TYPED_SCARS if not re.search(scar, typed))):
        assert not re.search(scar, message.body), (scar, message.body)


def overlap(one: str, other: str) -> float:
    """The share of the sentences of the shorter draft, without greeting and signature, that the other also has."""
    told = [
        {sentence for part in body.split("\n\n")[1:-1] for sentence in re.split(r"(?<=[.!?])\s+", part)}
        for body in (one, other)
    ]
    return len(told[0] & told[1]) / max(1, min(map(len, told)))
