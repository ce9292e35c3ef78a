"""The language server: the checks, completions and fixes of vaultgen in an editor, over stdio.

It reuses what the commands use: an open document's text takes the place of the file on the disk, and the
same snapshot is looked at. Standard output belongs to the protocol. `server()` makes the server; `pygls`
is imported with this module, which only `vaultgen lsp` imports.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from vaultgen import __version__, lsp
from vaultgen.builder import workspace
from vaultgen.diagnostics.diagnostic import Diagnostic, Edit
from vaultgen.diagnostics.fixes import apply_fixes
from vaultgen.diagnostics.source import Lines, SourceFile, Span, split_lines
from vaultgen.disk.vault import read_settings, read_vault
from vaultgen.errors import VaultgenError
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import SETTINGS_FILE, TEMPLATES

_SETTLE = 0.25  # seconds without a keystroke, after which a text is looked at
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Information,
}


class Units:
    """Between our places (lines and characters from 1) and those of the protocol (from 0, in code units)."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind | str | None) -> None:
        self._lines = split_lines(text)
        self._places = Lines(text)
        self._text = text
        self._size = {"utf-8": _utf8, "utf-32": len}.get(str(getattr(encoding, "value", encoding)), _utf16)

    def range(self, span: Span) -> types.Range:
        """The protocol's range of a span."""
        return types.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def position(self, line: int, column: int) -> types.Position:
        """The protocol's position of a line and column from 1."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return types.Position(line - 1, self._size(text[: column - 1]))

    def of_offsets(self, start: int, end: int) -> types.Range:
        """The protocol's range between two offsets in characters."""
        return self.range(self._places.span(start, end))

    def offset(self, position: types.Position) -> int:
        """The offset in characters of a position of the protocol."""
        if position.line >= len(self._lines):
            return len(self._text)
        line = self._lines[position.line]
        column = next((n for n in range(len(line)) if self._size(line[:n]) >= position.character), len(line))
        return self._places.offset(position.line + 1, 1) + column


class Server:
    """What answers an editor: the texts that are open, and one method per request of the protocol."""

    def __init__(self, ls: LanguageServer) -> None:
        self._ls = ls
        self._open: dict[str, str] = {}
        self._waiting: asyncio.Task[None] | None = None

    async def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        self._open[params.text_document.uri] = params.text_document.text
        self._look_soon()

    async def typed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document's text has changed."""
        uri = params.text_document.uri
        self._open[uri] = self._ls.workspace.get_text_document(uri).source
        self._look_soon()

    async def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: the file on the disk counts again."""
        self._open.pop(params.text_document.uri, None)
        self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))
        self._look_soon()

    def complete(self, params: types.CompletionParams) -> types.CompletionList:
        """What may be typed at a place."""
        here = _here(self._open, params.text_document.uri)
        if here is None:
            return types.CompletionList(is_incomplete=False, items=[])
        placed = self._units(here.text)
        found = lsp.completions(here.snapshot, here.path, here.text, placed.offset(params.position))
        return types.CompletionList(is_incomplete=False, items=[_offer(one, placed) for one in found])

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What there is to say about a place."""
        here = _here(self._open, params.text_document.uri)
        if here is None:
            return None
        at = self._units(here.text).offset(params.position)
        said = lsp.hover(here.snapshot, here.path, here.text, at)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, said)) if said else None

    def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Where the link at a place leads."""
        here = _here(self._open, params.text_document.uri)
        if here is None:
            return None
        place = lsp.definition(here.snapshot, here.path, here.text, self._units(here.text).offset(params.position))
        if place is None:
            return None
        start = types.Position(place.line - 1, 0)
        return types.Location((here.root / place.path).as_uri(), types.Range(start, start))

    def mends(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """The mends of what is wrong at a place, and of the whole document."""
        uri = params.text_document.uri
        text = self._open.get(uri)
        if text is None:
            return []
        found, placed = problems(self._open)[uri], self._units(text)
        return [*_quick_fixes(uri, found, placed, params.range), *_fix_all(uri, found, text, placed)]

    def _units(self, text: str) -> Units:
        return Units(text, self._ls.workspace.position_encoding)

    def _look_soon(self) -> None:
        """Looks at the vault once nothing has been typed for a moment: the last text is the one that counts."""
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        await asyncio.sleep(_SETTLE)
        for uri, found in problems(self._open).items():
            placed = self._units(self._open[uri])
            shown = [_shown(one, placed) for one in found]
            self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown))


def server() -> LanguageServer:
    """A server with all that vaultgen can tell an editor."""
    ls = LanguageServer("vaultgen", __version__)
    answers = Server(ls)
    triggers = types.CompletionOptions(trigger_characters=["[", ":", " "])
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])
    ls.feature(types.TEXT_DOCUMENT_DID_OPEN)(_told(answers.opened))
    ls.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_told(answers.typed))
    ls.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_told(answers.closed))
    ls.feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(_asked(answers.complete))
    ls.feature(types.TEXT_DOCUMENT_HOVER)(_asked(answers.hover))
    ls.feature(types.TEXT_DOCUMENT_DEFINITION)(_asked(answers.definition))
    ls.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_asked(answers.mends))
    return ls


def _told(method: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    """A method as the function that pygls wants: it hangs marks on it, which a bound method does not take."""

    async def tell(params: Any) -> None:
        await method(params)

    return tell


def _asked(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def ask(params: Any) -> Any:
        return method(params)

    return ask


def problems(texts: dict[str, str]) -> dict[str, list[Diagnostic]]:
    """What is wrong in each open document, in its vault as it would be with these texts; none outside a vault."""
    found: dict[str, list[Diagnostic]] = {uri: [] for uri in texts}
    roots = {uri: root for uri in texts if (root := root_of(uri))}
    for root in set(roots.values()):
        own = {relative(root, uri): uri for uri, at in roots.items() if at == root}
        for one in _look(root, {path: texts[uri] for path, uri in own.items()}):
            if one.path in own:
                found[own[one.path]].append(one)
    return found


def root_of(uri: str) -> Path | None:
    """The vault that a document lies in: the nearest folder above with a `vaultgen.toml`."""
    path = _path(uri)
    if path is None:
        return None
    return next((folder for folder in path.parents if (folder / SETTINGS_FILE).is_file()), None)


def relative(root: Path, uri: str) -> str:
    """A document's path below its vault, with `/`."""
    path = _path(uri)
    return path.relative_to(root).as_posix() if path else ""


def _path(uri: str) -> Path | None:
    parts = urlsplit(uri)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


def _look(root: Path, texts: dict[str, str]) -> tuple[Diagnostic, ...]:
    try:
        snapshot = _snapshot(root, texts)
    except VaultgenError:
        return ()
    return snapshot.diagnostics if isinstance(snapshot, Snapshot) else snapshot


def _snapshot(root: Path, texts: dict[str, str]) -> Snapshot | tuple[Diagnostic, ...]:
    """What the vault says with the texts that are open; only the settings' errors where they have some."""
    written = texts.get(SETTINGS_FILE)
    settings = read_settings(root) if written is None else SourceFile(SETTINGS_FILE, written.encode())
    work = workspace.of_settings(root, settings)
    if any(one.severity == "error" for one in work.warnings):
        return work.warnings
    on_disk = {source.path: source for source in read_vault(root, work.output)}
    typed = {path: SourceFile(path, text.encode()) for path, text in texts.items() if _is_note(root, path, work.output)}
    return work.snapshot_of((on_disk | typed).values(), work.now(None), new_drafts=False)


def _is_note(root: Path, path: str, output: Path) -> bool:
    """Whether a document is read as a note: no template, nothing hidden, nothing of the site."""
    folders = path.split("/")[:-1]
    hidden = any(part.startswith(".") for part in path.split("/")) or folders[:1] == [TEMPLATES]
    return path.casefold().endswith(".md") and not hidden and not (root / path).is_relative_to(output)


@dataclass(frozen=True, slots=True)
class _Here:
    """An open document in its vault: the root, all that the vault says, the path below the root, the text."""

    root: Path
    snapshot: Snapshot
    path: str
    text: str


def _here(texts: dict[str, str], uri: str) -> _Here | None:
    """None outside a vault, or in one that cannot be read."""
    root = root_of(uri)
    if root is None or uri not in texts:
        return None
    try:
        snapshot = _snapshot(root, {relative(root, other): texts[other] for other in texts if root_of(other) == root})
    except VaultgenError:
        return None
    return _Here(root, snapshot, relative(root, uri), texts[uri]) if isinstance(snapshot, Snapshot) else None


def _offer(one: lsp.Completion, placed: Units) -> types.CompletionItem:
    return types.CompletionItem(
        label=one.label,
        detail=one.detail or None,
        documentation=one.about or None,
        filter_text=one.typed,
        text_edit=types.TextEdit(placed.of_offsets(one.start, one.end), one.text),
    )


def _shown(one: Diagnostic, placed: Units) -> types.Diagnostic:
    mend = f"\n{one.hint}" if one.hint else ""
    return types.Diagnostic(
        range=placed.range(one.span),
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source="vaultgen",
        message=one.message + mend,
    )


def _quick_fixes(uri: str, found: list[Diagnostic], placed: Units, asked: types.Range) -> list[types.CodeAction]:
    """The mends of the problems that the asked range touches."""
    touched = [one for one in found if one.fix and _touch(placed.range(one.span), asked)]
    return [
        types.CodeAction(
            title=one.fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_shown(one, placed)],
            is_preferred=len(touched) == 1,
            edit=types.WorkspaceEdit(changes={uri: [_text_edit(edit, placed) for edit in one.fix.edits]}),
        )
        for one in touched
        if one.fix
    ]


def _fix_all(uri: str, found: list[Diagnostic], text: str, placed: Units) -> list[types.CodeAction]:
    """All mends of a document in one step, where there are several."""
    if sum(one.fix is not None for one in found) < 2:
        return []
    data, made = apply_fixes(text.encode(), found)
    whole = placed.of_offsets(0, len(text))
    edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(whole, data.decode())]})
    return [types.CodeAction(f"Mend {len(made)} problems", types.CodeActionKind.SourceFixAll, edit=edit)]


def _text_edit(edit: Edit, placed: Units) -> types.TextEdit:
    return types.TextEdit(placed.range(edit.span), edit.text)


def _touch(one: types.Range, other: types.Range) -> bool:
    return not (one.end < other.start or other.end < one.start)


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
