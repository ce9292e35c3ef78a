"""Completions, hovers and definitions. `¦` marks the cursor."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import inputs_of
from vaultgen.builder.pipeline import Inputs
from vaultgen.diagnostics.source import SourceFile
from vaultgen.lsp import Location, completions, definition, hover
from vaultgen.lsp.completion import Completion
from vaultgen.vault.notes.note import parse_note

NOTES = {
    "people/Jane Doe.md": "---\naliases: [JD]\n---\n\n# History\n\n## Past jobs\n\nTen years at sea. ^sea\n",
    "people/oconnor.md": "---\nname: Pat O'Connor\n---\n",
    "companies/Acme.md": "",
    "notes/Acme.md": "",
    "notes/Plan.md": "# Today\n\n```\n# Past jobs\n```\n\n# Past jobs\n",
}
HERE = "interviews/x.md"


def vault_of(files: Mapping[str, str]) -> Inputs:
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    return inputs_of(sources, "2026-03-12T09:00", "", Path("nowhere"))


@pytest.fixture
def vault() -> Inputs:
    return vault_of(NOTES)


def offers(vault: Inputs, typed: str, path: str = HERE) -> tuple[Completion, ...]:
    return completions(vault, path, typed.replace("¦", ""), typed.index("¦"))


def offered(vault: Inputs, typed: str, path: str = HERE) -> dict[str, str]:
    """The completions at the cursor, each with the text after it is applied."""
    text = typed.replace("¦", "")
    return {one.label: text[: one.start] + one.text + text[one.end :] for one in offers(vault, typed, path)}


# Properties.


def test_completions_offer_missing_properties(vault: Inputs) -> None:
    found = offered(vault, "---\ncompany: Acme\n¦\n---\n")
    assert "company" not in found
    assert found["duration"] == "---\ncompany: Acme\nduration: \n---\n"
    assert found["problems"] == "---\ncompany: Acme\nproblems:\n  - \n---\n"
    assert list(found)[:2] == ["role", "stage"]


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("---\ndur¦\n---\n", "---\nduration: \n---\n"),
        ("---\ndur¦", "---\nduration: "),
        ("---\r\ndur¦\r\n---\r\n", "---\r\nduration: \r\n---\r\n"),
        ("---\rdur¦\r---\r", "---\rduration: \r---\r"),
        ("---\ndur¦ation: 45\n---\n", "---\nduration: 45\n---\n"),
        ("---\ndur¦: 45\n---\n", "---\nduration: 45\n---\n"),
        ("---\nd¦urration: 45\n---\n", "---\nduration: 45\n---\n"),
    ],
)
def test_a_completed_name_replaces_only_what_is_typed(vault: Inputs, typed: str, then: str) -> None:
    assert offered(vault, typed)["duration"] == then


def test_each_property_comes_with_its_question(vault: Inputs) -> None:
    (duration,) = (one for one in offers(vault, "---\n¦\n---\n") if one.label == "duration")
    assert duration.about == "How long did it last?"
    assert duration.detail == "number, minutes"


def test_properties_depend_on_the_kind_of_note(vault: Inputs) -> None:
    assert "salutation" in offered(vault, "---\n¦\n---\n", "people/x.md")
    assert "comfort" in offered(vault, "---\ntype: question\n¦\n---\n", "notes/x.md")
    assert offered(vault, "---\n¦\n---\n", "notes/x.md") == {"type": "---\ntype: \n---\n"}


@pytest.mark.parametrize(
    "typed",
    ["---\ncompany: A\n---\nbody ¦", "---\ncompany: A\n---\n¦", "¦", "¦---\nstage: \n---\n", "---\n  du¦\n---\n"],
)
def test_no_property_is_offered_outside_of_names(vault: Inputs, typed: str) -> None:
    assert offered(vault, typed) == {}


# Choices.


@pytest.mark.parametrize(
    ("typed", "label", "then"),
    [
        ("---\nstage: te¦\n---\n", "technical", "---\nstage: technical\n---\n"),
        ("---\nstage:¦\n---\n", "technical", "---\nstage: technical\n---\n"),
        ("---\nStage: te¦\n---\n", "technical", "---\nStage: technical\n---\n"),
        ("---\nstage: t¦ech # so\n---\n", "technical", "---\nstage: technical # so\n---\n"),
        ('---\nstage: "te¦"\n---\n', "take-home", '---\nstage: "take-home"\n---\n'),
        ("---\nskip:\n  - ¦\n---\n", "thank-you", "---\nskip:\n  - thank-you\n---\n"),
        ("---\nskip:\n- letter\n-¦\n---\n", "thank-you", "---\nskip:\n- letter\n- thank-you\n---\n"),
        ("---\nskip: [letter, ¦]\n---\n", "check-in", "---\nskip: [letter, check-in]\n---\n"),
        ("---\nskip: ['letter', \"¦\"]\n---\n", "check-in", "---\nskip: ['letter', \"check-in\"]\n---\n"),
        ("---\nunknown: [cu¦]\n---\n", "culture", "---\nunknown: [culture]\n---\n"),
        ("---\ntype: ¦\n---\n", "accomplishment", "---\ntype: accomplishment\n---\n"),
    ],
)
def test_choices_are_offered_as_values(vault: Inputs, typed: str, label: str, then: str) -> None:
    assert offered(vault, typed)[label] == then


@pytest.mark.parametrize(
    "typed",
    [
        "---\nstage: other te¦\n---\n",
        "---\nrole: te¦\n---\n",
        "---\nclosing: |\n  so: te¦\n---\n",
        "---\n---\nstage: ¦",
    ],
)
def test_no_choice_is_offered_outside_of_values(vault: Inputs, typed: str) -> None:
    assert offered(vault, typed) == {}


# Links.


@pytest.mark.parametrize(
    ("typed", "label", "then"),
    [
        ("met [[Ja¦", "Jane Doe", "met [[Jane Doe]]"),
        ("met [[Ja¦]]", "Jane Doe", "met [[Jane Doe]]"),
        ("met [[Ja¦ck]] there", "Jane Doe", "met [[Jane Doe]] there"),
        ("met [[Ja¦|her]]", "Jane Doe", "met [[Jane Doe|her]]"),
        ("met [[J¦#History]]", "JD", "met [[Jane Doe#History]]"),
        ("met [[¦ and [[Acme]]", "Jane Doe", "met [[Jane Doe]] and [[Acme]]"),
        ("met [[¦", "JD", "met [[Jane Doe|JD]]"),
        ("met [[pat¦", "Pat O'Connor", "met [[oconnor|Pat O'Connor]]"),
    ],
)
def test_notes_are_offered_inside_a_link(vault: Inputs, typed: str, label: str, then: str) -> None:
    assert offered(vault, "---\n---\n" + typed)[label] == "---\n---\n" + then


@pytest.mark.parametrize(
    ("typed", "label", "then"),
    [
        ("interviewers:\n  - [[¦", "Jane Doe", 'interviewers:\n  - "[[Jane Doe]]"'),
        ("interviewers:\n  - [[¦]]", "Jane Doe", 'interviewers:\n  - "[[Jane Doe]]"'),
        ("interviewers:\n- [[J¦]], CTO # so", "Jane Doe", 'interviewers:\n- "[[Jane Doe]], CTO" # so'),
        ("moments: [[J¦: laughed", "JD", 'moments: "[[Jane Doe|JD]]: laughed"'),
        ("moments:\n  - Jane: saw [[J¦", "Jane Doe", 'moments:\n  - "Jane: saw [[Jane Doe]]"'),
        ("closing: saw [[J¦", "Jane Doe", "closing: saw [[Jane Doe]]"),
        ('company: "[[¦"', "Jane Doe", 'company: "[[Jane Doe]]"'),
        ('company: "[[¦]]"', "Jane Doe", 'company: "[[Jane Doe]]"'),
        ('moments: ["saw [[J¦"]', "Jane Doe", 'moments: ["saw [[Jane Doe]]"]'),
        ("interviewers: [[[J¦]]]", "Jane Doe", 'interviewers: ["[[Jane Doe]]"]'),
        ("interviewers: [Bo, [[J¦, Kim]", "Jane Doe", 'interviewers: [Bo, "[[Jane Doe]]", Kim]'),
        ("moments: ['a, b', saw [[J¦ there]", "Jane Doe", "moments: ['a, b', \"saw [[Jane Doe]] there\"]"),
        ("company: '[[¦'", "Pat O'Connor", "company: '[[oconnor|Pat O''Connor]]'"),
    ],
)
def test_links_in_front_matter_are_quoted(vault: Inputs, typed: str, label: str, then: str) -> None:
    after = offered(vault, f"---\n{typed}\n---\n")[label]
    assert after == f"---\n{then}\n---\n"
    _, found = parse_note(SourceFile("interviews/x.md", after.encode()))
    assert not found


def test_the_filter_text_of_a_link_begins_with_what_is_typed(vault: Inputs) -> None:
    for typed in ("- [[Jan¦", "- Jane: saw [[Jan¦", '- "[[Jan¦"', "x [[Jan¦]]"):
        text = f"---\nmoments:\n{typed}\n---\n"
        (jane,) = (one for one in offers(vault, text) if one.label == "Jane Doe")
        assert jane.typed.startswith(text[jane.start : text.index("¦")])


def test_likely_notes_come_first(vault: Inputs) -> None:
    def first(typed: str) -> set[str]:
        return {one.label for one in offers(vault, f"---\n{typed}\n---\n") if one.rank == 0}

    assert first("interviewers: [[¦") == {"Jane Doe", "JD", "oconnor", "Pat O'Connor"}
    assert first("decision_maker: [[¦") == {"Jane Doe", "JD", "oconnor", "Pat O'Connor"}
    assert first("company: [[¦") == {"Acme"}


def test_a_note_with_an_ambiguous_name_is_linked_by_path(vault: Inputs) -> None:
    texts = {one.text for one in offers(vault, "[[¦", "notes/x.md") if one.label == "Acme"}
    assert texts == {"[[companies/Acme]]", "[[notes/Acme]]"}


def test_a_note_is_not_offered_to_itself_nor_a_name_that_no_link_can_hold() -> None:
    vault = vault_of({"notes/A#1.md": "", "notes/B.md": "---\naliases: ['B|C', D]\n---\n", HERE: ""})
    assert set(offered(vault, "[[¦")) == {"B", "D"}


# Hovers and definitions.


def test_hovering_a_property_shows_its_question(vault: Inputs) -> None:
    said = hover(vault, HERE, "---\nstage: panel\n---\n", 6)
    assert said is not None
    assert "Which round" in said
    assert "`panel`" in said
    assert hover(vault, HERE, "---\nstage: panel\n---\n", 14) is None
    assert hover(vault, HERE, "---\ncompany: A\n---\nstage: panel\n", 22) is None


def pointed(vault: Inputs, typed: str, path: str = "notes/x.md") -> tuple[str | None, Location | None]:
    """The hover and the definition at the cursor."""
    text, at = typed.replace("¦", ""), typed.index("¦")
    return hover(vault, path, text, at), definition(vault, path, text, at)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("see [[Ja¦ne Doe]]", Location("people/Jane Doe.md")),
        ("see [[J¦D|her]]", Location("people/Jane Doe.md")),
        ("see [[Jane ¦Doe#Past jobs|her]]", Location("people/Jane Doe.md", 7)),
        ("see [[Jane Doe#History#Past jobs¦]]", Location("people/Jane Doe.md", 7)),
        ("see [[Jane Doe#^sea¦]]", Location("people/Jane Doe.md", 9)),
        ("see [[Jane Doe#No such¦]]", Location("people/Jane Doe.md")),
        ("see [[Plan#Past jobs¦]]", Location("notes/Plan.md", 7)),
        ("see [her¦](<../people/Jane Doe.md>)", Location("people/Jane Doe.md")),
        ("see [her¦](Jane%20Doe.md#Past%20jobs)", Location("people/Jane Doe.md", 7)),
        ("| [[Jane ¦Doe\\|her]] |", Location("people/Jane Doe.md")),
        ('---\ncompany: "[[companies/Ac¦me]]"\n---\n', Location("companies/Acme.md")),
    ],
)
def test_hover_and_definition_of_a_link_agree(vault: Inputs, typed: str, place: Location) -> None:
    said, leads = pointed(vault, typed)
    assert leads == place
    assert said is not None
    assert place.path in said


def test_a_link_within_a_note_uses_the_unsaved_text(vault: Inputs) -> None:
    text = "---\ntype: x\n---\n\n[[#Later¦]] [so](#later)\n\n## Later\n"
    assert pointed(vault, text) == (None, Location("notes/x.md", 7))
    assert definition(vault, "notes/x.md", text.replace("¦", ""), 30) == Location("notes/x.md", 7)


def test_a_link_to_nothing_says_so(vault: Inputs) -> None:
    assert pointed(vault, "see [[Nob¦ody]]") == ("There is no note “Nobody” yet.", None)
    assert pointed(vault, "s¦ee [[Jane Doe]]") == (None, None)
    assert pointed(vault, "see [her¦](https://jane.example)") == (None, None)


@given(st.text("-[]|#:\"',\n\r abst😀", max_size=60), st.integers(0, 60))
def test_no_text_raises(text: str, at: int) -> None:
    vault = vault_of({"people/Jane.md": ""})
    at = min(at, len(text))
    hover(vault, HERE, text, at)
    definition(vault, HERE, text, at)
    for one in completions(vault, HERE, "---\n" + text, at + 4):
        assert 0 <= one.start <= at + 4 <= one.end <= len(text) + 4
