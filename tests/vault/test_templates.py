"""A note from a template has no problems once it is filled in, with vaultgen or Obsidian."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.model import KINDS
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.schema import Spec, specs
from vaultgen.vault.templates import FOLDER_OF, PROMPTS, WRITTEN, new_note, obsidian_template

NOW = "2026-03-12T09:00"
WORDS = st.lists(st.text("abcdefghiklmnoprstuvwzäöüéñß", min_size=2, max_size=9), min_size=1, max_size=6).map(" ".join)
PEOPLE = st.sampled_from(
    ["Jane Doe, VP Engineering, jane@acme.example", "Jörg Brandt, Recruiter", "Mei-Ling Zhao, +1 555 0100", "Ana"]
)
# Values that need a certain form, or must agree with the interview of 5 March 2026.
SHAPED = {
    "date": st.sampled_from(["2026-03-05T14:30", "2026-03-05 14:30", "2026-03-05"]),
    "decision_date": st.sampled_from(["2026-03-06", "2026-04-01"]),
    "heard_back": st.sampled_from(["2026-03-06", "2026-03-11"]),
    "answer_by": st.sampled_from(["2026-03-20", "2026-04-01"]),
    "practised": st.sampled_from(["2026-02-01", "2026-03-05"]),
    "applied": st.sampled_from(["2026-02-01", "2026-03-05"]),
    "duration": st.sampled_from(["45", "45 min", "1h 30m", "90"]),
    "timezone": st.sampled_from(["Europe/Berlin", "America/Chicago"]),
    "email": st.just("jane.doe@acme.example"),
    "phone": st.sampled_from(["+1 555 0100", "+49 30 555 0199"]),
    "linkedin": st.just("https://linkedin.example/in/jane"),
    "url": st.just("https://acme.example/jobs/7"),
    "website": st.just("https://acme.example"),
    "comfort": st.integers(1, 5).map(str),
    "interviewers": PEOPLE,
    "decision_maker": PEOPLE,
    "via": PEOPLE,
    "contact": PEOPLE,
    "promises": WORDS.map(lambda words: f"2026-03-20: send {words}"),
    "unknown": st.sampled_from(["culture", "position_open"]),
    "outcome": st.sampled_from(["advanced"]),
}


def values_of(name: str, spec: Spec) -> st.SearchStrategy[str]:
    """A filled-in property: one value or a list, quoted if YAML requires it."""
    one = SHAPED[name] if name in SHAPED else st.sampled_from(spec.choices) if spec.choices else WORDS
    if spec.obsidian in ("multitext", "aliases"):
        many = st.lists(one, min_size=1, max_size=3, unique=True)
        return many.map(lambda items: "\n" + "\n".join(f"  - {quoted(item)}" for item in items))
    return one.map(lambda value: f" {value if name in SHAPED else quoted(value)}")


@st.composite
def filled(draw: st.DrawFn, template: str, kind: str) -> str:
    """A template with each property filled in, or left empty."""
    lines = []
    front, comment, body = template.partition("%%")
    for line in front.split("\n"):
        name, colon, given_value = line.partition(":")
        spec = specs(KINDS[kind]).get(name) if colon and not given_value.strip() else None
        empty = spec is None or not (spec.required or draw(st.booleans()))
        lines.append(line if empty or spec is None else f"{name}:{draw(values_of(name, spec))}")
    return ("\n".join(lines) + comment + body).replace(PROMPTS.get(kind, "\0"), "That it was done, and how.")


def problems(kind: str, text: str) -> Any:
    source = SourceFile(f"{FOLDER_OF[kind]}/A note.md", text.encode())
    found = known([source], NOW, 'timezone = "UTC"', ROOT / "nowhere").diagnostics
    return [one for one in found if one.severity != "hint"]


@pytest.mark.parametrize("kind", WRITTEN)
@given(data=st.data())
def test_a_note_that_new_made_is_clean_once_filled_in(kind: str, data: st.DataObject) -> None:
    given_values = {"company": ["Acme"]} if "company" in specs(KINDS[kind]) else {}
    given_values |= {"date": ["2026-03-05T14:30"]} if "date" in specs(KINDS[kind]) else {}
    assert problems(kind, data.draw(filled(new_note(kind, given_values), kind))) == []


@pytest.mark.parametrize("kind", WRITTEN)
@given(data=st.data())
def test_a_note_made_by_obsidian_has_no_problems_once_filled_in(kind: str, data: st.DataObject) -> None:
    made = obsidian_template(kind).replace("{{date:YYYY-MM-DD}}", "2026-03-05").replace("{{time:HH:mm}}", "14:30")
    assert "{{" not in made
    assert problems(kind, data.draw(filled(made, kind))) == []


@pytest.mark.parametrize("kind", WRITTEN)
def test_an_unfilled_template_is_reported(kind: str) -> None:
    found = problems(kind, obsidian_template(kind))
    assert all("never filled" in one.message or one.code == "VG102" for one in found)
