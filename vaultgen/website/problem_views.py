"""Views of problems: each with an excerpt of its line, as plain values for templates."""

from collections.abc import Callable
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.source import split_lines
from vaultgen.english.segments import file_visible, visible
from vaultgen.snapshot import Snapshot
from vaultgen.vault.notes.note import Note

View = dict[str, Any]

_MARKED, _AROUND = 120, 60  # characters shown of the span of a problem, and of its line on either side


class ProblemViews:
    """Turns the problems of one snapshot into views; `page_of` returns the page of a path, None if it has none."""

    def __init__(self, snapshot: Snapshot, page_of: Callable[[str], str | None]) -> None:
        self._sources = snapshot.sources
        self._page_of = page_of
        self._lines: dict[str, list[str]] = {}
        self._problems: dict[str, list[Diagnostic]] = {}
        for diagnostic in snapshot.diagnostics:
            self._problems.setdefault(diagnostic.path, []).append(diagnostic)

    def of(self, note: Note | None) -> list[View]:
        """The problems of a note."""
        return [self.view(d) for d in self._problems.get(note.path, ())] if note is not None else []

    def view(self, diagnostic: Diagnostic) -> View:
        """A problem with an excerpt of its line. Text hidden by `%%` is blanked."""
        span = diagnostic.span
        lines = self._lines_of(diagnostic.path)
        line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        shown = min(end, start + _MARKED)
        return {
            "code": diagnostic.code,
            "title": diagnostic.rule.title,
            "severity": diagnostic.severity,
            "path": diagnostic.path,
            "line": span.line,
            "column": span.column,
            "message": visible(diagnostic.message),
            "hint": visible(diagnostic.hint),
            "page": self._page_of(diagnostic.path),
            "before": line[max(0, start - _AROUND) : start],
            "marked": line[start:shown],
            "after": line[shown : shown + _AROUND],
        }

    def _lines_of(self, path: str) -> list[str]:
        if path not in self._lines:
            source = self._sources.get(path)
            text = source.data.decode("utf-8", "replace").removeprefix("\ufeff") if source else ""
            self._lines[path] = split_lines(file_visible(text)) if text else []
        return self._lines[path]
