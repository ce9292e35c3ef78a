"""The schedule of a build: which evaluations are reused, which partitions are evaluated, in one process or in two."""

import gc
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from vaultgen import fingerprint
from vaultgen.builder.evaluation import Evaluated, Evaluation, Evaluator, unpack
from vaultgen.builder.last_build import Lost
from vaultgen.builder.outputs import OutputMaker, PlannedOutput
from vaultgen.builder.partition import Partition
from vaultgen.builder.processes import in_two_processes, is_worth_two
from vaultgen.disk.output import Staging
from vaultgen.disk.plan import Output, Plan
from vaultgen.disk.spool import Kept, Spool, Spooled
from vaultgen.website.html_cache import HtmlCache
from vaultgen.website.records import Records
from vaultgen.website.urls import VirtualPage

_MANY = 500  # notes after whose evaluation the collector is called
_ROOM = 1 << 20  # bytes of packed records that are held in memory: those of some 250 interviews

Progress = Callable[[Sequence[Partition]], Iterable[Partition]]


@dataclass(frozen=True, slots=True)
class Reusable:
    """The results of the last build that may be reused, and the digests of the files in the site's folder now.

    `evaluations` are by key, `outputs` by path; `kinds` are the key and the paths of the files of each kind of page
    that shows the whole vault. `records` loads the records of one of `pages.RECORD_GROUPS` by key; it raises `Lost` if
    they are missing.
    """

    evaluations: Mapping[str, Evaluation]
    outputs: Mapping[str, Output]
    kinds: Mapping[str, tuple[str, tuple[str, ...]]]
    records: Callable[[str], Mapping[str, bytes]]
    on_disk: Mapping[str, str]

    def evaluation(self, key: str) -> tuple[Evaluation, list[Output]] | None:
        """The evaluation with a key and its outputs, if nobody changed these."""
        evaluation = self.evaluations.get(key)
        outputs = self._outputs(evaluation.outputs) if evaluation else None
        return (evaluation, outputs) if evaluation is not None and outputs is not None else None

    def outputs_of_kind(self, kind: str, key: str) -> list[Output] | None:
        """The outputs of a kind of page, if it had this key and nobody changed them."""
        before, paths = self.kinds.get(kind, ("", ()))
        return self._outputs(paths) if before == key else None

    def _outputs(self, paths: Sequence[str]) -> list[Output] | None:
        found = [self.outputs[path] for path in paths if path in self.outputs]
        unchanged = len(found) == len(paths) and all(self.on_disk.get(one.path) == one.digest for one in found)
        return found if unchanged else None


class Result(NamedTuple):
    """The evaluation of one partition, its outputs, and its plan for `drafts/`.

    `records` are its records by group, packed and in the spool; empty if the evaluation was reused.
    """

    evaluation: Evaluation
    outputs: list[Output]
    drafts: Plan
    records: Mapping[str, Kept]


class Results(NamedTuple):
    """The results of all partitions, the plan for `drafts/`, and the spool with the records."""

    results: list[Result]
    drafts: Plan
    spool: Spool

    @property
    def evaluations(self) -> list[Evaluation]:
        """The evaluations of all partitions."""
        return [result.evaluation for result in self.results]

    @property
    def until(self) -> float:
        """The moment (seconds since 1970) until which all evaluations are true."""
        return min(evaluation.until for evaluation in self.evaluations)

    @property
    def outputs(self) -> list[Output]:
        """The files of the site that belong to one partition each."""
        return [output for result in self.results for output in result.outputs]

    def key_of_kind(self, kind: str, base: str) -> str:
        """A key of all records of a kind of page; `base` is the key of all else that its pages depend on."""
        keys = sorted(evaluation.record_key(kind) for evaluation in self.evaluations)
        return fingerprint.key(base, "".join(keys))  # each has the same length

    def records(self, group: str, reusable: Reusable) -> Spooled:
        """The records of all partitions in a group, packed, by their key. Raises `Lost`."""
        keys = [result.evaluation.group_key(group) for result in self.results]
        new = {key: result.records[group] for key, result in zip(keys, self.results, strict=True) if result.records}
        kept = reusable.records(group) if len(new) < len(set(keys)) else {}
        if not kept.keys() | new.keys() >= set(keys):
            raise Lost(group)
        return Spooled(self.spool, {key: new.get(key) or self.spool.add(kept[key]) for key in keys})


def merged(packed: Iterable[bytes]) -> dict[str, Records]:
    """The records of all partitions in one list each, by kind of page."""
    records_by_page: dict[str, Records] = {}
    for data in packed:
        for kind, records in unpack(data).items():
            for name, records_of_name in records.items():
                records_by_page.setdefault(kind, {}).setdefault(name, []).extend(records_of_name)
    return records_by_page


def halves(partitions: Iterable[Partition]) -> tuple[list[Partition], list[Partition]]:
    """Partitions in two lists with about as many notes in each, the largest first."""
    mine: list[Partition] = []
    others: list[Partition] = []
    difference = 0
    for partition in sorted(partitions, key=len, reverse=True):
        (mine if difference <= 0 else others).append(partition)
        difference += len(partition) if difference <= 0 else -len(partition)
    return mine, others


class Scheduler:
    """Produces the results of all partitions of a vault, by reuse or by evaluation.

    Pages are rendered by `maker` as they are yielded. A second process stages files in the same folder, and its
    additions to `html_cache` are merged.
    """

    def __init__(
        self, evaluator: Evaluator, maker: OutputMaker, reusable: Reusable, staging: Staging, html_cache: HtmlCache
    ) -> None:
        self._evaluator = evaluator
        self._maker = maker
        self._reusable = reusable
        self._staging = staging
        self._html_cache = html_cache
        self._spool = Spool(_ROOM)

    def run(self, progress: Progress) -> Results:
        """The results. The partitions that are evaluated in this process are iterated over by `progress`."""
        partitions = self._evaluator.index.partitions
        results = self._results(partitions.employers, {}, progress)
        # Pages of other partitions show the titles of interviews that link to their notes.
        titles = {path: title for result in results.values() for path, title in result.evaluation.titles.items()}
        results |= self._results([*partitions.plain, partitions.shared], titles, progress)
        results = self._with_distinct_urls(results, titles)
        plans = [result.drafts for result in results.values()]
        write = sorted(chain.from_iterable(plan.write for plan in plans), key=lambda file: file.path)
        delete = sorted(chain.from_iterable(plan.delete for plan in plans))
        plan = Plan(tuple(write), sum(plan.keep for plan in plans), tuple(delete))
        return Results([*results.values()], plan, self._spool)

    def _results(
        self, partitions: Sequence[Partition], titles: Mapping[str, str], progress: Progress
    ) -> dict[Partition, Result]:
        found = {partition: self._reused(partition, titles) for partition in partitions}
        missing = [partition for partition, result in found.items() if result is None]
        new = dict(zip(missing, self._evaluate_all(missing, titles, progress), strict=True))
        return {partition: result or new[partition] for partition, result in found.items()}

    def _reused(self, partition: Partition, titles: Mapping[str, str]) -> Result | None:
        kept = self._reusable.evaluation(self._evaluator.key(partition))
        evaluation = self._evaluator.reusable(kept[0], titles) if kept else None
        if kept is None or evaluation is None:
            return None
        return Result(evaluation, kept[1], Plan(keep=evaluation.kept_drafts), {})

    def _with_distinct_urls(
        self, results: dict[Partition, Result], titles: Mapping[str, str]
    ) -> dict[Partition, Result]:
        """The results; partitions whose virtual pages have the same path are evaluated again with distinct ones."""
        employers = set(self._evaluator.index.partitions.employers)
        wanted = [VirtualPage(*page) for result in results.values() for page in result.evaluation.virtual_pages]
        urls = self._evaluator.index.urls.virtual_urls(wanted)
        return {
            partition: result
            if all(urls[thing] == page for thing, page in result.evaluation.virtual_urls.items())
            else self._evaluate(partition, {} if partition in employers else titles, urls)
            for partition, result in results.items()
        }

    def _evaluate_all(
        self, missing: Sequence[Partition], titles: Mapping[str, str], progress: Progress
    ) -> list[Result]:
        def evaluate(partitions: Iterable[Partition]) -> list[Result]:
            found, notes = [], 0
            for partition in partitions:
                found.append(self._evaluate(partition, titles))
                notes += len(partition)
                if notes >= _MANY:
                    # Jinja's contexts hold the values of a text in circles, and these the partition.
                    gc.collect()
                    notes = 0
            return found

        if not is_worth_two(sum(map(len, missing))):
            return evaluate(progress(missing))
        mine, others = halves(missing)
        results, theirs = in_two_processes(
            lambda: evaluate(progress(mine)),
            lambda: [*evaluate(others), self._html_cache.new],
            self._staging.forget_of,
            self._received,
        )
        if theirs is None:
            rest = evaluate(others)
        else:
            *rest, new = theirs
            self._html_cache.add(new)
            for output in chain.from_iterable(result.outputs for result in rest):
                if output.staged is not None:
                    self._staging.adopt(output.staged)
        by_partition = dict(zip([*mine, *others], [*results, *rest], strict=True))
        return [by_partition[partition] for partition in missing]

    def _evaluate(
        self, partition: Partition, titles: Mapping[str, str], virtual_urls: Mapping[str, str] | None = None
    ) -> Result:
        evaluating = _Evaluating(self._evaluator.evaluate(partition, titles, virtual_urls))
        outputs = self._maker.make(evaluating)
        evaluated = evaluating.evaluated
        return Result(evaluated.evaluation, outputs, evaluated.drafts, self._spooled(evaluated.records))

    def _received(self, sent: Any) -> Any:
        """A value of the other process; the records of a result go to the spool at once."""
        return sent._replace(records=self._spooled(sent.records)) if isinstance(sent, Result) else sent

    def _spooled(self, records: Mapping[str, Kept]) -> dict[str, Kept]:
        return {group: self._spool.add(one) if isinstance(one, bytes) else one for group, one in records.items()}


class _Evaluating:
    """Iterates over the files that an evaluation yields; then `evaluated` is what it returned."""

    evaluated: Evaluated

    def __init__(self, run: Generator[PlannedOutput, None, Evaluated]) -> None:
        self._run = run

    def __iter__(self) -> Generator[PlannedOutput, None, None]:
        self.evaluated = yield from self._run
