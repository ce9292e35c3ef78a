"""The headings of a note's body with the list items below each."""

import pytest

from vaultgen.diagnostics.source import Span
from vaultgen.vault.notes.sections import sections


def test_a_section_is_a_heading_with_its_list_items_and_their_places() -> None:
    body = "Intro\n- no section\n\n## Hard questions\n- Why?\n  Twice.\n* [ ] When?\n\n### Skills ###\n1. Kafka\n"
    assert [(heading, [(p.text, p.span) for p in points]) for heading, points in sections(body, 10)] == [
        ("Hard questions", [("Why? Twice.", Span(14, 3, 15, 9)), ("When?", Span(16, 7, 16, 12))]),
        ("Skills", [("Kafka", Span(19, 4, 19, 9))]),
    ]


def test_code_has_no_sections() -> None:
    assert list(sections("~~~\n## Skills\n- no\n```\n~~~\n", 1)) == []


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_nested_items_belong_to_their_parent(indent: str) -> None:
    ((_, points),) = sections(f"## Hard questions\n- Why did you leave?\n{indent}- I stumbled here\n- Who?\n", 1)
    assert [point.text for point in points] == ["Why did you leave?", "Who?"]


@pytest.mark.parametrize(
    "body", ["## Moments\n%%\n- secret\n%%\n- shown\n", "%%\n## Moments\n- secret\n%%\n## Moments\n- shown\n"]
)
def test_comments_are_in_no_section(body: str) -> None:
    assert [[p.text for p in points] for _, points in sections(body, 1)] == [["shown"]]
