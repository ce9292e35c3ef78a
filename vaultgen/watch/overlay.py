"""What the server shows instead of, and on top of, the site on the disk while a vault is watched.

The site on the disk always shows the current notes. But a note is saved half-typed again and again while it is written,
and its page should stay readable: the server shows the last good page of a note that cannot be read, with an overlay
that lists the new problems.

Pure: takes pages and problems, returns pages and texts.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from vaultgen.diagnostics.diagnostic import Diagnostic

# Errors after which a note cannot be shown as it is meant: in the file, its front matter, its values.
_UNREADABLE = ("VG0", "VG1")
_HELD = "The page shows the note as it was before."
_FAILED = "The dashboard is as it was before."


@dataclass(frozen=True, slots=True)
class GoodPage:
    """The last good page of a note: its path in the site, and its HTML."""

    page: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Overlay:
    """`held` are pages shown instead of those on the disk, by path; `overlay` is a text and problems as JSON."""

    held: Mapping[str, bytes] = field(default_factory=dict)
    overlay: str = '{"lead": "", "problems": []}'


def unreadable(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The paths of the notes that cannot be shown as they are meant."""
    return frozenset(d.path for d in diagnostics if d.severity == "error" and d.code.startswith(_UNREADABLE))


def held_pages(
    held: Mapping[str, GoodPage], before: Mapping[str, GoodPage], broken: Collection[str]
) -> dict[str, GoodPage]:
    """The last good page of each `broken` note: the one held already, else its page `before` this build."""
    return {note: good for note, good in {**before, **held}.items() if note in broken}


def new_problems(diagnostics: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems that are new since `before`. A problem that only moved within its file is not new."""
    known = {_identity(d) for d in before}
    return tuple(d for d in diagnostics if _identity(d) not in known)


def still_present(old: Iterable[Diagnostic], diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The `old` problems that are still among `diagnostics`."""
    known = {_identity(d) for d in diagnostics}
    return tuple(d for d in old if _identity(d) in known)


def overlay_of(held: Mapping[str, GoodPage], problems: Iterable[Diagnostic]) -> Overlay:
    """An overlay with held pages and problems."""
    entries = [
        {"place": f"{d.path}:{d.span.line}:{d.span.column}", "code": d.code, "message": d.message, "hint": d.hint}
        for d in problems
    ]
    count = "An error in the notes." if len(entries) == 1 else f"{len(entries)} errors in the notes."
    pages = {good.page: good.data for good in held.values()}
    return Overlay(pages, json.dumps({"lead": f"{count} {_HELD}" if pages else count, "problems": entries}))


def after_failure(before: Overlay, message: str, hint: str) -> Overlay:
    """The overlay after a failed build: the same pages, and the reason."""
    entries = [{"place": "", "code": "", "message": message, "hint": hint}]
    return Overlay(before.held, json.dumps({"lead": _FAILED, "problems": entries}))


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.path, diagnostic.code, diagnostic.message
