"""Reports of what a command wrote and deleted."""

from collections.abc import Mapping
from typing import NamedTuple

from vaultgen.disk.scan import Stat


class WriteReport(NamedTuple):
    """Paths that were written and deleted, how many were kept, and paths that somebody changed meanwhile.

    `stats` are those of the written files before they were moved to their places, which changes the third number.
    """

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: int = 0
    changed_meanwhile: tuple[str, ...] = ()
    stats: Mapping[str, Stat] = {}
