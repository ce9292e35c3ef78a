"""Setting a property keeps every other byte of the note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.notes.note import Note, parse_note
from vaultgen.vault.notes.property_edits import CannotEdit, set_property


def note(data: bytes) -> Note:
    return parse_note(SourceFile("interviews/Acme.md", data))[0]


# The property before, the values, whether they are a list, and the property after.
TABLE = {
    "empty": ("closing:\n", ["warm"], False, "closing: warm\n"),
    "spaces behind the colon": ("closing:  \n", ["warm"], False, "closing: warm\n"),
    "a comment stays": ("closing:  # how?\n", ["warm"], False, "closing: warm  # how?\n"),
    "another text": ("closing: cold # how?\n", ["warm"], False, "closing: warm # how?\n"),
    "quotes where YAML wants them": ("closing:\n", ['said: "see you"'], False, 'closing: "said: \\"see you\\""\n'),
    "a word that YAML knows": ("closing:\n", ["no"], False, 'closing: "no"\n'),
    "a day": ("closing:\n", ["2026-03-20"], False, "closing: 2026-03-20\n"),
    "an empty text": ('closing: ""\n', ["warm"], False, "closing: warm\n"),
    "several lines": ("closing: |\n  one\n  two\n", ["warm"], False, "closing: warm\n"),
    "a text in place of a list": ("closing:\n  - a\n  - b # why\n", ["warm"], False, "closing: warm\n"),
    "emptied": ("closing: warm # how?\n", [], False, "closing: # how?\n"),
    "a list": ("skills:\n", ["SQL", "Kafka"], True, "skills:\n  - SQL\n  - Kafka\n"),
    "a list below a comment": ("skills: # which?\n", ["SQL"], True, "skills: # which?\n  - SQL\n"),
    "a list in place of brackets": ("skills: []\n", ["SQL"], True, "skills:\n  - SQL\n"),
    "a list in place of a text": ("skills: Go # x\n", ["Go", "SQL"], True, "skills: # x\n  - Go\n  - SQL\n"),
    "one more": ("skills:\n- 'Go' # x\n# y\n", ["Go", "SQL"], True, "skills:\n- 'Go' # x\n- SQL\n# y\n"),
    "one less": ("skills:\n  - a # x\n  - b\n  - c\n", ["a", "b"], True, "skills:\n  - a # x\n  - b\n"),
    "one other": ("skills:\n  - a # x\n  # y\n  - b\n", ["c", "b"], True, "skills:\n  - c # x\n  # y\n  - b\n"),
    "an empty item": ("skills:\n  - \n", ["a", "b"], True, "skills:\n  - a\n  - b\n"),
    "a list emptied": ("skills:\n  - a\n  - b\n", [], True, "skills:\n"),
    "a name as somebody typed it": ("Hard Questions:\n", ["Why us?"], True, 'Hard Questions:\n  - "Why us?"\n'),
}


@pytest.mark.parametrize(("before", "values", "is_list", "after"), TABLE.values(), ids=TABLE)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_setting_a_property_changes_nothing_else(
    before: str, values: list[str], is_list: bool, after: str, ends: str, mark: str
) -> None:
    def whole(part: str) -> bytes:
        text = f"{mark}---\n# ours\ncompany:   'Acme'\n{part}date: 2026-03-05 # a Thursday\n---\nBody: ---\n"
        return text.replace("\n", ends).encode()

    name = "hard_questions" if "Hard" in before else before.partition(":")[0]
    assert set_property(whole(before), name, values, is_list=is_list) == whole(after)


def test_a_new_property_is_added_after_the_given_ones() -> None:
    data = b"---\r\ncompany: Acme # x\r\ndate: 2026-03-05\r\n---\r\n"
    assert set_property(data, "role", ["SRE"], after=["company", "moments"]) == data.replace(
        b"# x\r\n", b"# x\r\nrole: SRE\r\n"
    )
    assert set_property(data, "skills", ["SQL"], is_list=True) == data.replace(
        b"05\r\n", b"05\r\nskills:\r\n  - SQL\r\n"
    )
    assert set_property(b"---\n---\nBody\n", "role", ["SRE"]) == b"---\nrole: SRE\n---\nBody\n"


@pytest.mark.parametrize(
    "text", ["Body\n", "---\ncompany: Acme\n", "---\n{a: b}\n---\n", "---\na: [b\n---\n", "---\n- a\n---\n"]
)
def test_unreadable_front_matter_is_not_edited(text: str) -> None:
    with pytest.raises(CannotEdit):
        set_property(text.encode(), "role", ["SRE"])


# Any single line without comments and control characters.
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])).filter(
    lambda text: "%%" not in text and "\ufeff" not in text
)
ANSWERS = LINES.map(str.strip).filter(bool)
HOLDS = st.sampled_from(
    ["", " ", " old", " 'o''ld' # c", ' ""', " []", " [a, 'b']", "\n  - a # c\n  - b", "\n- ", " |\n  x"]
)


@given(HOLDS, HOLDS, st.lists(ANSWERS, max_size=4), st.booleans())
def test_any_answer_reads_back_as_it_was_typed(held: str, other: str, answers: list[str], is_list: bool) -> None:
    answers = answers if is_list else answers[:1]
    data = f"---\ncompany: Acme\nculture:{held}\nskills:{other}\n---\n\n# Body\n".encode()
    changed = set_property(data, "culture", answers, is_list=is_list)
    after, before = note(changed), note(data)
    assert [value.text for value in after.properties["culture"].values] == answers
    assert after.body == before.body
    said = {name: [v.text for v in p.values] for name, p in after.properties.items() if name != "culture"}
    assert said == {name: [v.text for v in p.values] for name, p in before.properties.items() if name != "culture"}
    assert changed.startswith(b"---\ncompany: Acme\nculture:")
    assert changed.endswith(f"skills:{other}\n---\n\n# Body\n".encode())
    assert set_property(changed, "culture", answers, is_list=is_list) == changed
