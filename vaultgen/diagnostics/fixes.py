"""Applies fixes: (bytes of a file, edits) → bytes. Everything outside the edits stays, byte for byte.

Edits are applied to the decoded text, since spans count characters. A byte-order mark and all line breaks are kept.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from vaultgen.diagnostics.diagnostic import Diagnostic, Edit
from vaultgen.diagnostics.source import Lines, SourceFile

_BOM = "\ufeff"
_MOST_ROUNDS = 50  # a fix may reveal further problems, but not for ever


@dataclass(frozen=True, slots=True)
class FixedFiles:
    """The files that were changed, by path, and the problems that were fixed."""

    files: Mapping[str, SourceFile]
    fixed: tuple[Diagnostic, ...]


def fix_files(
    sources: Mapping[str, SourceFile], check: Callable[[Mapping[str, SourceFile]], Iterable[Diagnostic]]
) -> FixedFiles:
    """Applies the fixes of the problems that `check` finds in the files, until none are left.

    The files are checked again after each round. If a file then has a new problem, or still has a fixed one, its fixes
    are undone and applied one at a time; a fix that does not help is left out.
    """
    now = dict(sources)
    fixed: list[Diagnostic] = []
    refused: set[tuple[str, str, str]] = set()
    careful: set[str] = set()  # files whose fixes are applied one at a time
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
        fixed += [diagnostic for of_file in made.values() for diagnostic in of_file]
        now, before = tried, tuple(check(tried)) if worse else after
    return FixedFiles({path: file for path, file in now.items() if file.data != sources[path].data}, tuple(fixed))


def _round(
    now: Mapping[str, SourceFile],
    diagnostics: Iterable[Diagnostic],
    refused: set[tuple[str, str, str]],
    careful: set[str],
) -> tuple[dict[str, SourceFile], dict[str, list[Diagnostic]]]:
    """The files after one round of fixes, and the problems that were fixed, by path."""
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None and diagnostic.path in now and _name(diagnostic) not in refused:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
    tried, made = dict(now), {}
    for path, of_file in by_path.items():
        data, done = apply_fixes(now[path].data, of_file[:1] if path in careful else of_file)
        tried[path] = replace(now[path], data=data)
        made[path] = list(done)
    return tried, made


# These problems hide what follows them in the file, so that fixing them may reveal others.
_HIDING = ("VG003", "VG004", "VG005", "VG006", "VG008", "VG009", "VG106", "VG501")


def _worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic], made: Mapping[str, list[Diagnostic]]) -> set[str]:
    """The files whose fixes did not help, or caused a new problem."""
    was, now = _counted(before), _counted(after)
    serious = _counted(diagnostic for diagnostic in after if diagnostic.severity != "hint")
    grown = {name for name, number in serious.items() if number > was[name]}
    if any(path not in made for path, _, _ in grown):  # in an untouched file: any of the fixes may be the cause
        return set(made)
    worse = set()
    for path, fixed in made.items():
        reveals = any(diagnostic.code in _HIDING for diagnostic in fixed)
        new = [code for at, code, _ in grown if at == path]
        remains = any(now[_name(diagnostic)] >= was[_name(diagnostic)] for diagnostic in fixed)
        hiding_before = sum(n for (at, code, _), n in was.items() if at == path and code in _HIDING)
        hiding_after = sum(n for (at, code, _), n in now.items() if at == path and code in _HIDING)
        if remains or "VG007" in new or (hiding_after > hiding_before if reveals else new):
            worse.add(path)
    return worse


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What identifies a problem, regardless of its place in the file."""
    return diagnostic.path, diagnostic.code, diagnostic.message


def _counted(diagnostics: Iterable[Diagnostic]) -> Counter[tuple[str, str, str]]:
    return Counter(map(_name, diagnostics))


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file with edits applied.

    Raises `ValueError` if two edits overlap, one lies outside the file, or the file is not UTF-8.
    """
    text = data.decode("utf-8")
    bom = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    parts: list[str] = [bom]
    done = 0
    for start, end, new in sorted(_located(text, edits)):
        if not done <= start <= end <= len(text):
            raise ValueError("edits overlap, or lie outside the file")
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]]).encode("utf-8")


def apply_fixes(data: bytes, diagnostics: Iterable[Diagnostic]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file with the fixes of its problems applied, and the problems that were fixed.

    A fix that overlaps an earlier one is left out.
    """
    fixed: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []  # the ranges replaced so far, sorted
    edits: dict[Edit, None] = {}
    fixable = [diagnostic for diagnostic in diagnostics if diagnostic.fix is not None]
    text = data.decode("utf-8").removeprefix(_BOM) if fixable else ""
    lines = Lines(text)
    for diagnostic in fixable:
        new = diagnostic.fix.edits if diagnostic.fix else ()
        if all(edit in edits for edit in new):
            fixed.append(diagnostic)  # another problem has the same fix
            continue
        places = _free(new, lines, len(text), taken)
        if places:
            for place in places:
                insort(taken, place)
            edits.update(dict.fromkeys(new))
            fixed.append(diagnostic)
    return (apply_edits(data, edits) if edits else data), tuple(fixed)


def _free(edits: Iterable[Edit], lines: Lines, size: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The offsets of edits; None if they overlap each other or a range in `taken`."""
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
