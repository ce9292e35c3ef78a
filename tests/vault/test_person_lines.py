"""Whom a line names: one person, two, or a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.diagnostics.source import Span
from vaultgen.vault.person_lines import read_line


def people(line: str) -> list[tuple[str, str]]:
    return [(person.name, person.title) for person in read_line(line).people]


ONE = {
    "Jane Doe, VP, Engineering": ("Jane Doe", "VP, Engineering"),
    "Jane Doe, Head of Sales, EMEA": ("Jane Doe", "Head of Sales, EMEA"),
    "Jane Doe, Head of Sales and Marketing": ("Jane Doe", "Head of Sales and Marketing"),
    "Jane Doe, VP Engineering and Data Platform": ("Jane Doe", "VP Engineering and Data Platform"),
    "Jane Doe, Professor of Physics and Applied Mathematics": (
        "Jane Doe",
        "Professor of Physics and Applied Mathematics",
    ),
    "Jane Doe, VP R&D": ("Jane Doe", "VP R&D"),
    "Doe, Jane": ("Jane Doe", ""),
    "Jane Doe, CTO, co-founder": ("Jane Doe", "CTO, co-founder"),
    "Jane Doe, CTO & co-founder": ("Jane Doe", "CTO & co-founder"),
    "Jane Doe (CTO and co-founder)": ("Jane Doe", "CTO and co-founder"),
    "Jane Doe, Director of Product, and Head of Growth": ("Jane Doe", "Director of Product and Head of Growth"),
    "Jane Doe, CTO, recruiter": ("Jane Doe", "CTO, recruiter"),
    "Jane Doe, CTO, the hiring manager": ("Jane Doe", "CTO, the hiring manager"),
    "Jane Doe, engineering manager, my future boss": ("Jane Doe", "engineering manager, my future boss"),
    "Jane Doe, their CTO": ("Jane Doe", "their CTO"),
    "Jane Doe, a recruiter": ("Jane Doe", "a recruiter"),
    "a recruiter, Jane Doe": ("Jane Doe", "a recruiter"),
    "Jane Doe, one of the founders": ("Jane Doe", "one of the founders"),
    "Jane Doe, two years at Acme": ("Jane Doe", "two years at Acme"),
    "Jane Doe, CTO, a lovely person": ("Jane Doe", "CTO, a lovely person"),
    "Jane Doe, CTO, Acme": ("Jane Doe", "CTO, Acme"),
    "Jane Doe, VP Sales, Charlotte": ("Jane Doe", "VP Sales, Charlotte"),
    "jane doe, will call back": ("jane doe", "will call back"),
    "hiring manager jane doe": ("jane doe", "hiring manager"),
    "Jane Doe PM": ("Jane Doe", "PM"),
    "Jane Doe, assistant to Tom Ford": ("Jane Doe", "assistant to Tom Ford"),
    "Jane Doe, Head of St Thomas Ward": ("Jane Doe", "Head of St Thomas Ward"),
    "Jane Doe, Lead, Project Rosa": ("Jane Doe", "Lead, Project Rosa"),
    "Jane Doe, his deputy": ("Jane Doe", "his deputy"),
    "Jane Doe, VP with 12 engineers": ("Jane Doe", "VP with 12 engineers"),
    "Jane Doe, CTO and a great listener": ("Jane Doe", "CTO and a great listener"),
    "Jane Doe, another team": ("Jane Doe", "another team"),
    "Jane Doe, VP Sales, Austin": ("Jane Doe", "VP Sales, Austin"),
    "Ops manager Carol Inchbald": ("Carol Inchbald", "Ops manager"),
    "Carol Inchbald Ops manager": ("Carol Inchbald", "Ops manager"),
    "Store Manager Ana Ruiz": ("Ana Ruiz", "Store Manager"),
    "Partner Ashok Menon": ("Ashok Menon", "Partner"),
    "Headteacher Mrs Barraclough": ("Mrs Barraclough", "Headteacher"),
    "HR Lena Farquhar": ("Lena Farquhar", "HR"),
    "Head of Sales Jane Doe": ("Jane Doe", "Head of Sales"),
    "Marketing Anna Bell": ("Anna Bell", "Marketing"),
    "Warehouse Mike": ("Mike", "Warehouse"),
    "Head of Global Brand Partnerships": ("", "Head of Global Brand Partnerships"),
    "Head of St Martin School": ("", "Head of St Martin School"),
    "Principal Skinner": ("Principal Skinner", ""),
    "Manager - Grainne": ("Grainne", "Manager"),
    "HR lady Sinead": ("Sinead", "HR lady"),
    "Associate": ("", "Associate"),
    "Sales": ("", "Sales"),
    "Supt. Maura Keane": ("Supt. Maura Keane", ""),
    "Guy Martin": ("Guy Martin", ""),
}
TWO = {
    "Jane Doe, Sam Lee": [("Jane Doe", ""), ("Sam Lee", "")],
    "Jane Doe and Sam Lee": [("Jane Doe", ""), ("Sam Lee", "")],
    "jane doe and sam lee": [("jane doe", ""), ("sam lee", "")],
    "jane doe, sam lee": [("jane doe", ""), ("sam lee", "")],
    "Jane / Sam": [("Jane", ""), ("Sam", "")],
    "Jane Doe, Sam Lee, and Tom Smith": [("Jane Doe", ""), ("Sam Lee", ""), ("Tom Smith", "")],
    "Jane Doe (CTO), Sam Lee (PM)": [("Jane Doe", "CTO"), ("Sam Lee", "PM")],
    "Jane (CTO), Sam (PM)": [("Jane", "CTO"), ("Sam", "PM")],
    "Jane Doe, CTO; Sam Lee, PM": [("Jane Doe", "CTO"), ("Sam Lee", "PM")],
    "Jane, CTO, Sam, HR": [("Jane", "CTO"), ("Sam", "HR")],
    "jane doe cto, sam lee pm": [("jane doe", "cto"), ("sam lee", "pm")],
    "recruiter Jane Doe, CTO Sam Lee": [("Jane Doe", "recruiter"), ("Sam Lee", "CTO")],
    "Jane, the CTO, and Sam from HR": [("Jane", "the CTO"), ("Sam", "HR")],
    "Jane from HR, Will from Data": [("Jane", "HR"), ("Will", "Data")],
    "Maria Gomez (recruiter) and Xiu Wen": [("Maria Gomez", "recruiter"), ("Xiu Wen", "")],
    "Maria Gomez (recruiter), Xiu Wen (PM)": [("Maria Gomez", "recruiter"), ("Xiu Wen", "PM")],
}
ASKED = {
    "jane doe cto, some recruiter": ("jane doe", "cto"),
    "Jane Doe, some recruiter": ("Jane Doe", ""),
    "Jane Doe, CTO, a recruiter": ("Jane Doe", "CTO"),
    "Jane Doe, CTO, and a recruiter": ("Jane Doe", "CTO"),
    "Jane Doe (CTO), two engineers": ("Jane Doe", "CTO"),
    "Jane Doe (CTO) and two engineers": ("Jane Doe", "CTO"),
    "Jane Doe + 2 others": ("Jane Doe", ""),
    "Jane Doe, CTO, her boss": ("Jane Doe", "CTO"),
    "Jane Doe, her boss": ("Jane Doe", ""),
    "Jane Doe, CTO, someone from HR": ("Jane Doe", "CTO"),
    "Jane Doe and HR": ("Jane Doe", ""),
    "HR and Jane Doe": ("Jane Doe", ""),
    "some recruiter, Jane Doe": ("Jane Doe", ""),
    "a recruiter, jane doe cto": ("jane doe", "cto"),
    "[[Jane Doe]], CTO, a recruiter": ("Jane Doe", "CTO"),
    "Jane Doe, CTO, Sam": ("Jane Doe", "CTO"),
    "Jane (CTO), Sam": ("Jane", "CTO"),
    "jane doe, cto, sam lee": ("jane doe", "cto"),
    "Director; Jane Doe": ("Jane Doe", ""),
}


@pytest.mark.parametrize("line", ONE)
def test_a_title_may_have_commas_and_joins(line: str) -> None:
    assert (people(line), read_line(line).doubt) == ([ONE[line]], "")


@pytest.mark.parametrize("line", TWO)
def test_two_names_are_two_people(line: str) -> None:
    assert (people(line), read_line(line).doubt) == (TWO[line], "")


@pytest.mark.parametrize("line", ASKED)
def test_somebody_without_a_certain_name_is_asked_about_and_is_no_title(line: str) -> None:
    assert people(line) == [ASKED[line]]
    assert read_line(line).doubt.endswith("may be a second person")


@pytest.mark.parametrize(
    ("line", "name", "title", "called"),
    [
        ("Li Wei (goes by Wendy)", "Li Wei", "", "Wendy"),
        ("Olga Ash, goes by olly, COO", "Olga Ash", "COO", "Olly"),
        ("Katherine Elm aka Kate, o@acme.example", "Katherine Elm", "", "Kate"),
        ("Robert Oak, prefers Bob", "Robert Oak", "", "Bob"),
        ("CTO, goes by Bo", "Bo", "CTO", "Bo"),
        # What may be no name is left as it was typed.
        ("Sam Pine, prefers Slack", "Sam Pine", "prefers Slack", ""),
        ("Ian Yew, known as QA", "Ian Yew", "known as QA", ""),
        ("Jane Doe, AKA Consulting", "Jane Doe", "AKA Consulting", ""),
        ("Tom Ford (called in sick)", "Tom Ford", "called in sick", ""),
    ],
)
def test_a_line_says_what_somebody_is_called(line: str, name: str, title: str, called: str) -> None:
    (person,) = read_line(line).people
    assert (person.name, person.title, person.salutation) == (name, title, called)


@pytest.mark.parametrize("line", ["Aoife's daughter Niamh sat in too", "Jane Doe's assistant", "Jonas' assistant Pia"])
def test_whose_somebody_is_is_no_name(line: str) -> None:
    found = read_line(line)
    assert [person.name for person in found.people] == [""]
    assert "whose somebody is" in found.doubt


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("jane doe, some recruiter, jane@acme.example", "jane@acme.example"),
        ("jane doe, some recruiter, x7@acme.example, +1 555 0100", ""),
        ("Jane Doe, jane@acme.example, some recruiter", "jane@acme.example"),
    ],
)
def test_what_follows_somebody_uncertain_may_be_theirs(line: str, email: str) -> None:
    (person,) = read_line(line).people
    assert (person.email, person.phone) == (email, "")


def test_a_second_address_is_asked_about_unless_it_is_the_same_name() -> None:
    assert not read_line("Jane Doe, jane@acme.example, jane.doe@mail.example").doubt
    assert not read_line("Jane Doe, jd@acme.example, jd@mail.example").doubt
    doubt = read_line("Jane Doe, CTO, jane@acme.example, sam@acme.example").doubt
    assert doubt == "“sam@acme.example” may be the address of a second person"


@pytest.mark.parametrize("written", ["{}", "['{}']"])
def test_two_on_one_line_are_asked_about_where_they_stand(snapshot_of: SnapshotOf, written: str) -> None:
    line = written.format("jane doe cto, some recruiter")
    text = f"---\ncompany: Acme\ndate: 2026-03-05T14:30\ninterviewers: {line}\n---\n"
    (found,) = (d for d in snapshot_of({"interviews/A.md": text}).diagnostics if d.code == "VG606")
    assert (found.severity, found.span.line, found.fix) == ("warning", 4, None)
    assert found.span == (Span(4, 15, 4, 43) if written == "{}" else Span(4, 16, 4, 46))
    assert "“some recruiter” may be a second person" in found.message


_NAMES = st.sampled_from(["Jane Doe", "Sam Lee", "Maria Gomez", "Tom Smith"])
_TITLES = st.sampled_from(["CTO", "VP, Engineering", "Head of Sales, EMEA", "recruiter", "CTO and co-founder"])


@given(st.lists(st.tuples(_NAMES, _TITLES), min_size=1, max_size=4, unique_by=lambda one: one[0]), st.booleans())
def test_each_person_of_a_panel_on_one_line_keeps_their_title(panel: list[tuple[str, str]], brackets: bool) -> None:
    written = [f"{name} ({title})" if brackets else f"{name}, {title}" for name, title in panel]
    assert people("; ".join(written)) == panel
    assert people(", ".join(written)) == panel
