"""What the browser is shown beside the files of the site while a vault is watched.

The files are what every build makes of the notes, so that a site on the disk never tells an old tale. But
whoever writes a note saves it half-typed, again and again, and wants to go on reading its page: the server
shows the page as it was before the note could not be read, and an overlay that says what is wrong with it now.

Pure: takes pages and problems, gives pages and words.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from vaultgen.diagnostics.diagnostic import Diagnostic

# A note with one of these cannot be shown as it is meant: the file, its front matter, its values.
_UNREADABLE = ("VG0", "VG1")
_HELD = "The page shows the note as it was before."
_FAILED = "The dashboard is as it was before."


@dataclass(frozen=True, slots=True)
class Good:
    """A note's page, by its path in the site, as it was last built from a note without such an error."""

    page: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Overlay:
    """`held` are pages that are shown instead of those on the disk, by path; `overlay` is what to tell, as JSON."""

    held: Mapping[str, bytes] = field(default_factory=dict)
    overlay: str = '{"lead": "", "problems": []}'


def unreadable(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The paths of the notes whose pages cannot show what is meant."""
    return frozenset(d.path for d in diagnostics if d.severity == "error" and d.code.startswith(_UNREADABLE))


def keep(held: Mapping[str, Good], before: Mapping[str, Good], broken: Collection[str]) -> dict[str, Good]:
    """The last good page of each note that is broken now: what is held already, else what was there `before`."""
    return {note: good for note, good in {**before, **held}.items() if note in broken}


def arisen(diagnostics: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems that were not there before, wherever in their files they stand now."""
    known = {_told(d) for d in before}
    return tuple(d for d in diagnostics if _told(d) not in known)


def lasting(old: Iterable[Diagnostic], diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of some old problems that are still there."""
    known = {_told(d) for d in diagnostics}
    return tuple(d for d in old if _told(d) in known)


def shown(held: Mapping[str, Good], problems: Iterable[Diagnostic]) -> Overlay:
    """The pages that are held, and the overlay that names the problems."""
    told = [
        {"place": f"{d.path}:{d.span.line}:{d.span.column}", "code": d.code, "message": d.message, "hint": d.hint}
        for d in problems
    ]
    count = "An error in the notes." if len(told) == 1 else f"{len(told)} errors in the notes."
    pages = {good.page: good.data for good in held.values()}
    return Overlay(pages, json.dumps({"lead": f"{count} {_HELD}" if pages else count, "problems": told}))


def failed(before: Overlay, message: str, hint: str) -> Overlay:
    """What is shown when nothing could be built: all as before, and why."""
    told = [{"place": "", "code": "", "message": message, "hint": hint}]
    return Overlay(before.held, json.dumps({"lead": _FAILED, "problems": told}))


def _told(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.path, diagnostic.code, diagnostic.message
