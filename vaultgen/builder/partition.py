"""Partitions: groups of notes that depend on one another, and not on notes of other groups.

An employer and its applications, interviews, people and drafts are in one partition; employers with a common recruiter
are in the same. The evaluation of a partition depends on its own notes, on the notes that all partitions share
(accomplishments and questions), and on a little more, which its `trace` records. So a change usually affects one
partition.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from vaultgen.vault.header import COMMON, Header
from vaultgen.vault.links import Links, fold, loose_key

_BUCKETS = 16  # partitions that plain notes are spread over

Partition = tuple[str, ...]  # the paths of its notes


class Partitions(NamedTuple):
    """All partitions of a vault; the paths of each are sorted.

    `employers` are those with interviews, applications, people, companies or drafts. `plain` hold plain notes, which
    do not depend on one another. `shared` holds the notes that every partition may use.
    """

    employers: list[Partition]
    plain: list[Partition]
    shared: Partition


class _Groups:
    """Groups of things that belong together, directly or through others (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, thing: str) -> str:
        """The representative of a thing's group."""
        root = thing
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while (parent := self._parents.get(thing, thing)) != root:
            self._parents[thing], thing = root, parent
        return root

    def join(self, one: str, other: str) -> None:
        """Merges the groups of two things."""
        if one != other and (first := self.root(one)) != (second := self.root(other)):
            self._parents[second] = first


def divide(headers: Mapping[str, Header], links: Links) -> Partitions:
    """Divides a vault into partitions, by the headers of its notes."""
    groups = _Groups()
    own = {path: header for path, header in headers.items() if _is_of_an_employer(header)}
    first: dict[str, str] = {}  # the first note with each name, and with each path but for case
    for path in headers:
        groups.join(first.setdefault(f"/{fold(path)}", path), path)
    for path, header in own.items():
        for name in header.named:
            groups.join(first.setdefault(name, path), path)
    for path, header in own.items():
        for name in header.linked:
            if name in first:
                groups.join(first[name], path)
    for draft, interview in _drafts_by_name(headers.values(), links):
        groups.join(draft, interview)
    partitions: dict[str, list[str]] = {}
    shared: list[str] = []
    for path in sorted(headers):
        paths = shared if headers[path].kind in COMMON else partitions.setdefault(groups.root(path), [])
        paths.append(path)
    employers = [tuple(paths) for paths in partitions.values() if any(path in own for path in paths)]
    return Partitions(employers, _buckets(set(headers).difference(shared, *employers)), tuple(shared))


def _is_of_an_employer(header: Header) -> bool:
    return header.kind is not None and header.kind not in COMMON


def _drafts_by_name(headers: Iterable[Header], links: Links) -> Iterator[tuple[str, str]]:
    """Pairs of notes that are in one partition: a draft may be for an interview, by the day and employer in its name.

    The link in a draft is dead if its interview was renamed; then the draft's file name decides. Interviews of one day
    and employer are paired with the first of them, once a draft may be for any.
    """
    interviews: dict[str, dict[str, list[str]]] = {}  # the paths by day and employer
    drafts: list[Header] = []
    for header in headers:
        if header.kind == "interview":
            names = (*header.employers, *(note.name for e in header.employers for note in links.find(e)))
            for day, name in product(header.days, {loose_key(name) for name in names} if header.days else ()):
                interviews.setdefault(day, {}).setdefault(name, []).append(header.path)
        elif header.days:
            drafts.append(header)
    for draft in drafts:
        for employers in filter(None, map(interviews.get, draft.days)):
            for paths in (paths for name, paths in employers.items() if name in draft.employers[0]):
                yield draft.path, paths[0]
                while len(paths) > 1:
                    yield paths[0], paths.pop()


def _buckets(paths: Iterable[str]) -> list[Partition]:
    """Plain notes, grouped into a few partitions: one partition each would cost more than it saves."""
    buckets: dict[int, list[str]] = {}
    for path in sorted(paths):
        buckets.setdefault(zlib.crc32(fold(path).encode("utf-8", "surrogatepass")) % _BUCKETS, []).append(path)
    return [tuple(bucket) for bucket in buckets.values()]
