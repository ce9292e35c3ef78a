"""The language server as a process, with JSON over standard input and output."""

from collections.abc import Iterator

import pytest

from tests.conftest import VaultOf
from tests.lsp.editor import Editor

BROKEN = """---
company: Acme
date: 2026-03-11T15:00
culture: [🙂🙂]
stage: techncal
durration: 45
---
Hello [[Jane Doe]]
"""


@pytest.fixture
def editor(vault_of: VaultOf) -> Iterator[Editor]:
    root = vault_of({"people/Jane Doe.md": "---\ntitle: CTO\n---\n", "interviews/Acme.md": "---\ncompany: Acme\n---\n"})
    editor = Editor(root)
    yield editor
    assert editor.end() == 0


NOTE = "interviews/Acme.md"


def test_problems_are_published_while_typing_and_cleared_when_fixed(editor: Editor) -> None:
    editor.open(NOTE, BROKEN)
    found = editor.codes(NOTE, {"VG101", "VG105"})
    (stage,) = (one for one in found if one["code"] == "VG105")
    assert stage["range"] == {"start": {"line": 4, "character": 7}, "end": {"line": 4, "character": 15}}
    assert stage["severity"] == 1
    assert "technical" in stage["message"]
    editor.change(NOTE, BROKEN.replace("techncal", "technical").replace("durration", "duration"))
    assert editor.codes(NOTE, set()) == []


def test_positions_are_in_the_encoding_of_the_protocol(editor: Editor) -> None:
    editor.open(NOTE, BROKEN.replace("culture: [🙂🙂]", "outcome: 🙂🙂 x"))
    found = editor.codes(NOTE, {"VG101", "VG105"})
    (outcome,) = (one for one in found if one["range"]["start"]["line"] == 3)
    assert outcome["range"]["start"]["character"] == 9
    assert outcome["range"]["end"]["character"] == 9 + 2 + 2 + 2


def test_a_quick_fix_is_offered_and_works(editor: Editor) -> None:
    editor.open(NOTE, BROKEN)
    editor.codes(NOTE, {"VG101", "VG105"})
    here = {"start": {"line": 4, "character": 8}, "end": {"line": 4, "character": 8}}
    asked = {"textDocument": {"uri": editor.uri(NOTE)}, "range": here, "context": {"diagnostics": []}}
    actions = editor.ask("textDocument/codeAction", asked)
    assert [action["kind"] for action in actions] == ["quickfix", "source.fixAll"]
    (edit,) = actions[0]["edit"]["changes"][editor.uri(NOTE)]
    assert edit["newText"] == "technical"
    assert edit["range"] == {"start": {"line": 4, "character": 7}, "end": {"line": 4, "character": 15}}
    (whole,) = actions[1]["edit"]["changes"][editor.uri(NOTE)]
    assert whole["newText"] == BROKEN.replace("techncal", "technical").replace("durration", "duration")


def test_completion_hover_and_definition_work(editor: Editor) -> None:
    editor.open(NOTE, BROKEN.replace("stage: techncal", "stage: "))
    offered = editor.ask("textDocument/completion", editor.at(NOTE, 4, 7))
    assert "technical" in [item["label"] for item in offered["items"]]
    said = editor.ask("textDocument/hover", editor.at(NOTE, 1, 3))
    assert "Which employer" in said["contents"]["value"]
    leads = editor.ask("textDocument/definition", editor.at(NOTE, 7, 10))
    assert leads["uri"] == editor.uri("people/Jane Doe.md")


def test_open_documents_count_for_other_files(editor: Editor) -> None:
    editor.open(NOTE, '---\ncompany: Acme\ndate: 2026-03-11T15:00\ninterviewers: ["[[Joan Doe]]"]\n---\n')
    editor.codes(NOTE, {"VG201"})
    editor.open("people/Joan Doe.md", "---\ntitle: CTO\n---\n")
    assert editor.codes(NOTE, set()) == []


@pytest.mark.parametrize("path", ["templates/Interview.md", ".trash/Old.md", "site/Copy.md"])
def test_documents_that_are_not_notes_have_no_problems(editor: Editor, path: str) -> None:
    editor.open(path, "---\ntype: interview\ndate: {{date:YYYY-MM-DD}}\nstage: techncal\n---\n")
    assert editor.codes(path, set()) == []


def test_a_file_outside_a_vault_is_ignored(editor: Editor) -> None:
    editor.open("../elsewhere.md", BROKEN)
    assert editor.codes("../elsewhere.md", set()) == []
    assert editor.ask("textDocument/completion", editor.at("../elsewhere.md", 4, 7))["items"] == []
    assert editor.ask("textDocument/hover", editor.at("../elsewhere.md", 4, 2)) is None
