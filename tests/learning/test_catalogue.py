"""The catalogue of themes, kept between processes."""

import marshal
from typing import Any

from vaultgen.learning.catalogue import Catalogue, catalogue, keep


def test_the_catalogue_is_read_once_and_loaded_by_later_processes() -> None:
    """What is kept is used as it is, and is the same as what is read."""
    saved: list[tuple[Any, ...]] = []
    keep(lambda: None, saved.append)
    catalogue.cache_clear()
    read = catalogue()
    assert [Catalogue.of_plain(values) for values in marshalled(saved)] == [read]
    keep(lambda: read._replace(story=()).plain(), saved.append)
    catalogue.cache_clear()
    assert catalogue() == read._replace(story=())
    assert len(saved) == 1
    keep(lambda: None, lambda _: None)
    catalogue.cache_clear()


def marshalled(values: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Values as the cache gives them back, which takes plain ones alone."""
    found: list[tuple[Any, ...]] = marshal.loads(marshal.dumps(values))  # noqa: S302
    return found
