"""Choices as people type them: read if they are unambiguous, else reported with a hint."""

import pytest

from vaultgen.diagnostics.source import Span
from vaultgen.vault.choices import read_choice
from vaultgen.vault.model import FORMATS, OUTCOMES, STAGES
from vaultgen.vault.notes.properties import Value

KNOWN = {"stage": STAGES, "format": FORMATS, "outcome": OUTCOMES}


@pytest.mark.parametrize(
    ("name", "typed", "choice"),
    [
        ("format", "Video", "video"),
        ("format", "Zoom", "video"),
        ("format", "MS Teams", "video"),
        ("format", "video call", "video"),
        ("format", "in person", "in-person"),
        ("stage", "take home", "take-home"),
        ("stage", "technical interview", "technical"),
        ("stage", "phone screen", "screen"),
        ("stage", "phone interview", "phone"),
        ("outcome", "ghosted", "silent"),
    ],
)
def test_an_unambiguous_synonym_of_a_choice_is_read(name: str, typed: str, choice: str) -> None:
    read, faults = read_choice(Value(typed, Span(1, 1, 1, 1 + len(typed))), name, KNOWN[name])
    assert read == choice
    assert {fault.severity for fault in faults} <= {"hint"}


@pytest.mark.parametrize(
    ("name", "typed", "severity", "said"),
    [
        ("outcome", "waiting", "hint", "taken as open"),
        ("outcome", "Still pending", "hint", "taken as open"),
        ("stage", "2nd round", "warning", "which number"),
        ("stage", "Round 2", "warning", "which number"),
        ("stage", "video", None, "cannot be"),
        ("outcome", "maybe", None, "cannot be"),
    ],
)
def test_an_ambiguous_word_for_a_choice_is_reported(name: str, typed: str, severity: str | None, said: str) -> None:
    read, (fault,) = read_choice(Value(typed, Span(1, 1, 1, 1 + len(typed))), name, KNOWN[name])
    assert read is None
    assert fault.severity == severity
    assert said in fault.message
    assert fault.hint


def test_a_waiting_outcome_is_fixed_by_leaving_it_empty() -> None:
    _, (fault,) = read_choice(Value("waiting", Span(3, 10, 3, 17)), "outcome", OUTCOMES)
    assert fault.fix is not None
    assert fault.fix.edits == ((Span(3, 10, 3, 17), ""),)
