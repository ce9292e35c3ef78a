"""The last build in the cache: its evaluations, outputs and records, and the digests of the notes that it read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from vaultgen.builder.cache import Cache, batches
from vaultgen.builder.evaluation import Evaluation
from vaultgen.disk.plan import Output
from vaultgen.disk.scan import Stat, Tree

_NAMESPACE = "build"
_END = "end"  # in place of the name of a part


class Lost(Exception):
    """The last build in the cache is missing or incomplete."""


class Parts(NamedTuple):
    """The parts of a site.

    `kinds` are the key and the paths of the files of each kind of page that shows the whole vault. `records` are those
    of such pages by group and key, packed; missing groups are unchanged since the build before.
    """

    evaluations: Sequence[Evaluation] = ()
    kinds: Mapping[str, tuple[str, tuple[str, ...]]] = {}
    records: Mapping[str, Mapping[str, bytes]] = {}


class _Kept(NamedTuple):
    """`notes` are stats and digests by path, `record_generations` the builds that the records of groups are from."""

    evaluations: Mapping[str, Evaluation] = {}
    kinds: Mapping[str, tuple[str, tuple[str, ...]]] = {}
    outputs: Mapping[str, Output] = {}
    notes: Mapping[str, tuple[Stat, str]] = {}
    record_generations: Mapping[str, str] = {}


class LastBuild:
    """The last build of a site; each part is read from the cache at its first access."""

    def __init__(self, cache: Cache, generation: str) -> None:
        self._cache = cache
        self._generation = generation
        self._records: dict[str, Mapping[str, bytes]] = {}  # those that this process saved, for its next build

    @property
    def evaluations(self) -> Mapping[str, Evaluation]:
        """The evaluations of all partitions, by key."""
        return self._kept.evaluations

    @property
    def outputs(self) -> Mapping[str, Output]:
        """The files of the site, by path."""
        return self._kept.outputs

    @property
    def kinds(self) -> Mapping[str, tuple[str, tuple[str, ...]]]:
        """The key and the files of each kind of page that shows the whole vault."""
        return self._kept.kinds

    def unchanged_notes(self, tree: Tree | None) -> dict[str, str]:
        """The digests of the notes whose stats in a tree are unchanged and were not racy."""
        stats = tree or {}
        return {path: digest for path, (stat, digest) in self._kept.notes.items() if stats.get(path) == stat}

    def records(self, group: str) -> Mapping[str, bytes]:
        """The records of a group by key, packed. Raises `Lost`."""
        if group in self._records:
            return self._records[group]
        generation = self._kept.record_generations.get(group)
        rows = [*self._cache.load(f"records-{group}", generation)] if generation else []
        if not rows:
            raise Lost(group)
        return dict(rows[1:])

    def forget(self) -> None:
        """Discards the last build, so that nothing of it is reused."""
        self._records = {}
        self._kept = _Kept()

    def save(
        self, generation: str, parts: Parts, outputs: Sequence[Output], notes: Mapping[str, tuple[Stat, str]]
    ) -> None:
        """Replaces the last build by another one, in the cache and here."""
        generations = {**self._kept.record_generations, **dict.fromkeys(parts.records, generation)}
        self._records |= parts.records
        for group, records in parts.records.items():
            self._cache.save(f"records-{group}", chain(["records"], records.items()), generation)
        evaluations = {evaluation.key: evaluation for evaluation in parts.evaluations}
        by_path = {output.path: output for output in outputs}
        self._generation = generation
        self._kept = _Kept(evaluations, parts.kinds, by_path, notes, generations)
        self._cache.save(_NAMESPACE, _pieces(self._kept), generation)

    @cached_property
    def _kept(self) -> _Kept:
        return _joined(self._cache.load(_NAMESPACE, self._generation)) if self._generation else _Kept()


def _pieces(kept: _Kept) -> Iterator[tuple[str, list[Any]]]:
    """A build in pieces of plain values, with the name of their part: a large one has no room as a whole."""
    parts: dict[str, Iterable[Any]] = {name: getattr(kept, name).items() for name in _Kept._fields}
    parts["evaluations"] = map(Evaluation.as_row, kept.evaluations.values())
    parts["outputs"] = map(tuple, kept.outputs.values())
    for name, rows in parts.items():
        yield from ((name, batch) for batch in batches(rows))
    yield _END, []


def _joined(pieces: Iterable[tuple[str, list[Any]]]) -> _Kept:
    """The build that was saved in pieces; an empty one if the last of them is missing."""
    parts: dict[str, dict[str, Any]] = {name: {} for name in _Kept._fields}
    for name, rows in pieces:
        if name == _END:
            return _Kept(**parts)
        if name == "evaluations":
            parts[name] |= {row[0]: Evaluation.of_row(row) for row in rows}
        elif name == "outputs":
            parts[name] |= {row[0]: Output(*row) for row in rows}
        else:
            parts[name] |= rows
    return _Kept()
