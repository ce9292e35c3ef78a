"""Edits: (bytes of a file, replacements) → bytes. Everything outside the replaced stretches stays, byte for byte.

A byte-order mark, line ends of any kind and whatever else the file holds are not looked at, only
carried over: the edits are made in the decoded text, whose characters are those that spans count.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from vaultgen.diagnostics.diagnostic import Diagnostic, Edit
from vaultgen.diagnostics.source import Lines, SourceFile

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


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
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
    taken: list[tuple[int, int]] = []  # what is replaced already, in order
    edits: dict[Edit, None] = {}
    fixable = [diagnostic for diagnostic in diagnostics if diagnostic.fix is not None]
    text = data.decode("utf-8").removeprefix(_MARK) if fixable else ""
    lines = Lines(text)
    for diagnostic in fixable:
        new = diagnostic.fix.edits if diagnostic.fix else ()
        if all(edit in edits for edit in new):
            made.append(diagnostic)  # another problem has the very same mend
            continue
        places = _free(new, lines, len(text), taken)
        if places:
            for place in places:
                insort(taken, place)
            edits.update(dict.fromkeys(new))
            made.append(diagnostic)
    return (apply_edits(data, edits) if edits else data), tuple(made)


def _free(edits: Iterable[Edit], lines: Lines, size: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The places of some edits (offsets), where they overlap neither each other nor what is taken; None otherwise."""
    try:
        places = sorted(_place(edit, lines) for edit in edits)
    except ValueError:
        return None
    for n, (start, end) in enumerate(places):
        at = bisect_left(taken, (start, end))
        before = max((taken[at - 1][1] if at else 0), (places[n - 1][1] if n else 0))
        after = taken[at][0] if at < len(taken) else size
        if not before <= start <= end <= after or (at < len(taken) and taken[at] == (start, end)):
            return None
    return places


def _place(edit: Edit, lines: Lines) -> tuple[int, int]:
    span = edit.span
    return lines.offset(span.line, span.column), lines.offset(span.end_line, span.end_column)


def _located(text: str, edits: Iterable[Edit]) -> Iterable[tuple[int, int, str]]:
    lines = Lines(text)
    for edit in edits:
        yield *_place(edit, lines), edit.text
