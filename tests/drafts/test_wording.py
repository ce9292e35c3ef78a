"""The draft texts and their contract: what `wording/README.md` lists is what a text is given."""

import re
from pathlib import Path

import pytest

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen.builder.jinja_templates import read_wording
from vaultgen.disk.shipped import packaged
from vaultgen.drafts.compose import Composer
from vaultgen.drafts.frames import SENTENCES
from vaultgen.drafts.language import LANGUAGE
from vaultgen.drafts.noun_phrases import noun_phrase
from vaultgen.followups.kinds import KINDS

CONTRACT = packaged("drafts/wording") / "README.md"
NOTE = """---
company: Acme
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe"]
promises: [send the list]
---
"""


def test_the_contract_lists_every_value_that_a_text_is_given(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({"interviews/Acme.md": NOTE}, now="2026-03-11T18:00")
    composer = Composer(read_wording("en", Path("nowhere")), known.vault)
    given = composer.values(known.follow_ups[0], known.now, lateness=0)
    listed = re.findall(r"^\| `(\w+)` \|", _between("values"), re.MULTILINE)
    assert listed == list(given)


def test_every_kind_has_a_text_in_every_language() -> None:
    for language in sorted(path for path in packaged("drafts/wording").iterdir() if path.is_dir()):
        texts = {path.stem for path in language.iterdir()}
        assert texts == {LANGUAGE, SENTENCES, "_parts", *KINDS}


def test_a_draft_text_is_ejected_and_never_overwritten(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": NOTE})
    done = run("draft", str(root), "--eject", "thank-you")
    mine = root / "overrides/drafts/thank-you.jinja"
    assert done.returncode == 0
    assert "overrides/drafts/thank-you.jinja" in done.stdout
    assert mine.read_text("utf-8").startswith("{% import")
    mine.write_text("Subject: Mine\n\nMine\n", "utf-8")
    again = run("draft", str(root), "--eject", "thank-you")
    assert again.returncode == 2
    assert mine.read_text("utf-8") == "Subject: Mine\n\nMine\n"


def test_ejecting_an_unknown_text_is_an_error(vault_of: VaultOf, run: Run) -> None:
    done = run("draft", str(vault_of({})), "--eject", "thanks")
    assert done.returncode == 2
    assert "thank-you" in done.stderr


@pytest.mark.parametrize("tone", ["warm", "plain", "formal"])
def test_each_tone_greets_in_its_own_way(snapshot_of: SnapshotOf, tone: str) -> None:
    chosen = f'timezone = "UTC"\ntone = "{tone}"'
    known = snapshot_of({"interviews/Acme.md": NOTE}, now="2026-03-11T18:00", settings=chosen)
    (thanks,) = (draft for draft in known.drafts if draft.follow_up.kind == "thank-you")
    assert thanks.body.startswith("Dear Jane Doe," if tone == "formal" else "Hello Jane,")


def test_days_are_written_as_the_country_does(snapshot_of: SnapshotOf) -> None:
    note = NOTE.replace("promises:", "decision_date: 2026-03-20\npromises:")
    for country, day in (("US", "Friday, March 20"), ("DE", "Friday 20 March")):
        known = snapshot_of(
            {"interviews/Acme.md": note}, now="2026-03-11T18:00", settings=f'timezone = "UTC"\ncountry = "{country}"'
        )
        assert any(day in draft.body for draft in known.drafts)


def _between(name: str) -> str:
    text = CONTRACT.read_text("utf-8")
    return text.partition(f"<!-- {name} -->")[2].partition("<!-- end -->")[0]


def test_a_name_that_is_also_a_word_keeps_its_capital(snapshot_of: SnapshotOf) -> None:
    """`Epic` is a skill, and `on Epic charting` in a result: the letter does not say “as for epic”."""
    note = (
        '---\ncompany: Acme\nrole: Nurse\ndate: 2026-03-11T15:00\ninterviewers: ["Jane Doe"]\n'
        "skills: [triage redesign, Epic]\n---\n"
    )
    files = {
        "interviews/a.md": note,
        "accomplishments/b.md": "---\nresult: Trained 60 nurses on Epic charting\nskills: [Epic]\n---\n",
    }
    letter = next(
        one.text for one in snapshot_of(files, now="2026-03-13T18:00").drafts if one.follow_up.kind == "letter"
    )
    assert letter is not None
    assert "Epic" in letter
    assert not re.search(r"\bepic\b", letter)


def test_only_a_promise_with_a_day_is_later_than_what_was_said(snapshot_of: SnapshotOf) -> None:
    for promise, apology in (("send the list", "for the delay"), ("2026-03-12: send the list", "longer than I said")):
        note = NOTE.replace("[send the list]", f"['{promise}']")
        known = snapshot_of({"interviews/Acme.md": note}, now="2026-03-16T18:00")
        text = next(one.text for one in known.drafts if one.follow_up.kind == "promise")
        assert text is not None
        assert apology in text


@pytest.mark.parametrize(
    ("skill", "word", "phrase"),
    [
        ("managing volunteers", "volunteers", "managing volunteers"),
        ("guided reading", "reading", "guided reading"),
        ("dealing with angry parents", "parents", "dealing with angry parents"),
        ("behaviour without shouting", "shouting", "behaviour without shouting"),
        ("library card sign ups", "sign", "library card sign-ups"),
        ("negotiated loan agreements", "agreements", "loan agreements"),
    ],
)
def test_a_skill_is_named_as_what_the_position_calls_for(skill: str, word: str, phrase: str) -> None:
    assert noun_phrase(skill, skill.index(word), len(skill), is_skill=True) == phrase
