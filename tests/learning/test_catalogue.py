"""The catalogue of themes, kept between processes."""

from vaultgen.learning.catalogue import Catalogue, catalogue, keep


def test_the_catalogue_is_read_once_and_loaded_by_later_processes() -> None:
    """What is kept is used as it is, and is the same as what is read."""
    saved: list[Catalogue] = []
    keep(lambda: None, saved.append)
    catalogue.cache_clear()
    read = catalogue()
    assert saved == [read]
    keep(lambda: read._replace(story=()), saved.append)
    catalogue.cache_clear()
    assert catalogue() == read._replace(story=())
    assert len(saved) == 1
    keep(lambda: None, lambda _: None)
    catalogue.cache_clear()
