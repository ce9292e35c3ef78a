"""The parts of a vault: notes that speak of one another, and have nothing to do with the others.

An employer with the applications there, the interviews, the people and the drafts makes a part, and so do several
that share a recruiter. What a part says depends on its own notes, on what every part may use (results and questions),
and on little else: so it need not be worked out anew when another part changes.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultgen.entries import COMMON, Entry, sameness
from vaultgen.links import Links, fold

_SHARES = 16  # parts that plain notes are spread over, of which none has to do with another


class _Joined:
    """Things that belong together, directly or through others (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, thing: str) -> str:
        """What stands for all that a thing belongs to."""
        top = thing
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(thing, thing)) != top:
            self._above[thing], thing = top, above
        return top

    def join(self, one: str, other: str) -> None:
        """Makes two things, and all that belongs to them, belong together."""
        first, second = self.of(one), self.of(other)
        if first != second:
            self._above[second] = first


class Parts(NamedTuple):
    """A vault divided: the paths of the notes of each part, in order.

    `own` are those of employers, `plain` those of plain notes, and `common` are the notes that every part may use.
    """

    own: list[tuple[str, ...]]
    plain: list[tuple[str, ...]]
    common: tuple[str, ...]


def parts(entries: Mapping[str, Entry], links: Links) -> Parts:
    """Divides a vault by its notes' entries."""
    joined = _Joined()
    known = {name for entry in entries.values() if _is_own(entry) for name in entry.named}
    for path, entry in entries.items():
        joined.join(f"path {fold(path)}", path)
        if not _is_own(entry):
            continue
        for name in (*entry.named, *known.intersection(entry.linked)):
            joined.join(f"name {name}", path)
    for draft, interview in _called_alike(entries.values(), links):
        joined.join(draft, interview)
    found: dict[str, list[str]] = {}
    common: list[str] = []
    for path in sorted(entries):
        paths = common if entries[path].kind in COMMON else found.setdefault(joined.of(path), [])
        paths.append(path)
    own = [tuple(paths) for paths in found.values() if any(_is_own(entries[path]) for path in paths)]
    return Parts(own, _spread(set(entries).difference(common, *own)), tuple(common))


def _is_own(entry: Entry) -> bool:
    return entry.kind is not None and entry.kind not in COMMON


def _called_alike(entries: Iterable[Entry], links: Links) -> Iterator[tuple[str, str]]:
    """The files among the drafts that may be one of an interview, by its day and employer, whatever they link to."""
    interviews: dict[str, list[Entry]] = {}
    drafts: list[Entry] = []
    for entry in entries:
        if entry.kind == "interview":
            for day in entry.days:
                interviews.setdefault(day, []).append(entry)
        elif entry.days:
            drafts.append(entry)
    for draft in drafts:
        for interview in (one for day in draft.days for one in interviews.get(day, ())):
            names = (*interview.employers, *(note.name for e in interview.employers for note in links.find(e)))
            if any(sameness(name) in draft.employers[0] for name in names):
                yield draft.path, interview.path


def _spread(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Plain notes put together by the dozen: there may be hundreds, and none has to do with another."""
    shares: dict[int, list[str]] = {}
    for path in sorted(paths):
        shares.setdefault(zlib.crc32(fold(path).encode("utf-8", "surrogatepass")) % _SHARES, []).append(path)
    return [tuple(share) for share in shares.values()]
