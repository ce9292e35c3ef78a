"""Evaluations: the result of the pipeline for one partition, in plain values: pages, problems, drafts and records.

`Evaluator.evaluate` has no side effects: it yields the pages. An evaluation of an earlier build is reused while its
notes are the same and its trace holds.
"""

import marshal
import pickle
import zlib
from collections.abc import Generator, Mapping
from typing import Any, NamedTuple

from vaultgen import fingerprint
from vaultgen.builder import pipeline, summary
from vaultgen.builder.index import key_of_notes
from vaultgen.builder.outputs import PlannedOutput, SitePlanner
from vaultgen.builder.partition import Partition
from vaultgen.builder.pipeline import Inputs
from vaultgen.builder.trace import Trace
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.disk.plan import Plan
from vaultgen.website import pages
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.records import Records
from vaultgen.website.urls import virtual_pages
from vaultgen.website.views import Views


class Evaluation(NamedTuple):
    """The result of evaluating a partition.

    `key` is that of its notes, with the drafts that are to be written, and of everything that all partitions depend on.
    The evaluation is true from `since` until `until` (seconds since 1970) while its `trace` holds.

    `virtual_pages` are the pages of its things without a note, `virtual_urls` their paths by thing, and `titles` those
    of its interviews by path. `outputs` are the paths of its files in the site, `record_keys` the keys of its records
    for each kind of page, one after another. `problems` are its diagnostics, pickled. `due` and `coming` are its lines
    for the summary.

    `edited_drafts` counts the drafts that the user has edited, `kept_drafts` ours that are as they should be;
    `is_final` says that no draft will be left to write.
    """

    key: str
    since: float
    until: float
    trace: Trace
    virtual_pages: tuple[tuple[str, str, str], ...]
    virtual_urls: dict[str, str]
    titles: dict[str, str]
    outputs: tuple[str, ...]
    record_keys: str
    problems: bytes
    due: list[Any]
    coming: list[Any]
    edited_drafts: int
    kept_drafts: int
    is_final: bool

    def record_key(self, kind: str) -> str:
        """The key of its records for a kind of page."""
        return self.record_keys[_PLACES[kind]]

    def group_key(self, group: str) -> str:
        """The keys of its records for the kinds of page in a group."""
        return self.record_keys[_GROUPS[group]]

    def as_row(self) -> tuple[Any, ...]:
        """The evaluation in plain values."""
        return (*self[:_TRACE], tuple(self.trace), *self[_TRACE + 1 :])

    @classmethod
    def of_row(cls, row: tuple[Any, ...]) -> "Evaluation":
        """The evaluation that `as_row` has given."""
        return cls._make((*row[:_TRACE], Trace(*row[_TRACE]), *row[_TRACE + 1 :]))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The problems of the partition."""
        problems: tuple[Diagnostic, ...] = pickle.loads(self.problems) if self.problems else ()  # noqa: S301 - see `disk.cache_folder`
        return problems


_KEY = 32  # characters of a key
_KINDS = [pages.name_of(kind) for kinds in pages.RECORD_GROUPS.values() for kind in kinds]
_PLACES = {kind: slice(at * _KEY, (at + 1) * _KEY) for at, kind in enumerate(_KINDS)}
_GROUPS = {
    group: slice(_PLACES[pages.name_of(kinds[0])].start, _PLACES[pages.name_of(kinds[-1])].stop)
    for group, kinds in pages.RECORD_GROUPS.items()
}
_TRACE = Evaluation._fields.index("trace")


class Evaluated(NamedTuple):
    """An evaluation, the plan for `drafts/` that it presumes, and its records by group, packed."""

    evaluation: Evaluation
    drafts: Plan
    records: Mapping[str, bytes]


class Evaluator:
    """Evaluates the partitions of a vault. `site` plans the files of the site, `html_cache` makes HTML of notes."""

    def __init__(self, inputs: Inputs, site: SitePlanner, html_cache: HtmlCache) -> None:
        self.index = inputs.index
        self._inputs = inputs
        self._site = site
        self._html_cache = html_cache
        self._base = inputs.base_key(site.key)

    def key(self, partition: Partition) -> str:
        """The key that the evaluation of a partition has if its drafts are up to date."""
        return self.index.key(partition, self._base)

    def reusable(self, evaluation: Evaluation, titles: Mapping[str, str]) -> Evaluation | None:
        """An earlier evaluation, if evaluating the partition now would give the same; else None.

        Its key must be that of the partition. `titles` are those of interviews of all partitions.
        """
        is_current = evaluation.since <= self._inputs.now.timestamp() < evaluation.until
        if not is_current or not evaluation.trace.holds(self.index, titles):
            return None
        return evaluation._replace(trace=evaluation.trace._replace(names=self.index.names))

    def evaluate(
        self, partition: Partition, titles: Mapping[str, str], virtual_urls: Mapping[str, str] | None = None
    ) -> Generator[PlannedOutput, None, Evaluated]:
        """Evaluates a partition: yields its files of the site, which may be rendered at once, and returns the rest.

        `virtual_urls` are the paths of virtual pages that collide with those of another partition.
        """
        recorder = self._inputs.recorder()
        snapshot, steps = pipeline.evaluate_with_drafts(partition, self._inputs, recorder)
        left = pipeline.draft_plan(snapshot)
        drafts = {draft.path for draft in snapshot.drafts} | {draft.note.path for draft in snapshot.vault.drafts}
        virtual = virtual_pages(snapshot.vault, sorted(drafts))
        if virtual_urls is None:
            virtual_urls = self.index.urls.virtual_urls(virtual)
        own_urls = {page.thing: virtual_urls[page.thing] for page in virtual}
        views = Views(
            snapshot,
            self.index.urls,
            own_urls,
            self.index.backlinks,
            titles,
            self._html_cache,
            recorder.on_page,
        )
        outputs = []
        for planned in self._site.of_partition(views):
            outputs.append(planned.path)
            yield planned
        records = {pages.name_of(kind): kind.records(views) for kind in pages.PAGES}
        since, until = summary.span(snapshot)
        due, coming = summary.outlook(snapshot)
        copies = self.index.copies
        notes = [(path, source.digest, copies.get(path, "")) for path, source in snapshot.sources.items()]
        evaluation = Evaluation(
            key_of_notes(notes, self._base),
            since.timestamp(),
            until.timestamp(),
            recorder.trace(partition, titles),
            tuple((*page,) for page in virtual),
            own_urls,
            {interview.note.path: views.interview(interview)["title"] for interview in snapshot.vault.interviews},
            tuple(outputs),
            "".join(key_of_records(records[kind]) for kind in _KINDS),
            pickle.dumps(snapshot.diagnostics) if snapshot.diagnostics else b"",
            due,
            coming,
            sum(draft.text is None for draft in snapshot.drafts),
            left.keep,
            not left.write and not left.delete,
        )
        return Evaluated(evaluation, steps, _by_group(records))


def key_of_records(records: Records) -> str:
    """A key of records; this version of `marshal` gives the same bytes for equal values."""
    return fingerprint.key(marshal.dumps(records, 2))


def _by_group(records: Mapping[str, Records]) -> dict[str, bytes]:
    groups = {group: [pages.name_of(kind) for kind in kinds] for group, kinds in pages.RECORD_GROUPS.items()}
    return {group: pack({name: records[name] for name in names}) for group, names in groups.items()}


def pack(records: Mapping[str, Records]) -> bytes:
    """Records by kind of page as compressed bytes."""
    return zlib.compress(marshal.dumps(dict(records)), 1)


def unpack(data: bytes) -> Mapping[str, Records]:
    """The records that `pack` has packed."""
    records: Mapping[str, Records] = marshal.loads(zlib.decompress(data))  # noqa: S302 - see `disk.cache_folder`
    return records
