"""The last build in the cache: its evaluations, outputs and records, and the digests of the notes that it read."""

import pickle
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from vaultgen.builder.cache import Cache
from vaultgen.builder.evaluation import Evaluation
from vaultgen.disk.plan import Output
from vaultgen.disk.scan import Stat, Tree

_NAMESPACE = "build"


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
            self._cache.save(f"records-{group}", ["records", *records.items()], generation)
        evaluations = {evaluation.key: evaluation for evaluation in parts.evaluations}
        by_path = {output.path: output for output in outputs}
        self._generation = generation
        self._kept = _Kept(evaluations, parts.kinds, by_path, notes, generations)
        self._cache.save(_NAMESPACE, (pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in self._kept), generation)

    @cached_property
    def _kept(self) -> _Kept:
        saved = [*self._cache.load(_NAMESPACE, self._generation)] if self._generation else []
        parts: list[Any] = [pickle.loads(part) for part in saved]  # noqa: S301 - see `disk.cache_folder`
        return _Kept(*parts) if len(parts) == len(_Kept._fields) else _Kept()
