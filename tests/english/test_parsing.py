"""Typed fragments are read rightly: always where the reader says that it is sure, nearly always elsewhere."""

import pytest

from tests.benchmarks.reading import rows, score
from vaultgen.english.parsing import parse


def test_fragments_are_read_as_well_as_the_composer_relies_on() -> None:
    found = score(list(rows("tuning", "held_out")))
    assert found.verb >= 0.92
    assert found.sure >= 0.8
    assert found.verb_of_sure >= 0.97


@pytest.mark.parametrize(
    ("text", "kind", "subject", "verb", "content", "object_"),
    [
        ("Bo asked me why I left", "event", "Bo", "asked", "asked", "me"),
        ("will ring me on Friday", "plan", None, "will", "ring", "me"),
        ("drivers wait two hours at the gate", "habit", "drivers", "wait", "wait", "two hours"),
        ("drivers who wait at the gate", "thing", None, None, None, None),
        ("can run a crew", "state", None, "can", "run", "a crew"),
        ("“we never close”", "quotation", None, None, None, None),
    ],
)
def test_a_fragment_says_who_does_what(
    text: str, kind: str, subject: str | None, verb: str | None, content: str | None, object_: str | None
) -> None:
    reading = parse(text)
    assert reading.kind == kind
    assert (reading.subject and reading.subject.text) == subject
    assert (reading.verb and reading.verb.word) == verb
    assert (reading.content and reading.content.word) == content
    assert (reading.object and reading.object.text) == object_


@pytest.mark.parametrize("text", ["", " ", "?", "…", "🙂🙂", "مرحبا", "a" * 5000, "* " * 500, "`x = 1`", "don't"])
def test_anything_at_all_can_be_read(text: str) -> None:
    reading = parse(text)
    assert reading.text == text.strip()
