"""Edits: (bytes of a file, replacements) → bytes. Everything outside the replaced stretches stays, byte for byte.

A byte-order mark, line ends of any kind and whatever else the file holds are not looked at, only
carried over: the edits are made in the decoded text, whose characters are those that spans count.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from vaultgen.diagnostics import Diagnostic, Edit
from vaultgen.source import Lines, SourceFile

_MARK = "\ufeff"
_MOST_ROUNDS = 50  # a mend brings to light what was hidden behind it, but not for ever


@dataclass(frozen=True, slots=True)
class Mended:
    """Files once their fixes are made: those that changed, by path, and the problems that are gone."""

    files: Mapping[str, SourceFile]
    fixed: tuple[Diagnostic, ...]


def mend(
    sources: Mapping[str, SourceFile], check: Callable[[Mapping[str, SourceFile]], Iterable[Diagnostic]]
) -> Mended:
    """Makes the fixes of all problems that `check` finds in the files, until none is left to make."""
    now = dict(sources)
    fixed: list[Diagnostic] = []
    for _ in range(_MOST_ROUNDS):
        by_path: dict[str, list[Diagnostic]] = {}
        for diagnostic in check(now):
            if diagnostic.fix is not None and diagnostic.path in now:
                by_path.setdefault(diagnostic.path, []).append(diagnostic)
        for path, found in by_path.items():
            data, made = apply_fixes(now[path].data, found)
            now[path] = replace(now[path], data=data)
            fixed += made
        if not by_path:
            break
    return Mended({path: file for path, file in now.items() if file.data != sources[path].data}, tuple(fixed))


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file with its edits made.

    Raises `ValueError` where two edits overlap, where one lies outside the file, or where the file
    is not UTF-8: then nothing is certain.
    """
    text = data.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    parts: list[str] = [mark]
    done = 0
    for start, end, new in sorted(_located(text, edits)):
        if not done <= start <= end <= len(text):
            raise ValueError("edits overlap, or lie outside the file")
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]]).encode("utf-8")


def apply_fixes(data: bytes, diagnostics: Iterable[Diagnostic]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file with the fixes of its problems made, and the problems whose fix was made.

    A fix that overlaps one before it is left for another time: together they were never meant.
    """
    made: list[Diagnostic] = []
    edits: list[Edit] = []
    for diagnostic in diagnostics:
        if diagnostic.fix is None:
            continue
        if all(edit in edits for edit in diagnostic.fix.edits):
            made.append(diagnostic)  # another problem has the very same mend
            continue
        try:
            apply(data, [*edits, *diagnostic.fix.edits])
        except ValueError:
            continue
        edits += diagnostic.fix.edits
        made.append(diagnostic)
    return (apply(data, edits) if edits else data), tuple(made)


def _located(text: str, edits: Iterable[Edit]) -> Iterable[tuple[int, int, str]]:
    lines = Lines(text)
    for edit in edits:
        span = edit.span
        yield lines.offset(span.line, span.column), lines.offset(span.end_line, span.end_column), edit.text
