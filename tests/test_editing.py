"""What an editor is told: completions, hovers and where a link leads. `¦` stands for the cursor."""

import pytest

from tests.conftest import SnapshotOf
from vaultgen.editing import Place, completions, definition, hover
from vaultgen.vault import Vault

NOTES = {
    "people/Jane Doe.md": "---\naliases: [JD]\n---\n\n# History\n\n## Past jobs\n",
    "companies/Acme.md": "",
    "notes/Acme.md": "",
}


@pytest.fixture
def vault(snapshot_of: SnapshotOf) -> Vault:
    return snapshot_of(NOTES).vault


def offered(vault: Vault, typed: str, path: str = "interviews/x.md") -> dict[str, str]:
    """What is offered at the cursor, and the whole text once it is taken."""
    at = typed.index("¦")
    text = typed.replace("¦", "")
    found = completions(vault, path, text, at)
    return {one.label: text[: one.start] + one.text + text[one.end :] for one in found}


def test_properties_are_offered_that_are_not_there_yet(vault: Vault) -> None:
    found = offered(vault, "---\ncompany: Acme\n¦\n---\n")
    assert "company" not in found
    assert found["duration"] == "---\ncompany: Acme\nduration: \n---\n"
    assert found["problems"] == "---\ncompany: Acme\nproblems:\n  - \n---\n"
    assert list(found)[:2] == ["role", "stage"]


def test_the_kind_of_note_decides_which(vault: Vault) -> None:
    assert "salutation" in offered(vault, "---\n¦\n---\n", "people/x.md")
    assert "comfort" in offered(vault, "---\ntype: question\n¦\n---\n", "notes/x.md")
    assert offered(vault, "---\n¦\n---\n", "notes/x.md") == {}
    assert offered(vault, "---\ncompany: A\n---\nbody ¦") == {}


@pytest.mark.parametrize(
    ("typed", "label", "then"),
    [
        ("---\nstage: te¦\n---\n", "technical", "---\nstage: technical\n---\n"),
        ("---\nskip:\n  - ¦\n---\n", "thank-you", "---\nskip:\n  - thank-you\n---\n"),
        ("---\nskip: [letter, ¦]\n---\n", "check-in", "---\nskip: [letter, check-in]\n---\n"),
        ("---\ntype: ¦\n---\n", "accomplishment", "---\ntype: accomplishment\n---\n"),
    ],
)
def test_choices_are_offered_as_values(vault: Vault, typed: str, label: str, then: str) -> None:
    assert offered(vault, typed)[label] == then


@pytest.mark.parametrize(
    ("typed", "label", "then"),
    [
        ("---\n---\nmet [[Ja¦", "Jane Doe", "---\n---\nmet [[Jane Doe]]"),
        ("---\n---\nmet [[Ja¦]]", "Jane Doe", "---\n---\nmet [[Jane Doe]]"),
        ("---\n---\nmet [[¦", "JD", "---\n---\nmet [[Jane Doe|JD]]"),
        ("---\ninterviewers:\n  - [[¦\n---\n", "Jane Doe", '---\ninterviewers:\n  - "[[Jane Doe]]"\n---\n'),
        ('---\ncompany: "[[¦"\n---\n', "Jane Doe", '---\ncompany: "[[Jane Doe]]"\n---\n'),
    ],
)
def test_notes_are_offered_inside_a_link(vault: Vault, typed: str, label: str, then: str) -> None:
    assert offered(vault, typed)[label] == then


def test_of_two_notes_with_one_name_the_path_is_linked(vault: Vault) -> None:
    texts = {one.text for one in completions(vault, "notes/x.md", "[[", 2) if one.label == "Acme"}
    assert texts == {"[[companies/Acme]]", "[[notes/Acme]]"}


def test_a_property_says_which_question_it_answers(vault: Vault) -> None:
    said = hover(vault, "interviews/x.md", "---\nstage: panel\n---\n", 6)
    assert said is not None
    assert "Which round" in said
    assert "`panel`" in said
    assert hover(vault, "interviews/x.md", "---\nstage: panel\n---\n", 14) is None
    assert hover(vault, "interviews/x.md", "---\ncompany: A\n---\nstage: panel\n", 22) is None


def test_a_link_says_where_it_leads_and_leads_there(vault: Vault) -> None:
    text = "see [[Jane Doe#Past jobs|her]] and [[Nobody]]"
    assert "people/Jane Doe.md" in (hover(vault, "notes/x.md", text, 8) or "")
    assert definition(vault, text, 8) == Place("people/Jane Doe.md", 7)
    assert definition(vault, text.replace("#Past jobs", ""), 8) == Place("people/Jane Doe.md", 1)
    assert "No note" in (hover(vault, "notes/x.md", text, 40) or "")
    assert definition(vault, text, 40) is None
    assert definition(vault, text, 0) is None
