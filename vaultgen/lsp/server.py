"""The language server: vaultgen's checks, completions and fixes in an editor, over stdio.

It evaluates the vault as the commands do, with the texts of open documents in place of the files on the disk. Standard
output belongs to the protocol. `language_server()` makes the server. Only `vaultgen lsp` imports this module, because
it imports `pygls`.
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
from vaultgen.disk.locate import is_vault
from vaultgen.disk.template_folders import template_folders
from vaultgen.disk.vault import read_settings, read_vault
from vaultgen.errors import VaultgenError
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import SETTINGS_FILE

_DEBOUNCE = 0.25  # seconds without a keystroke before the vault is checked
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Information,
}


class Positions:
    """Converts between our positions (lines and characters from 1) and the protocol's (from 0, in code units)."""

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


class Handlers:
    """The handlers of the protocol's messages, one method each, and the texts of the open documents."""

    def __init__(self, ls: LanguageServer) -> None:
        self._ls = ls
        self._open: dict[str, str] = {}
        self._pending: asyncio.Task[None] | None = None

    async def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        self._open[params.text_document.uri] = params.text_document.text
        self._publish_soon()

    async def typed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was changed."""
        uri = params.text_document.uri
        self._open[uri] = self._ls.workspace.get_text_document(uri).source
        self._publish_soon()

    async def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: the file on the disk is used again."""
        self._open.pop(params.text_document.uri, None)
        self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))
        self._publish_soon()

    def complete(self, params: types.CompletionParams) -> types.CompletionList:
        """Completions at a position."""
        document = _document(self._open, params.text_document.uri)
        if document is None:
            return types.CompletionList(is_incomplete=False, items=[])
        positions = self._positions(document.text)
        offers = lsp.completions(document.snapshot, document.path, document.text, positions.offset(params.position))
        return types.CompletionList(is_incomplete=False, items=[_completion_item(offer, positions) for offer in offers])

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Information about a position."""
        document = _document(self._open, params.text_document.uri)
        if document is None:
            return None
        at = self._positions(document.text).offset(params.position)
        text = lsp.hover(document.snapshot, document.path, document.text, at)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """The target of the link at a position."""
        document = _document(self._open, params.text_document.uri)
        if document is None:
            return None
        at = self._positions(document.text).offset(params.position)
        location = lsp.definition(document.snapshot, document.path, document.text, at)
        if location is None:
            return None
        start = types.Position(location.line - 1, 0)
        return types.Location((document.root / location.path).as_uri(), types.Range(start, start))

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Fixes for the problems in a range, and for the whole document."""
        uri = params.text_document.uri
        text = self._open.get(uri)
        if text is None:
            return []
        diagnostics, positions = diagnose(self._open)[uri], self._positions(text)
        return [*_quick_fixes(uri, diagnostics, positions, params.range), *_fix_all(uri, diagnostics, text, positions)]

    def _positions(self, text: str) -> Positions:
        return Positions(text, self._ls.workspace.position_encoding)

    def _publish_soon(self) -> None:
        """Publishes diagnostics once nothing has been typed for a moment."""
        if self._pending is not None:
            self._pending.cancel()
        self._pending = asyncio.get_running_loop().create_task(self._publish())

    async def _publish(self) -> None:
        await asyncio.sleep(_DEBOUNCE)
        for uri, diagnostics in diagnose(self._open).items():
            positions = self._positions(self._open[uri])
            shown = [_lsp_diagnostic(diagnostic, positions) for diagnostic in diagnostics]
            self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown))


def language_server() -> LanguageServer:
    """A server with all handlers registered."""
    ls = LanguageServer("vaultgen", __version__)
    handlers = Handlers(ls)
    triggers = types.CompletionOptions(trigger_characters=["[", ":", " "])
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll])
    ls.feature(types.TEXT_DOCUMENT_DID_OPEN)(_notification(handlers.opened))
    ls.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_notification(handlers.typed))
    ls.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_notification(handlers.closed))
    ls.feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(_request(handlers.complete))
    ls.feature(types.TEXT_DOCUMENT_HOVER)(_request(handlers.hover))
    ls.feature(types.TEXT_DOCUMENT_DEFINITION)(_request(handlers.definition))
    ls.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(_request(handlers.code_actions))
    return ls


def _notification(method: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    """Wraps a method in a function, since pygls sets attributes on it, which bound methods do not allow."""

    async def handle(params: Any) -> None:
        await method(params)

    return handle


def _request(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def handle(params: Any) -> Any:
        return method(params)

    return handle


def diagnose(texts: dict[str, str]) -> dict[str, list[Diagnostic]]:
    """The problems of each open document, by URI, in its vault with these texts; none outside a vault."""
    diagnostics: dict[str, list[Diagnostic]] = {uri: [] for uri in texts}
    roots = {uri: root for uri in texts if (root := root_of(uri))}
    for root in set(roots.values()):
        own = {relative(root, uri): uri for uri, at in roots.items() if at == root}
        for diagnostic in _check(root, {path: texts[uri] for path, uri in own.items()}):
            if diagnostic.path in own:
                diagnostics[own[diagnostic.path]].append(diagnostic)
    return diagnostics


def root_of(uri: str) -> Path | None:
    """The root of a document's vault: the nearest folder above it with a `vaultgen.toml`."""
    path = _path(uri)
    if path is None:
        return None
    return next((folder for folder in path.parents if is_vault(folder)), None)


def relative(root: Path, uri: str) -> str:
    """A document's path in its vault, with `/`."""
    path = _path(uri)
    return path.relative_to(root).as_posix() if path else ""


def _path(uri: str) -> Path | None:
    parts = urlsplit(uri)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


def _check(root: Path, texts: dict[str, str]) -> tuple[Diagnostic, ...]:
    try:
        snapshot = _snapshot(root, texts)
    except VaultgenError:
        return ()
    return snapshot.diagnostics if isinstance(snapshot, Snapshot) else snapshot


def _snapshot(root: Path, texts: dict[str, str]) -> Snapshot | tuple[Diagnostic, ...]:
    """A snapshot of the vault with the open texts; if the settings have errors, only those."""
    written = texts.get(SETTINGS_FILE)
    settings = read_settings(root) if written is None else SourceFile(SETTINGS_FILE, written.encode())
    work = workspace.of_settings(root, settings)
    if any(warning.severity == "error" for warning in work.warnings):
        return work.warnings
    on_disk = {source.path: source for source in read_vault(root, work.output)}
    typed = {path: SourceFile(path, text.encode()) for path, text in texts.items() if _is_note(root, path, work.output)}
    return work.snapshot_of((on_disk | typed).values(), work.now(None), new_drafts=False)


def _is_note(root: Path, path: str, output: Path) -> bool:
    """Whether a document is read as a note: it is not a template, hidden, or in the site."""
    folders = path.split("/")[:-1]
    above = [root.joinpath(*folders[: number + 1]) for number in range(len(folders))]
    hidden = any(part.startswith(".") for part in path.split("/")) or any(
        folder in template_folders(root) or is_vault(folder) for folder in above
    )
    return path.casefold().endswith(".md") and not hidden and not (root / path).is_relative_to(output)


@dataclass(frozen=True, slots=True)
class _Document:
    """An open document with a snapshot of its vault; `path` is relative to the vault's root."""

    root: Path
    snapshot: Snapshot
    path: str
    text: str


def _document(texts: dict[str, str], uri: str) -> _Document | None:
    """An open document, or None if it is outside a vault or the vault cannot be read."""
    root = root_of(uri)
    if root is None or uri not in texts:
        return None
    try:
        snapshot = _snapshot(root, {relative(root, other): texts[other] for other in texts if root_of(other) == root})
    except VaultgenError:
        return None
    return _Document(root, snapshot, relative(root, uri), texts[uri]) if isinstance(snapshot, Snapshot) else None


def _completion_item(offer: lsp.Completion, positions: Positions) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.label,
        detail=offer.detail or None,
        documentation=offer.about or None,
        filter_text=offer.typed,
        text_edit=types.TextEdit(positions.of_offsets(offer.start, offer.end), offer.text),
    )


def _lsp_diagnostic(diagnostic: Diagnostic, positions: Positions) -> types.Diagnostic:
    hint = f"\n{diagnostic.hint}" if diagnostic.hint else ""
    return types.Diagnostic(
        range=positions.range(diagnostic.span),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source="vaultgen",
        message=diagnostic.message + hint,
    )


def _quick_fixes(
    uri: str, diagnostics: list[Diagnostic], positions: Positions, wanted: types.Range
) -> list[types.CodeAction]:
    """The fixes of the problems that overlap a range."""
    touched = [
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.fix and _overlap(positions.range(diagnostic.span), wanted)
    ]
    return [
        types.CodeAction(
            title=diagnostic.fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_lsp_diagnostic(diagnostic, positions)],
            is_preferred=len(touched) == 1,
            edit=types.WorkspaceEdit(changes={uri: [_text_edit(edit, positions) for edit in diagnostic.fix.edits]}),
        )
        for diagnostic in touched
        if diagnostic.fix
    ]


def _fix_all(uri: str, diagnostics: list[Diagnostic], text: str, positions: Positions) -> list[types.CodeAction]:
    """A single action that applies all fixes of a document, if there are several."""
    if sum(diagnostic.fix is not None for diagnostic in diagnostics) < 2:
        return []
    data, fixed = apply_fixes(text.encode(), diagnostics)
    whole = positions.of_offsets(0, len(text))
    edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(whole, data.decode())]})
    return [types.CodeAction(f"Mend {len(fixed)} problems", types.CodeActionKind.SourceFixAll, edit=edit)]


def _text_edit(edit: Edit, positions: Positions) -> types.TextEdit:
    return types.TextEdit(positions.range(edit.span), edit.text)


def _overlap(first: types.Range, other: types.Range) -> bool:
    return not (first.end < other.start or other.end < first.start)


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
