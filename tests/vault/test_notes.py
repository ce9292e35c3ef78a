"""Parsing notes: text stays text, every value has its span, and any bytes can be parsed."""

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import SourceFile, Span, split_lines
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.notes.properties import key
from vaultgen.vault.notes.yaml_messages import quoted

NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=f"\u2028\u2029\ufeff\ufffe\uffff{NONCHARACTERS}")
)


def read(text: str | bytes) -> tuple[Note, tuple[Diagnostic, ...]]:
    return parse_note(SourceFile("interviews/Acme.md", text if isinstance(text, bytes) else text.encode()))


def value_of(written: str) -> tuple[str, ...]:
    """The values of a property with this text."""
    note, found = read(f"---\nclosing:{written}\n---\n")
    assert not found
    return tuple(value.text for value in note.properties["closing"].values)


def cut(text: str, span: Span) -> str:
    """The part of a text in a span."""
    lines = split_lines(text)[span.line - 1 : span.end_line]
    assert span.line == span.end_line
    return lines[0][span.column - 1 : span.end_column - 1]


# Values.


@pytest.mark.parametrize(
    "typed",
    [
        "14:30",
        "0123456",
        "no",
        "Yes",
        "true",
        "on",
        "+49 30 1234567",
        "1e3",
        "0x1F",
        "0o17",
        "1_000",
        ".5",
        ".inf",
        "2026-03-05",
        "2026-03-05T14:30",
        "12:30:45",
        "it's her own",
        "C# and F#",
        "C:\\data",
        "https://acme.example/jobs?id=1#top",
        "=SUM(A1)",
        "<<",
        "50 % of it",
        "Grüße aus Zürich, 東京 und 😀",
    ],
)
def test_scalars_stay_text(typed: str) -> None:
    assert value_of(f" {typed}") == (typed,)
    assert value_of(f'\n  - "{typed}"' if "\\" not in typed else f"\n  - '{typed}'") == (typed,)


@pytest.mark.parametrize("name", ["on", "no", "content", "handler", "metadata", "y", "null", "1"])
def test_any_word_may_name_a_property(name: str) -> None:
    note, found = read(f"---\n{name}: 5\n---\nbody\n")
    assert not found
    assert note.properties[name].values[0].text == "5"
    assert note.body == "body\n"


@pytest.mark.parametrize(
    "typed", ["", " ", " ~", " null", " Null", " NULL", ' ""', " ''", ' "  "', " # only a comment"]
)
def test_empty_values_and_null_are_empty(typed: str) -> None:
    assert value_of(typed) == ()


@pytest.mark.parametrize("typed", [' "~"', " 'null'", ' "no"', " ~/data", " nullable", " nil"])
def test_text_that_only_looks_like_null_is_text(typed: str) -> None:
    assert value_of(typed) == (typed.strip().strip("\"'"),)


@pytest.mark.parametrize(
    "typed",
    [
        " [Kafka, SQL]",
        ' ["Kafka", SQL,]',
        "\n  - Kafka\n  - SQL",
        "\n- Kafka\n- SQL",
        "\n  - Kafka\n  -\n  - ~\n  - ''\n  - SQL",
        "\n  - 'Kafka'\n\n  # a comment\n  - \"SQL\"",
    ],
)
def test_a_list_is_read_in_every_style(typed: str) -> None:
    assert value_of(typed) == ("Kafka", "SQL")


def test_a_list_of_one_item_is_distinguished_from_a_text() -> None:
    note, _ = read("---\nskills: [SQL]\nclosing: warm\nempty: []\n---\n")
    assert [(name, prop.is_list, len(prop.values)) for name, prop in note.properties.items()] == [
        ("skills", True, 1),
        ("closing", False, 1),
        ("empty", True, 0),
    ]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (" |\n  one\n  two", "one\ntwo\n"),
        (" |-\n  one\n  two", "one\ntwo"),
        (" >\n  one\n  two", "one two\n"),
        (" >-\n  one: with a colon\n  [two", "one: with a colon [two"),
        (" one\n  two", "one two"),
        (' "one\n  two"', "one two"),
        (' "a \\"quoted\\" word"', 'a "quoted" word'),
        (" 'it''s'", "it's"),
    ],
)
def test_texts_may_span_lines(typed: str, text: str) -> None:
    assert value_of(typed) == (text,)


def test_the_span_of_a_block_scalar_ends_with_its_last_word() -> None:
    note, _ = read("---\nclosing: |\n  one\n  two\n\nrole: Data Engineer\n---\n")
    assert note.properties["closing"].values[0].span == Span(2, 10, 4, 6)


def test_noncharacters_are_replaced() -> None:
    note, found = read(f"---\nrole: Data{NONCHARACTERS}\n---\n\ufdd0now\ufdd1 at\u2028last\n")
    assert not found
    assert note.properties["role"].values[0].text == "Data" + "\ufffd" * 32
    assert note.body == "\ufffdnow\ufffd at\u2028last\n"


# Spans.


@given(st.lists(PRINTABLE, min_size=1, max_size=4))
@example(["14:30", "no", "# x", "- y", '"', "\\", "[[Jane]]", "…😀e\u0301"])
def test_a_quoted_text_is_read_back_and_its_place_is_what_was_typed(texts: list[str]) -> None:
    typed = "---\nskills:\n" + "".join(f"  - {quoted(text)}\n" for text in texts) + "---\n"
    note, found = read(typed)
    assert not found
    kept = [text for text in texts if text.strip()]
    values = note.properties["skills"].values
    assert [value.text for value in values] == kept
    assert [cut(typed, value.span) for value in values] == [quoted(text) for text in kept]


@given(st.text())
@example("\x00\x1b[31m\x7f\x85\u2028\ufeff\ufffe\udc80\r\n---\n")
def test_whatever_is_quoted_stays_on_its_line_and_can_be_read(text: str) -> None:
    note, found = read(f"---\nclosing: {quoted(text)}\nrole: Data Engineer\n---\n".encode())
    assert not found
    assert note.properties["role"].values[0].span == Span(3, 7, 3, 20)


def test_a_span_covers_name_and_value_as_typed() -> None:
    typed = '---\ncompany: Acme  # theirs\n"role" : "Data Engineer"\nskills: [Kafka, \'SQL\']\n---\n'
    note, _ = read(typed)
    assert [cut(typed, prop.span) for prop in note.properties.values()] == ["company", '"role"', "skills"]
    assert [cut(typed, prop.value_span) for prop in note.properties.values()] == [
        "Acme",
        '"Data Engineer"',
        "Kafka, 'SQL'",
    ]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_line_separator_is_not_a_line_break(separator: str, quote: str) -> None:
    typed = f"---\nclosing: {quote}one{separator}two{quote}\nrole: Data Engineer\n---\n"
    note, found = read(typed)
    assert not found
    assert note.properties["closing"].values[0].text == f"one{separator}two"
    assert note.properties["role"].values[0].span == Span(3, 7, 3, 20)


# Files as editors leave them.


@pytest.mark.parametrize(
    "text",
    [
        "---\ncompany: Acme\nrole: Engineer\n---\nbody\n",
        "---\r\ncompany: Acme\r\nrole: Engineer\r\n---\r\nbody\r\n",
        "\ufeff---\ncompany: Acme\nrole: Engineer\n---\nbody\n",
        "---\r\ncompany: Acme\nrole: Engineer\r\n---\nbody\n",
        "--- \ncompany: Acme\nrole: Engineer\n---\t\nbody\n",
    ],
    ids=["LF", "CRLF", "BOM", "mixed", "spaces after the dashes"],
)
def test_line_breaks_and_byte_order_marks_change_nothing(text: str) -> None:
    note, found = read(text)
    assert not found
    assert [(p.name, p.values[0].text, p.values[0].span) for p in note.properties.values()] == [
        ("company", "Acme", Span(2, 10, 2, 14)),
        ("role", "Engineer", Span(3, 7, 3, 15)),
    ]
    assert (note.body.strip(), note.body_line) == ("body", 5)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "---\n---\n", "---\n---", "---\r\n---\r\n", "---\n\n# only a comment\n---\n"]
)
def test_an_empty_note_is_a_note(text: str) -> None:
    note, found = read(text)
    assert not found
    assert not note.broken
    assert not note.properties
    assert note.body.strip() == ""


@pytest.mark.parametrize(
    "text", ["text\n---\ncompany: Acme\n---\n", "\n---\ncompany: Acme\n---\n", "----\na: b\n----\n"]
)
def test_dashes_in_the_body_are_not_front_matter(text: str) -> None:
    note, found = read(text)
    assert not found
    assert not note.properties
    assert note.body == text


def test_a_rule_in_the_body_stays_in_the_body() -> None:
    note, _ = read("---\ncompany: Acme\n---\nabove\n\n---\nbelow\n")
    assert note.body == "above\n\n---\nbelow\n"


def test_the_body_begins_on_the_line_after_the_front_matter() -> None:
    note, _ = read("---\ncompany: Acme\n---\n\n\nThird line of the body.\n")
    assert (note.body_line, note.body) == (4, "\n\nThird line of the body.\n")


# Names of notes and properties.


@pytest.mark.parametrize(
    "typed", ["hard_questions", "Hard questions", "HARD-QUESTIONS", "hard  questions", "hard - questions"]
)
def test_property_names_are_compared_without_case_and_separators(typed: str) -> None:
    note, _ = read(f"---\n{typed}: [Why?]\n---\n")
    assert note.properties["hard_questions"].name == typed
    assert key(typed) == "hard_questions"


def test_composed_and_decomposed_accents_name_the_same_property() -> None:
    assert key("Café") == key("Cafe\u0301")


def test_the_name_and_folder_of_a_note_come_from_its_path() -> None:
    note, _ = parse_note(SourceFile("people/berlin/Jane Doe.md", b""))
    assert (note.name, note.folder) == ("Jane Doe", "people")
    assert parse_note(SourceFile("Jane.md", b""))[0].folder == ""


# Unreadable notes.


def test_a_property_given_twice_names_both_lines_and_the_first_counts() -> None:
    note, (found,) = read("---\nclosing: warm\nrole: Engineer\nClosing: cold\n---\n")
    assert (found.code, found.span) == ("VG007", Span(4, 1, 4, 8))
    assert "“Closing” stands here and on line 2" in found.message
    assert note.properties["closing"].values[0].text == "warm"


@pytest.mark.parametrize(
    "written", ["&a warm", "*a", "!warm", "!!str warm", "[&a x]", "[!x y]", "*really* warm", "\n  - *so* warm"]
)
def test_anchors_aliases_and_tags_are_refused(written: str) -> None:
    note, found = read(f"---\nclosing: {written}\n---\n")
    assert note.broken
    assert [problem.code for problem in found] == ["VG009"]


def test_a_chain_of_anchors_is_refused_before_it_grows() -> None:
    laughs = "a: &a [x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    _, found = read(f"---\n{laughs}---\n")
    assert [(one.code, one.span.line) for one in found] == [("VG009", line) for line in range(2, 11)]


def test_front_matter_over_64_kib_is_refused_with_its_size() -> None:
    note, (found,) = read("---\nclosing: " + "warm " * 13_200 + "\n---\nbody\n")
    assert note.broken
    assert note.body == "body\n"
    assert (found.code, found.span.line) == ("VG010", 1)
    assert found.message == "The properties take 64 KiB; vaultgen reads up to 64."
    assert found.hint == "Move the long texts into the body of the note."


@pytest.mark.parametrize("prop", ["stage", "duration", "decision_date", "timezone", "type", "skip", "interviewers"])
def test_messages_shorten_long_values(snapshot_of: SnapshotOf, prop: str) -> None:
    note = f'---\ncompany: Acme\ndate: 2026-03-05\n{prop}: "{"@x” y " * 4000}"\nclosing: @{"x" * 9000}\n---\n'
    for problem in snapshot_of({"interviews/a.md": note}).diagnostics:
        assert len(problem.message) < 700
        assert len(problem.hint) < 700


def test_front_matter_just_under_64_kib_is_read() -> None:
    note, found = read("---\nclosing: " + "x" * (64 * 1024 - 20) + "\n---\n")
    assert not found
    assert len(note.properties["closing"].values[0].text) == 64 * 1024 - 20


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "'", '"', "{a: ", "[["])
def test_ten_thousand_opening_brackets_are_one_error(opening: str) -> None:
    note, found = read("---\nclosing: " + opening * 10_001 + "\n---\n")
    assert note.broken
    assert len(found) == 1


@pytest.mark.parametrize("nested", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "  a:\n" * 20_000])
def test_too_large_front_matter_is_refused_before_it_is_parsed(nested: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "parse", lambda *_args, **_kwargs: pytest.fail("YAML was asked"))
    _, (found,) = read(f"---\nclosing: {nested}\n---\n")
    assert found.code == "VG010"


@pytest.mark.parametrize(
    "body", ["x" * 10_000_000, "[[" * 300_000, "> " * 100_000, "*" * 300_000, "\t- x\n" * 50_000], ids=lambda b: b[:4]
)
def test_a_body_may_be_as_long_as_it_likes(body: str) -> None:
    note, found = read(f"---\nclosing: warm\n---\n{body}")
    assert not found
    assert note.body == body


def test_a_hundred_thousand_keys_are_one_error() -> None:
    _, (found,) = read("---\n" + "".join(f"k{number}: v\n" for number in range(100_000)) + "---\n")
    assert found.code == "VG010"


HEAD = "company: Acme\ndate: 2026-03-05\n"


@pytest.mark.parametrize(
    ("slip", "lost"),
    [
        ("role: [[Engineer]]\n", {"role"}),
        ("closing: So: a call\n", {"closing"}),
        ("closing: @home\n", {"closing"}),
        ("Next-Steps:\n  - @Jane\n", {"next_steps"}),
        ("closing: *warm*\n", {"closing"}),
        ("closing: {a: b}\n", {"closing"}),
        ("just a remark\n", set()),
        ('closing: "warm\n', {"closing"}),
        ("skills: [SQL, Go\n", {"skills"}),
        ("closing: warm\x0b\n", {"closing"}),
    ],
)
@pytest.mark.parametrize("where", ["before", "between", "after"])
def test_an_error_in_a_property_affects_only_that_property(slip: str, lost: set[str], where: str) -> None:
    company, date = HEAD.splitlines(keepends=True)
    parts = {"before": [slip, HEAD], "between": [company, slip, date], "after": [HEAD, "culture: calm\n", slip]}[where]
    note, found = read(f"---\n{''.join(parts)}---\nbody\n")
    assert [one.severity for one in found] == ["error"]
    assert not note.broken
    assert note.lost == lost
    assert note.body == "body\n"
    assert {name: prop.values[0].text for name, prop in note.properties.items() if name in ("company", "date")} == {
        "company": "Acme",
        "date": "2026-03-05",
    }
    assert note.properties["company"].span.line == note.properties["company"].values[0].span.line
    assert not lost & set(note.properties)


def test_each_error_is_reported_at_its_own_place() -> None:
    _, found = read(f"---\nrole: [[Engineer]]\n{HEAD}closing: @home\nskills: [SQL\nculture: &calm\n---\n")
    assert [(one.code, one.span.line) for one in found] == [("VG106", 2), ("VG005", 5), ("VG005", 6), ("VG009", 7)]


@pytest.mark.parametrize(
    "text",
    [
        'closing: "They said\ndate: 2026-03-05\nand went" on\n',
        "skills: [SQL,\ndate: 2026-03-05,\nGo] and more\n",
        "closing: 'They said\ndate: 2026-03-05\nand went' on\n",
    ],
)
def test_lines_within_an_open_text_are_not_taken_for_properties(text: str) -> None:
    note, _ = read(f"---\ncompany: Acme\n{text}role: Engineer\n---\n")
    assert list(note.properties) == ["company", "role"]
    assert "date" in note.lost


def test_a_multi_line_text_is_read_despite_an_error_elsewhere() -> None:
    note, found = read('---\nclosing: "They said\ndate: soon"\nrole: @home\nculture: |\n  calm\n\n  kind\n---\n')
    assert [one.span.line for one in found] == [4]
    assert note.properties["closing"].values[0].text == "They said date: soon"
    assert note.properties["culture"].values[0].text == "calm\n\nkind\n"
    assert note.lost == {"role"}


def test_text_after_the_end_of_a_yaml_document_is_reported() -> None:
    note, found = read("---\ncompany: Acme\n...\nrole: Engineer\n---\n")
    assert found or "role" in note.properties


def test_an_invalid_byte_is_reported_at_its_line_and_column() -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        note, (found,) = read(mark + b"caf\xe9 au lait")
        assert (found.code, found.span) == ("VG002", Span(1, 4, 1, 5))
        assert note.body.startswith("caf")


def test_a_note_in_another_encoding_is_still_shown() -> None:
    note, (found,) = read("Met Jane at the café.".encode("utf-16"))
    assert (found.code, note.broken) == ("VG002", True)
    assert note.body == "Met Jane at the café."


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> phone", "||||||| base"])
def test_merge_conflict_markers_are_also_found_in_the_body(mark: str) -> None:
    note, (found,) = read(f"---\ncompany: Acme\n---\nmine\n{mark}\n")
    assert (found.code, found.span) == ("VG011", Span(5, 1, 5, 1 + len(mark)))
    assert note.broken


@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf\xef\xbb\xbf---\n")
@example(b"---\n\xff\n---\n")
def test_any_bytes_are_a_note(data: bytes) -> None:
    _places_are_in(data)


@given(st.text("ab-:?[]{}&*!|>'\"%@`#, \t\n\r~<=\u2028\x85\x00é😀", max_size=60).map(lambda t: f"---\n{t}\n---\nbody"))
@example("---\n[a]: b\n---\n")
@example("---\n? [a, b]\n: c\n---\n")
@example("---\na: [[b\n---\n")
def test_any_front_matter_gives_properties_or_a_problem_with_a_place(text: str) -> None:
    _places_are_in(text.encode())


def _places_are_in(data: bytes) -> None:
    note, found = read(data)
    lines = split_lines(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    if not any(problem.code != "VG007" for problem in found):
        assert (note.broken, note.lost) == (False, frozenset())
    assert not (note.broken and note.properties)
    spans = [problem.span for problem in found] + [value.span for p in note.properties.values() for value in p.values]
    for span in spans:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


# Unreadable items, and text that YAML drops.

GOOD_ITEM = st.text("abc é'(),", min_size=1, max_size=8).map(lambda said: f"the {said.strip()} story")
BAD_ITEM = st.sampled_from(
    ["Jane: laughed", '"warm" and short', "?", "[[X]], CTO", "{a", "@Jane", "'so' it was", "a: b: c"]
)
LIST = st.lists(
    st.one_of(GOOD_ITEM.map(lambda said: (said, True)), BAD_ITEM.map(lambda said: (said, False))), min_size=1
)


@given(LIST, st.sampled_from(["  ", ""]))
@example([("the story", True), ('"we don\'t do heroes here" (Jo)', False), ("the end", True)], "  ")
def test_an_unreadable_item_affects_only_itself(items: list[tuple[str, bool]], indented: str) -> None:
    lines = "".join(f"{indented}- {said}\n" for said, _ in items)
    note, found = read(f"---\ncompany: Acme\nmoments:\n{lines}closing: warm\n---\n")
    assert [value.text for value in note.properties["closing"].values] == ["warm"]
    # What reads as a property of its own is kept as text, and reported all the same.
    kept = [said for said, is_good in items if is_good or ": " in said]
    if not kept:
        return
    assert [value.text for value in note.properties["moments"].values] == kept
    bad = [number + 4 for number, (_, is_good) in enumerate(items) if not is_good]
    assert {problem.span.line for problem in found} == set(bad)
    assert ("moments" in note.lost) == bool(bad)


@given(
    st.text("abc é", min_size=1).map(str.strip).filter(bool), st.text("abc #é(", min_size=1).map(str.strip).filter(bool)
)
def test_text_read_as_a_comment_is_reported(before: str, behind: str) -> None:
    note, found = read(f"---\nrole: {before} #{behind}\nmoments:\n  - {before} #{behind}\n---\n")
    said = [problem.message for problem in found if problem.code == "VG019"]
    assert not re.search(r"\w", behind) or len(said) == 2
    assert all(f"“{before} #{behind}”" in message or len(message) > 120 for message in said)
    assert [value.text for value in note.properties["role"].values] == [before]
