"""The cache of a vault, in namespaces. `disk.cache_folder` says where it is.

    namespace               holds                                             written by
    answers                 what commands printed, and how all files were     check, status, build   `answers`
    build                   evaluations and outputs of the last build         build                  `last_build`
    records-lists, -days …  the records that its pages were made of           build                  `last_build`
    notes, headers          notes as they were parsed, by digest              every command          `reader`
    problems                the problems of each partition                    check                  `extracts`
    status                  what is due and missing in each partition         status                 `extracts`
    html                    HTML and words of notes, by digest                build                  `reader`
    holidays                public holidays of the user's country             every command          `reader`
    catalogue               the catalogue of themes as it was read            every command          `reader`
    heard                   what notes held before                            heard                  `heard`
    marks                   front matters of notes before they were marked    sent, skip, heard, watch `mark_history`
    (templates)             compiled templates, by content and libraries      build                  `jinja_templates`

There is one rule for staleness: a namespace is only read by the same vaultgen that wrote it, with the same files and
libraries; and if it belongs to one build, only together with the answers of that build (its `generation`).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import Any, TypeVar

from vaultgen.disk import cache_folder, scan
from vaultgen.disk.scan import Stat

_BATCH = 500  # rows that are encoded at once
_T = TypeVar("_T")


class Cache:
    """The cache for `about`: the path of a vault, and that of its site if it is elsewhere."""

    def __init__(self, *about: str) -> None:
        self.about = about
        self._name = cache_folder.named(*about)

    def load(self, namespace: str, generation: str = "") -> Iterator[Any]:
        """Yields the values of a namespace, one at a time; none if it is stale, lost or damaged."""
        values = cache_folder.load_all(self._file(namespace))
        if next(values, None) == self._head(generation) and _this_vaultgen() is not None:
            yield from values

    def save(self, namespace: str, values: Iterable[Any], generation: str = "") -> None:
        """Replaces the values of a namespace; they must be of plain types. Errors of writing are ignored."""
        cache_folder.save_all(self._file(namespace), chain([self._head(generation)], values))

    def _file(self, namespace: str) -> str:
        return f"{self._name}-{namespace}"

    def _head(self, generation: str) -> tuple[Any, ...]:
        return self.about, _this_vaultgen(), generation


def batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Rows in lists, each of which is encoded at once."""
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


def is_same_vaultgen() -> bool:
    """Whether vaultgen and its libraries are as they were when this process first used the cache.

    If not, another version was installed meanwhile, and what this process would save is stale.
    """
    return _this_vaultgen() is not None and scan.scan_package() == _this_vaultgen()


@cache
def _this_vaultgen() -> dict[str, Stat] | None:
    return scan.scan_package()
