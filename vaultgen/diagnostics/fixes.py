"""Edits: (bytes of a file, replacements) → bytes. Everything outside the replaced stretches stays, byte for byte.

A byte-order mark, line ends of any kind and whatever else the file holds are not looked at, only
carried over: the edits are made in the decoded text, whose characters are those that spans count.
"""

from bisect import bisect_left, insort
from collections import Counter
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
    """Makes the fixes of all problems that `check` finds in the files, until none is left to make.

    The files are checked again after each round. Where a file has a new problem, or has not lost those that were
    fixed, its fixes are tried one by one, and one that does not help is left out.
    """
    now = dict(sources)
    fixed: list[Diagnostic] = []
    refused: set[tuple[str, str, str]] = set()
    careful: set[str] = set()  # files whose fixes are made one at a time
    before = tuple(check(now))
    for _ in range(_MOST_ROUNDS):
        tried, made = _round(now, before, refused, careful)
        if not made:
            break
        after = tuple(check(tried))
        worse = _worse(before, after, made)
        for path in worse:
            refused |= {_name(made[path][0])} if len(made[path]) == 1 else set()
            tried[path] = now[path]
            del made[path]
        careful |= worse
        fixed += [one for some in made.values() for one in some]
        now, before = tried, tuple(check(tried)) if worse else after
    return Mended({path: file for path, file in now.items() if file.data != sources[path].data}, tuple(fixed))


def _round(
    now: Mapping[str, SourceFile],
    found: Iterable[Diagnostic],
    refused: set[tuple[str, str, str]],
    careful: set[str],
) -> tuple[dict[str, SourceFile], dict[str, list[Diagnostic]]]:
    """The files with their fixes made, and the problems whose fix was made, by path."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.fix is not None and diagnostic.path in now and _name(diagnostic) not in refused:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    tried, made = dict(now), {}
    for path, some in by_path.items():
        data, done = apply_fixes(now[path].data, some[:1] if path in careful else some)
        tried[path] = replace(now[path], data=data)
        made[path] = list(done)
    return tried, made


# These keep what stands behind them from being read: a fix may bring to light what was hidden.
_HIDE = ("VG003", "VG004", "VG005", "VG006", "VG008", "VG009", "VG106", "VG501")


def _worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic], made: Mapping[str, list[Diagnostic]]) -> set[str]:
    """The files whose fixes did not mend what they were for, or brought a problem that was not there."""
    was, now = _counted(before), _counted(after)
    grave = _counted(one for one in after if one.severity != "hint")
    grown = {name for name, number in grave.items() if number > was[name]}
    if any(
        path not in made for path, _, _ in grown
    ):  # in a file that was not touched: which of the fixes it was is tried one by one
        return set(made)
    worse = set()
    for path, some in made.items():
        uncovers = any(one.code in _HIDE for one in some)
        new = [code for at, code, _ in grown if at == path]
        left = any(now[_name(one)] >= was[_name(one)] for one in some)
        hidden = sum(n for (at, code, _), n in was.items() if at == path and code in _HIDE)
        hides = sum(n for (at, code, _), n in now.items() if at == path and code in _HIDE)
        if left or "VG007" in new or (hides > hidden if uncovers else new):
            worse.add(path)
    return worse


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What tells a problem from others, wherever it stands in its file."""
    return diagnostic.path, diagnostic.code, diagnostic.message


def _counted(found: Iterable[Diagnostic]) -> Counter[tuple[str, str, str]]:
    return Counter(map(_name, found))


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
