"""A vault evaluated by partition gives the same pages and drafts as evaluated as a whole."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.conftest import index_of, inputs_of
from vaultgen.builder import pipeline
from vaultgen.builder.evaluation import Evaluator
from vaultgen.builder.jinja_templates import read_theme, read_wording
from vaultgen.builder.outputs import OutputMaker, PlannedOutput, SitePlanner
from vaultgen.builder.partition import Partitions, divide
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.schedule import Reusable, Scheduler, merged
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.output import Staging
from vaultgen.disk.plan import Output, Plan
from vaultgen.fingerprint import digest
from vaultgen.vault import header, settings_file
from vaultgen.vault.links import Links
from vaultgen.vault.notes.note import parse_note
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.records import diagnostic_order

VAULTS = int(os.environ.get("VAULTGEN_VAULTS", "40"))
EMPLOYERS = ("Acme", "Globex", "Initech", "Hooli")
PEOPLE = ("Jane Doe", "Sam Lee", "Kim Oh", "Ann Roe")
OTHERS = ("Queues", "Why us", "Sketch")
SETTINGS = 'timezone = "Europe/Berlin"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n'
DAYS = ("2026-03-04", "2026-03-10", "2026-03-11")

employer, person, day = st.sampled_from(EMPLOYERS), st.sampled_from(PEOPLE), st.sampled_from(DAYS)
other = st.sampled_from((*EMPLOYERS, *PEOPLE, *OTHERS, "Nobody", "Interview 1", "notes/Sketch"))


def written(name: str, said: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return said.map(lambda text: f"{name}: {text}\n")


def link(name: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return name.map(lambda said: f'"[[{said}]]"')


def some(*lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A random selection of lines, without duplicates."""
    return st.tuples(*(st.just("") | line for line in lines)).map("".join)


def listed(item: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(item, min_size=1, max_size=2, unique=True).map(lambda items: f"[{', '.join(items)}]")


TEXT = st.sampled_from(("", "Words of acme and hope.\n", "- [ ] TODO\n", "## Hard questions\n- Why us?\n")) | other.map(
    lambda name: f"They spoke of [[{name}]].\n"
)
EMBEDS = other.map(lambda name: f"![[{name}]]\n")
INTERVIEW = st.tuples(
    written("company", employer | link(employer) | link(other)),
    written("date", day.map(lambda on: f"{on}T10:00")),
    some(
        written("interviewers", listed(person.map(lambda name: f'"{name}"') | link(person))),
        written("role", st.sampled_from(["Engineer", '"[[Application 1]]"'])),
        written("stage", st.sampled_from(["screen", "panel", "final"])),
        written("duration", st.just("45")),
        written("outcome", st.sampled_from(["rejected", "offer"])),
        written("hard_questions", listed(st.just("Why us") | link(other))),
        written("skills", st.just("[Kafka]")),
        written(
            "moments",
            st.sampled_from(
                ['["Jane: the pager story"]', '["[[Kim Oh]]: the view"]', '["[[Jane Doe]]: the pager story of Globex"]']
            ),
        ),
        written("decision_maker", person),
        written("decision_date", day),
    ),
).map("".join)
PERSON = some(
    written("company", employer | link(employer)),
    written("email", st.sampled_from(["jane@acme.example", "kim@globex.example", "jobs@hooli.example"])),
    written("name", person),
    written("aliases", listed(person | employer)),
)
APPLICATION = st.tuples(
    written("company", employer | link(employer)),
    written("role", st.sampled_from(["Engineer", "Analyst"])),
    some(written("via", person | link(person)), written("outcome", st.just("withdrawn"))),
).map("".join)
DRAFT = st.tuples(
    written("kind", st.sampled_from(["thank-you", "letter", "check-in"])),
    some(written("interview", link(st.sampled_from(["Interview 1", "Interview 2", f"{DAYS[2]} Acme", "Gone"])))),
    some(
        written("to", person | link(person)), written("subject", st.just("Thanks")), written("sent", st.just(DAYS[2]))
    ),
).map("".join)
KINDS: Mapping[str, tuple[st.SearchStrategy[str], st.SearchStrategy[str]]] = {
    "interviews": (st.sampled_from([f"Interview {n}" for n in range(1, 7)]), INTERVIEW),
    "people": (person | st.just("J. Doe"), PERSON),
    "companies": (employer, some(written("aliases", listed(employer | person)))),
    "applications": (st.sampled_from(["Application 1", "Application 2", "Acme"]), APPLICATION),
    "accomplishments": (st.just("Queues"), st.just("result: Moved 12 services to Kafka\nskills: [Kafka]\n")),
    "questions": (st.just("Why us"), some(written("comfort", st.just("2")))),
    "notes": (other.filter(lambda name: "/" not in name), some(written("up", link(other)))),
    "drafts": (
        st.tuples(day, employer, person).map(lambda of: f"{of[0]} {of[1]} thank-you to {of[2]}") | st.just("Mine"),
        DRAFT,
    ),
}


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in draw(
        st.lists(st.sampled_from([*KINDS, "interviews", "interviews", "people"]), min_size=4, max_size=16)
    ):
        name, properties = KINDS[folder]
        said = draw(properties)
        broken = draw(st.integers(0, 19)) == 0
        text = f"---\n{said}{'x: [' if broken else ''}\n---\n{draw(TEXT | EMBEDS)}"
        if folder == "drafts":
            text += draw(
                st.sampled_from(["Dear Jane,\n\nThank you. Hope met Sam at Globex.\n", "Dear Kim,\n\nThanks.\n"])
            )
        found[f"{folder}/{draw(name)}.md"] = text
    return found


@pytest.fixture(scope="module")
def planner() -> SitePlanner:
    read, _ = settings_file.parse(SETTINGS, system_zone=ZoneInfo("UTC"))
    return SitePlanner(read, read_theme("ledger", Path("nowhere")))


@dataclass(frozen=True)
class Site:
    """A vault as it was built: its pages, what is wrong, what is to be done in its drafts, and what can be reused."""

    pages: Mapping[str, bytes | str]
    problems: list[tuple[Any, ...]]
    drafts: Plan
    files: Mapping[str, SourceFile]
    reusable: Reusable


NOTHING = Site({}, [], Plan(), {}, Reusable({}, {}, {}, lambda _: {}, {}))


class Renderer(OutputMaker):
    """Renders all files in memory."""

    def __init__(self, texts: dict[str, bytes | str]) -> None:
        self.texts = texts

    def make(self, planned: Iterable[PlannedOutput]) -> list[Output]:
        found = [(one.path, one.render()) for one in planned]
        self.texts.update(found)
        return [Output(path, digest(data if isinstance(data, bytes) else data.encode())) for path, data in found]


def site_of(
    sources: Mapping[str, SourceFile], planner: SitePlanner, *, divided: bool = True, before: Site = NOTHING
) -> Site:
    """Builds a vault, reusing the evaluations of another state of it that hold."""
    read, _ = settings_file.parse(SETTINGS, system_zone=ZoneInfo("UTC"))
    index = index_of(sources)
    if not divided:
        index.partitions = Partitions([tuple(sorted(sources))], [], ())
    maker = Renderer(dict(before.pages))
    now = datetime.fromisoformat("2026-03-12T09:00").replace(tzinfo=read.timezone)
    inputs = Inputs(sources, index, read, read_wording("en", Path("nowhere")), now, parse_note)
    html = HtmlCache()
    evaluator = Evaluator(inputs, planner, html)
    results = Scheduler(evaluator, maker, before.reusable, Staging(Path("nowhere")), html).run(iter)
    outputs, packed = results.outputs, {}
    for group, kinds in pages.RECORD_GROUPS.items():
        packed[group] = results.records(group, before.reusable)
        records = merged(packed[group].values())
        for kind in kinds:
            outputs += maker.make(planner.of_vault(kind, records[pages.name_of(kind)], now.date()))
    diagnostics = (diagnostic for evaluation in results.evaluations for diagnostic in evaluation.diagnostics)
    found = set(map(diagnostic_order, diagnostics))
    on_disk = {output.path: output.digest for output in outputs}
    evaluations = {evaluation.key: evaluation for evaluation in results.evaluations}
    by_path = {output.path: output for output in outputs}
    return Site(
        {path: maker.texts[path] for path in on_disk},
        sorted(found),
        results.drafts,
        pipeline.carried_out(sources, results.drafts),
        Reusable(evaluations, by_path, {}, packed.__getitem__, on_disk),
    )


def read(files: Mapping[str, str]) -> dict[str, SourceFile]:
    return {path: SourceFile(path, text.encode()) for path, text in files.items()}


MANY = hypothesis.settings(suppress_health_check=list(HealthCheck), max_examples=VAULTS)


@MANY
@given(vaults())
def test_partitions_give_the_same_result_as_the_whole_vault(planner: SitePlanner, files: dict[str, str]) -> None:
    parted, whole = (site_of(read(files), planner, divided=divided) for divided in (True, False))
    assert parted.pages == whole.pages
    assert (parted.problems, parted.drafts) == (whole.problems, whole.drafts)


@MANY
@given(vaults())
def test_all_problems_of_a_note_are_found_by_its_own_partition(files: dict[str, str]) -> None:
    """An editor evaluates no more than the partitions of the notes that are open in it."""
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    inputs = replace(inputs_of(sources, "2026-03-12T09:00", SETTINGS, Path("nowhere")), new_drafts=False)
    whole = pipeline.evaluate(tuple(files), inputs, inputs.recorder()).diagnostics
    partitions = inputs.index.partitions
    for partition in (*partitions.employers, *partitions.plain, partitions.shared):
        own = pipeline.evaluate(partition, inputs, inputs.recorder()).diagnostics
        assert own == tuple(one for one in whole if one.path in partition)


@MANY
@given(vaults(), vaults(), st.data())
def test_an_evaluation_is_reused_only_if_it_would_be_the_same(
    planner: SitePlanner, files: dict[str, str], others: dict[str, str], drawn: st.DataObject
) -> None:
    before = site_of(read(files), planner)
    gone = drawn.draw(st.sets(st.sampled_from(sorted(before.files)), max_size=3), "gone")
    new = drawn.draw(st.sets(st.sampled_from(sorted(others)), max_size=3), "new")
    changed = {path: source for path, source in before.files.items() if path not in gone}
    changed |= {path: SourceFile(path, others[path].encode()) for path in new}
    again, anew = site_of(changed, planner, before=before), site_of(changed, planner)
    assert again.pages == anew.pages
    assert (again.problems, again.drafts) == (anew.problems, anew.drafts)


INTERVIEW_A = {"interviews/a.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\ninterviewers: [Jane Doe]\n%s---\n"}

TO_JANE = 'interview: "[[a]]"\nto: Jane Doe\n'


def interview(more: str = "") -> dict[str, str]:
    return {path: text % more for path, text in INTERVIEW_A.items()}


@pytest.mark.parametrize(
    ("files", "change"),
    [
        (
            interview() | {"drafts/x.md": f"---\nkind: thank-you\n{TO_JANE}---\nDear Jane,\n\nGlobex came up.\n"},
            {"companies/Globex.md": ""},
        ),
        ({"N.md": "![[Jane Doe]]\n", "people/Jane Doe.md": "Kind.\n"}, {"people/Jane Doe.md": "Fast.\n"}),
        ({"N.md": "[[Jane Doe#Past]]\n", "people/Jane Doe.md": "# Past\n"}, {"people/Jane Doe.md": "# Now\n"}),
        (
            interview("skills: [Kafka]\n")
            | {"accomplishments/Q.md": "---\nresult: Ran 12 Kafka brokers\nskills: [Kafka]\n---\n"},
            {"accomplishments/Q.md": "---\nresult: Ran 20 Kafka brokers\nskills: [Kafka]\n---\n"},
        ),
        (interview('decision_maker: "[[Jaen Roe]]"\n'), {"people/Jane Roe.md": ""}),
        (interview() | {"N.md": "[[a]]\n"}, {"N.md": "Not any more.\n"}),
        (interview() | {"N.md": "[[a]]\n"}, interview("stage: final\n")),
        (interview() | {"questions/Q.md": "[[a]]\n"}, {"questions/Q.md": "[[a]], they asked.\n"}),
    ],
    ids=["name", "embedded", "heading", "result", "likely name", "mention", "title", "line"],
)
def test_a_partition_is_evaluated_again_if_what_it_shows_of_another_changes(
    planner: SitePlanner, files: dict[str, str], change: dict[str, str]
) -> None:
    before = site_of(read(files), planner)
    changed = {**before.files, **read(change)}
    again, anew = site_of(changed, planner, before=before), site_of(changed, planner)
    assert again.pages == anew.pages != before.pages
    assert again.problems == anew.problems


def thank_you_of(site: Site) -> str:
    (draft,) = (file for file in site.drafts.write if "Acme thank-you" in file.path)
    assert isinstance(draft.data, bytes)
    return draft.data.decode()


@pytest.mark.parametrize(
    ("name", "other"), [("Globex", "Hooli"), ("Globex Labs", "Globex Bank"), ("Globex-Labs", "Labs Globex")]
)
def test_another_employer_of_the_vault_stays_out_of_a_draft_whatever_partition_it_is_in(
    planner: SitePlanner, name: str, other: str
) -> None:
    acme = interview(f'moments: ["Jane: the pager story of {name}"]\n')
    globex = {"interviews/b.md": f"---\ncompany: {name}\ndate: 2026-03-11T10:00\n---\n"}
    before = site_of(read(acme), planner)
    assert f"the pager story of {name}" in thank_you_of(before)
    parted, whole = (site_of(read(acme | globex), planner, divided=divided) for divided in (True, False))
    again = site_of({**before.files, **read(globex)}, planner, before=before)
    assert "the pager story" not in thank_you_of(parted)
    assert thank_you_of(parted) == thank_you_of(whole) == thank_you_of(again)
    # An employer whose name is in no message costs nobody a new evaluation.
    unnamed = site_of({**again.files, **read({f"companies/{other}.md": ""})}, planner, before=again)
    assert not unnamed.drafts.write


def divided(files: Mapping[str, str]) -> Partitions:
    listed = {path: header.of_note(parse_note(SourceFile(path, text.encode()))[0]) for path, text in files.items()}
    return divide(listed, Links(listed.values()))


def test_an_employer_and_all_notes_about_it_are_one_partition() -> None:
    acme = {
        "companies/Acme.md": "",
        "interviews/a.md": "---\ncompany: ACME\ndate: 2026-03-11T15:00\ninterviewers: [Jane Doe, Sam Lee]\n---\n",
        "people/Jane Doe.md": "---\ntitle: CTO\n---\n",
        "drafts/Sam.md": '---\ninterview: "[[a]]"\nto: Sam Lee\n---\n',
    }
    globex = {"interviews/b.md": "---\ncompany: Globex\ndate: 2026-03-11T15:00\n---\nWe spoke of Acme.\n"}
    found = divided(acme | globex | {"Thoughts.md": "[[a]] and [[b]]", "questions/Why.md": "[[a]]"})
    assert found == Partitions([tuple(sorted(acme)), ("interviews/b.md",)], [("Thoughts.md",)], ("questions/Why.md",))


def test_a_recruiter_a_link_or_an_address_joins_two_employers() -> None:
    one = {"applications/a.md": "---\ncompany: Acme\nrole: Engineer\nvia: Kim Oh\n---\n"}
    for two in (
        {"applications/b.md": '---\ncompany: Globex\nrole: Engineer\nvia: "[[Kim Oh]]"\n---\n'},
        {"interviews/b.md": "---\ncompany: Globex\ndate: 2026-03-11T15:00\n---\nAs [[a]] was.\n"},
    ):
        assert divided(one | two).employers == [tuple(sorted(one | two))]
    same = "---\nemail: kim@oh.example\n---\n"
    assert len(divided({"people/Kim Oh.md": same, "people/K. Oh.md": same}).employers) == 1


def test_a_draft_with_a_dead_link_is_in_the_partition_of_the_interview_in_its_name() -> None:
    files = {
        "companies/Acme Corp.md": "---\naliases: [Acme]\n---\n",
        "interviews/a.md": "---\ncompany: Acme\ndate: 2026-03-11T15:00\n---\n",
        "drafts/2026-03-11 Acme Corp thank-you to Jane Doe.md": '---\ninterview: "[[gone]]"\n---\n',
    }
    assert len(divided(files).employers) == 1
