"""Fixes: they change only what they have to, and only if there is one possible meaning."""

import re
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf, known
from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix, problem
from vaultgen.diagnostics.fixes import apply_edits, apply_fixes, fix_files
from vaultgen.diagnostics.source import Lines, SourceFile, Span
from vaultgen.vault.notes.note import parse_note

NOWHERE = Path("nowhere")
HEAD = "company: Acme\ndate: 2026-03-05T14:30\n"


def fixed_files(body: str, *, head: str = HEAD, **others: str) -> str:
    """The properties of an interview after all its fixes."""
    note = f"---\n{head}{body}---\n"
    for _ in range(5):
        sources = [SourceFile("interviews/Acme.md", note.encode())]
        sources += [SourceFile(path.replace("__", "/") + ".md", text.encode()) for path, text in others.items()]
        found = known(sources, "2026-03-12T09:00", 'timezone = "UTC"', NOWHERE).diagnostics
        data, made = apply_fixes(note.encode(), [one for one in found if one.path == "interviews/Acme.md"])
        if not made:
            break
        note = data.decode()
    return note.removeprefix(f"---\n{head}").removesuffix("---\n")


# What is fixed.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("role: [[Data Engineer]]\n", 'role: "[[Data Engineer]]"\n'),
        ("role: [[Data Engineer]]   # why not\n", 'role: "[[Data Engineer]]"   # why not\n'),
        ("interviewers:\n  - [[Jane]], CTO\n  - Bob\n", 'interviewers:\n  - "[[Jane]], CTO"\n  - Bob\n'),
        ("interviewers: [[[Jane]], [[Bob]]]\n", 'interviewers: ["[[Jane]]", "[[Bob]]"]\n'),
        ("closing: So: a call\n", 'closing: "So: a call"\n'),
        ('closing: So: "a call"\n', "closing: 'So: \"a call\"'\n"),
        ("closing: @Jane will call\n", 'closing: "@Jane will call"\n'),
        ("moments:\n- Jane: laughed\n- Bob: too\n", 'moments:\n- "Jane: laughed"\n- "Bob: too"\n'),
        ("intervewers: [Jane]\n", "interviewers: [Jane]\n"),
        ('"intervewers": [Jane]\n', '"interviewers": [Jane]\n'),
        ("stage: techincal # ?\n", "stage: technical # ?\n"),
        ("stage: 'techincal'\n", "stage: 'technical'\n"),
        ("skip: [leter, chek-in]\n", "skip: [letter, check-in]\n"),
        ("decision_date: 13/04/2026\n", "decision_date: 2026-04-13\n"),
        ("heard_back: 13.2.2026 14:30\n", "heard_back: 2026-02-13T14:30\n"),
        ('decision_date: "13.4.2026"\n', 'decision_date: "2026-04-13"\n'),
        ('promises: ["13.4.2026: send it"]\n', 'promises: ["2026-04-13: send it"]\n'),
        ("format: Zoom\n", "format: video\n"),
        ("stage: phone screen\n", "stage: screen\n"),
        ("unknown: [decison_maker]\n", "unknown: [decision_maker]\n"),
        ("interview_round: technical\n", "stage: technical\n"),
        ("job_title: Data Engineer\n", "role: Data Engineer\n"),
        ("status: rejected\n", "outcome: rejected\n"),
        ("timezone: europe/berlin\n", "timezone: Europe/Berlin\n"),
        ("timezone: New York\n", "timezone: America/New_York\n"),
        ("timezone: Europe/Berln\n", "timezone: Europe/Berlin\n"),
        ("type: Intervew\n", "type: interview\n"),
        ("skills: [SQL]\nrole: Engineer\nskills: [SQL]\n", "skills: [SQL]\nrole: Engineer\n"),
        ("skills:\n  - SQL\nSkills:\n  - SQL\nrole: X\n", "skills:\n  - SQL\nrole: X\n"),
    ],
)
def test_unambiguous_errors_are_fixed(typed: str, meant: str) -> None:
    expected = fixed_files(typed, people__Jane="", people__Bob="", applications__x="")
    assert expected == meant


def test_a_link_that_lacks_its_accents_leads_to_the_note() -> None:
    typed = 'interviewers: ["[[ Zoe Garcia |Zoe]], CTO"]\n'
    assert fixed_files(typed, **{"people__Zoë García": ""}) == 'interviewers: ["[[ Zoë García |Zoe]], CTO"]\n'


# What is left to the user.


@pytest.mark.parametrize(
    "typed",
    [
        "decision_date: 03/04/2026\n",
        "decision_date: 31/04/2026\n",
        "stage: tec\n",
        "skil: [SQL]\n",  # “skills” or “skip”
        "state: waiting\n",  # as “stage” it would be wrong
        "intervewers: [Jane]\ninterviewers: [Bob]\n",
        "intervewers: [Jane]\ninterviewrs: [Bob]\n",
        "mood: sunny\n",
        "comments:\n  - Jane seemed arrogant\n",
        "position: Data Engineer\nrole: Analyst\n",
        "position: Data Engineer\njob_title: Analyst\n",
        "contact: Jane\n",  # perhaps of the recruiter
        "feedback: too quiet\n",
        "status: applied\n",
        "moment: she was rude\n",
        "data: 2026-03-05\n",
        "timezone: UTC+5:30\n",
        "skills: [SQL]\nskills: [Kafka]\n",
        "skills: [SQL] # the first\nskills: [SQL] # the second\n",
        "timezone: Middle-earth/Shire\n",
        "closing: So: a call # or not\n",
        "closing: So: a call\n  on Monday\n",
        "closing: 'So' it: ended\n",
        "interviewers:\n  - name: Jane\n    title: CTO\n",
        "interviewers:\n  - name: Jane\n",
        "role: [[Data Engineer]] or so\n",
        "duration: 1:30\n",
        'stage: "tech\\u0069ncal"\n',
        "stage: >\n  techincal\n",
    ],
)
def test_ambiguous_errors_are_not_fixed(typed: str) -> None:
    assert fixed_files(typed) == typed


def test_a_dead_link_that_fits_two_notes_is_not_fixed() -> None:
    typed = 'interviewers: ["[[Zoe]]"]\n'
    assert fixed_files(typed, people__Zoë="", people__Zoé="") == typed


# Byte by byte.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_the_byte_order_mark_are_kept(end: str, mark: str) -> None:
    text = mark + f"---\n# mine\n{HEAD}stage:   techincal  # ?\nrole: [[X]]\n---\n\n\tbody \n".replace("\n", end)
    sources = [SourceFile("interviews/Acme.md", text.encode()), SourceFile("X.md", b"")]
    found = known(sources, "2026-03-12T09:00", "", NOWHERE).diagnostics
    data, _ = apply_fixes(text.encode(), found)
    assert data.decode() == text.replace("[[X]]", '"[[X]]"').replace("techincal", "technical")


def test_edits_are_applied_at_their_spans() -> None:
    data = "\ufeffeins\r\nzwei\rdrei\n".encode()
    edits = [Edit(Span(3, 1, 3, 5), "3"), Edit(Span(1, 2, 1, 2), "_"), Edit(Span(2, 1, 3, 1), "")]
    assert apply_edits(data, edits).decode() == "\ufeffe_ins\r\n3\n"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(1, 1, 1, 3), "a"), Edit(Span(1, 2, 1, 4), "b")],
        [Edit(Span(1, 1, 1, 99), "a")],
        [Edit(Span(7, 1, 7, 2), "a")],
        [Edit(Span(1, 3, 1, 1), "a")],
    ],
)
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match=r"edits|no line"):
        apply_edits(b"a line", edits)


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        apply_edits(b"\xff\xfe", [])


def test_of_two_overlapping_fixes_the_first_is_applied() -> None:
    def one(text: str) -> Diagnostic:
        return problem("VG105", "a.md", Span(), "", fix=Fix(text, (Edit(Span(1, 1, 1, 4), text),)))

    data, made = apply_fixes(b"abc", [one("x"), one("y"), one("x")])
    assert data == b"x"
    assert [diagnostic.fix.title for diagnostic in made if diagnostic.fix] == ["x", "x"]


TEXT = st.text("aé東\U0001f600\r\n\ufeff ", max_size=30)


@given(TEXT, TEXT, TEXT, st.booleans())
def test_nothing_outside_an_edit_is_touched(before: str, inside: str, after: str, mark: bool) -> None:
    from vaultgen.diagnostics.source import Lines

    text = f"x{before}x{inside}x{after}"
    data = ("\ufeff" * mark + text).encode()
    where = Lines(text).span(len(before) + 2, len(before) + 2 + len(inside))
    assert apply_edits(data, [Edit(where, "NEW")]).decode() == "\ufeff" * mark + f"x{before}xNEWx{after}"


# Any note: a fix removes its problem, causes none, and is applied once.

NAMES = ["closing", "intervewers", "stage", "skils", "role", "position", "my own"]
WORDS = st.text("abc Jé\U0001f600:,-'\"[]#&*@%|>{}\\.", min_size=1, max_size=14)
LINES = st.one_of(
    st.builds(
        "{}: {}".format,
        st.sampled_from(["closing", "intervewers", "stage", "skils", "role", "position", "my own"]),
        WORDS,
    ),
    st.builds("  - {}".format, WORDS),
    st.builds("- {}: {}".format, WORDS, WORDS),
    st.sampled_from(
        [
            *("skills:", "moments:", "stage: techincal", "skip: [leter, 'chek-in']", "role: [[X]]", "role: [[X]] # y"),
            *("decision_date: 13/04/2026", "heard_back: '13.4.2026'", "timezone: europe/berlin", "closing: a: b"),
            *(
                "interviewers: [[[X]], [[Ze]]]",
                'decision_maker: "[[Ze]]"',
                "  - [[X]]: said so",
                "# mine",
                "",
                "role: @x",
            ),
        ]
    ),
)


@hypothesis.settings(max_examples=60)
@given(st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_every_fix_removes_its_problem_and_causes_none(lines: list[str], end: str, mark: bool) -> None:
    text = "\ufeff" * mark + end.join(["---", *HEAD.splitlines(), *lines, "---", "The body: [[X]]", ""])
    data = text.encode()
    found = _check(data)
    for diagnostic in found:
        if diagnostic.fix is None:
            continue
        fixed = apply_edits(data, diagnostic.fix.edits)
        after = _check(fixed)
        assert fixed != data
        assert len([one for one in after if one.code == diagnostic.code]) < len(
            [one for one in found if one.code == diagnostic.code]
        ) or any(one.code == diagnostic.code and one.span > diagnostic.span for one in after)
        if diagnostic.code not in HIDES:
            assert _errors(after) <= _errors(found)

        lost = _words(data) - _words(fixed)
        replaced = _words(b" ".join(_text_of(data, edit) for edit in diagnostic.fix.edits))
        if diagnostic.code == "VG007":  # of two that say the same one is left
            assert all(_words(fixed)[word] for word in lost)
        else:
            assert lost <= (replaced if diagnostic.code in REPLACE else Counter())


REPLACE = ("VG101", "VG104", "VG105", "VG107", "VG108", "VG201")  # a word for another that means the same


@hypothesis.settings(max_examples=40)
@given(st.lists(LINES, max_size=6))
def test_fixing_causes_no_problem_and_loses_no_property(lines: list[str]) -> None:
    data = "\n".join(["---", *HEAD.splitlines(), *lines, "---", ""]).encode()
    source = SourceFile("interviews/Acme.md", data)
    fixed_files = fix_files({source.path: source}, lambda files: _check(files[source.path].data))
    after = fixed_files.files.get(source.path, source)
    hidden = any(one.code in HIDES for one in _check(data))
    assert hidden or _grave(_check(after.data)) <= _grave(_check(data))
    was, now = (parse_note(one)[0] for one in (source, after))
    assert len(now.properties) >= len(was.properties)
    assert sum(bool(one.values) for one in now.properties.values()) >= sum(
        bool(p.values) for p in was.properties.values()
    )


def _grave(found: list[Diagnostic]) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in found if one.severity != "hint"}


def _words(data: bytes) -> Counter[str]:
    return Counter(re.findall(r"\w+", data.decode()))


def _text_of(data: bytes, edit: Edit) -> bytes:
    """The text that an edit replaces."""
    lines = data.decode().removeprefix("\ufeff")
    places = Lines(lines)
    return lines[
        places.offset(edit.span.line, edit.span.column) : places.offset(edit.span.end_line, edit.span.end_column)
    ].encode()


# Front matter that cannot be read hides what is wrong further down.
HIDES = ("VG005", "VG008", "VG106")


@hypothesis.settings(max_examples=40)
@given(st.lists(LINES, max_size=6))
def test_fixing_terminates(lines: list[str]) -> None:
    data = "\n".join(["---", *HEAD.splitlines(), *lines, "---", ""]).encode()
    for _ in range(20):
        data, made = apply_fixes(data, _check(data))
        if not made:
            return
    pytest.fail("fixes without end")


def _errors(found: list[Diagnostic]) -> int:
    return sum(one.severity == "error" for one in found)


def _check(data: bytes) -> list[Diagnostic]:
    sources = [SourceFile("interviews/Acme.md", data), SourceFile("people/X.md", b""), SourceFile("people/Zé.md", b"")]
    found = known(sources, "2026-03-12T09:00", 'timezone = "UTC"', NOWHERE).diagnostics
    return [one for one in found if one.path == "interviews/Acme.md"]


def test_the_fix_is_part_of_the_problem(snapshot_of: SnapshotOf) -> None:
    (found,) = snapshot_of({"interviews/Acme.md": f"---\n{HEAD}stage: techincal\n---\n"}).diagnostics
    assert found.fix == Fix("Write “technical” for “techincal”", (Edit(Span(4, 8, 4, 17), "technical"),))
