"""The parts of a vault: notes that speak of one another, and have nothing to do with the others.

An employer with the applications there, the interviews, the people and the drafts makes a part, and so do several
that share a recruiter. What a part says depends on its own notes, on what every part may use (results and questions),
and on little else: so it need not be worked out anew when another part changes.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vaultgen.vault.header import COMMON, Header
from vaultgen.vault.links import Links, fold, loose_key

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
        if one != other and (first := self.of(one)) != (second := self.of(other)):
            self._above[second] = first


class Parts(NamedTuple):
    """A vault divided: the paths of the notes of each part, in order.

    `own` are those of employers, `plain` those of plain notes, and `common` are the notes that every part may use.
    """

    own: list[tuple[str, ...]]
    plain: list[tuple[str, ...]]
    common: tuple[str, ...]


def parts(headers: Mapping[str, Header], links: Links) -> Parts:
    """Divides a vault by its notes' headers."""
    joined = _Joined()
    own = {path: header for path, header in headers.items() if _is_own(header)}
    first: dict[str, str] = {}  # the first note of each name, and of each path but for case
    for path in headers:
        joined.join(first.setdefault(f"/{fold(path)}", path), path)
    for path, header in own.items():
        for name in header.named:
            joined.join(first.setdefault(name, path), path)
    for path, header in own.items():
        for name in header.linked:
            if name in first:
                joined.join(first[name], path)
    for draft, interview in _called_alike(headers.values(), links):
        joined.join(draft, interview)
    found: dict[str, list[str]] = {}
    common: list[str] = []
    for path in sorted(headers):
        paths = common if headers[path].kind in COMMON else found.setdefault(joined.of(path), [])
        paths.append(path)
    parted = [tuple(paths) for paths in found.values() if any(path in own for path in paths)]
    return Parts(parted, _spread(set(headers).difference(common, *parted)), tuple(common))


def _is_own(header: Header) -> bool:
    return header.kind is not None and header.kind not in COMMON


def _called_alike(headers: Iterable[Header], links: Links) -> Iterator[tuple[str, str]]:
    """The files among the drafts that may be one of an interview, by its day and employer, whatever they link to."""
    interviews: dict[str, list[Header]] = {}
    drafts: list[Header] = []
    for header in headers:
        if header.kind == "interview":
            for day in header.days:
                interviews.setdefault(day, []).append(header)
        elif header.days:
            drafts.append(header)
    for draft in drafts:
        for interview in (one for day in draft.days for one in interviews.get(day, ())):
            names = (*interview.employers, *(note.name for e in interview.employers for note in links.find(e)))
            if any(loose_key(name) in draft.employers[0] for name in names):
                yield draft.path, interview.path


def _spread(paths: Iterable[str]) -> list[tuple[str, ...]]:
    """Plain notes put together by the dozen: there may be hundreds, and none has to do with another."""
    shares: dict[int, list[str]] = {}
    for path in sorted(paths):
        shares.setdefault(zlib.crc32(fold(path).encode("utf-8", "surrogatepass")) % _SHARES, []).append(path)
    return [tuple(share) for share in shares.values()]
