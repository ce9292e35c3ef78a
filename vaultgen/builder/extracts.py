"""Extracts: the part of each partition's snapshot that a command needs, cached for its next run.

Like an evaluation in a build, an extract is reused while the notes of its partition are the same and its trace holds.
"""

import marshal
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from vaultgen.builder import pipeline, summary
from vaultgen.builder.cache import Cache
from vaultgen.builder.index import VaultIndex
from vaultgen.builder.partition import Partition
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.processes import in_two_processes, is_worth_two
from vaultgen.builder.trace import Trace
from vaultgen.snapshot import Snapshot

Take = Callable[[Snapshot], Any]


class Extract(NamedTuple):
    """What a command needs of one partition: plain values, as `marshal` writes them.

    `key` is that of the partition's notes and of what all partitions depend on. The value is true from `since` until
    `until` (seconds since 1970) while its trace, as `marshal` writes it, holds.
    """

    key: str
    since: float
    until: float
    trace: bytes
    data: bytes

    @property
    def value(self) -> Any:
        """The plain values."""
        return marshal.loads(self.data)  # noqa: S302 - see `disk.cache_folder`

    def holds(self, index: VaultIndex, now: float) -> bool:
        """Whether the extract would be the same now, given that the partition has the same key."""
        return self.since <= now < self.until and Trace(*marshal.loads(self.trace)).holds(index, {})  # noqa: S302


class Extracts(NamedTuple):
    """The values of all partitions, and the moment until which they are true if no note changes."""

    values: list[Any]
    until: datetime


def extracts(inputs: Inputs, cache: Cache, namespace: str, take: Take) -> Extracts:
    """The results of `take`, plain values, for the snapshot of each partition.

    Earlier results are reused from a namespace of the cache, which is then replaced.
    """
    index, now = inputs.index, inputs.now.timestamp()
    partitions = [*index.partitions.employers, *index.partitions.plain, index.partitions.shared]
    base = inputs.base_key(index.attachments)
    keys = {partition: index.key(partition, base) for partition in partitions}
    kept = {row[0]: Extract(*row) for rows in cache.load(namespace) for row in rows}
    extracted = {partition: kept[key] for partition, key in keys.items() if key in kept and kept[key].holds(index, now)}
    missing = [partition for partition in partitions if partition not in extracted]
    extracted |= _all(missing, lambda partition: _extract(partition, keys[partition], inputs, take))
    if missing:
        cache.save(namespace, [[tuple(extract) for extract in extracted.values()]])
    until = datetime.fromtimestamp(min(extract.until for extract in extracted.values()), inputs.now.tzinfo)
    values = [extracted[partition].value for partition in partitions]
    return Extracts(values, min(until, summary.next_day(inputs.settings, inputs.now)))


def _all(partitions: Sequence[Partition], extract: Callable[[Partition], Extract]) -> dict[Partition, Extract]:
    """The extracts of some partitions, made in two processes if there are many."""

    def of(some: Iterable[Partition]) -> list[Extract]:
        return [extract(partition) for partition in some]

    if not is_worth_two(sum(map(len, partitions))):
        return dict(zip(partitions, of(partitions), strict=True))
    mine, others = partitions[::2], partitions[1::2]
    results, theirs = in_two_processes(lambda: of(mine), lambda: of(others), lambda _: None)
    return dict(zip((*mine, *others), (*results, *(theirs or of(others))), strict=True))


def _extract(partition: Partition, key: str, inputs: Inputs, take: Take) -> Extract:
    recorder = inputs.recorder()
    snapshot = pipeline.evaluate(partition, inputs, recorder)
    since, until = summary.span(snapshot)
    trace = recorder.trace((), {})  # no page is made of it: what links to its notes does not matter
    return Extract(
        key, since.timestamp(), until.timestamp(), marshal.dumps(tuple(trace)), marshal.dumps(take(snapshot))
    )
