"""The language server: vaultgen's checks, completions and fixes in an editor, over stdio.

It evaluates the vault as the commands do, with the texts of open documents in place of the files on the disk. Standard
output belongs to the protocol. `language_server()` makes the server. Only `vaultgen lsp` imports this module, because
it imports `pygls`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from vaultgen import __version__, lsp
from vaultgen.diagnostics.diagnostic import Diagnostic, Edit
from vaultgen.diagnostics.fixes import apply_fixes
from vaultgen.diagnostics.source import Lines, Span, split_lines
from vaultgen.lsp.documents import Documents

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
    """The handlers of the protocol's messages, one method each."""

    def __init__(self, ls: LanguageServer) -> None:
        self._ls = ls
        self._documents = Documents()
        self._pending: asyncio.Task[None] | None = None

    async def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        self._documents.put(params.text_document.uri, params.text_document.text)
        self._publish_soon()

    async def typed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was changed."""
        uri = params.text_document.uri
        self._documents.put(uri, self._ls.workspace.get_text_document(uri).source)
        self._publish_soon()

    async def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: the file on the disk is used again."""
        self._documents.close(params.text_document.uri)
        self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))
        self._publish_soon()

    def complete(self, params: types.CompletionParams) -> types.CompletionList:
        """Completions at a position."""
        document = self._documents.find(params.text_document.uri)
        if document is None:
            return types.CompletionList(is_incomplete=False, items=[])
        positions = self._positions(document.text)
        offers = lsp.completions(document.inputs, document.path, document.text, positions.offset(params.position))
        range_of = cache(positions.of_offsets)  # of thousands of notes, each replaces the same few characters
        items = [_completion_item(offer, range_of(offer.start, offer.end)) for offer in offers]
        return types.CompletionList(is_incomplete=False, items=items)

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Information about a position."""
        document = self._documents.find(params.text_document.uri)
        if document is None:
            return None
        at = self._positions(document.text).offset(params.position)
        text = lsp.hover(document.inputs, document.path, document.text, at)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """The target of the link at a position."""
        document = self._documents.find(params.text_document.uri)
        if document is None:
            return None
        at = self._positions(document.text).offset(params.position)
        location = lsp.definition(document.inputs, document.path, document.text, at)
        if location is None:
            return None
        start = types.Position(location.line - 1, 0)
        return types.Location((document.root / location.path).as_uri(), types.Range(start, start))

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Fixes for the problems in a range, and for the whole document."""
        uri = params.text_document.uri
        text = self._documents.text(uri)
        if text is None:
            return []
        diagnostics, positions = self._documents.diagnose()[uri], self._positions(text)
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
        for uri, diagnostics in self._documents.diagnose().items():
            positions = self._positions(self._documents.text(uri) or "")
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


def _completion_item(offer: lsp.Completion, replaced: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.label,
        detail=offer.detail or None,
        documentation=offer.about or None,
        filter_text=offer.typed,
        text_edit=types.TextEdit(replaced, offer.text),
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
