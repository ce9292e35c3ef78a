"""What writing did: to tell the user, and to know again what was written."""

from collections.abc import Mapping
from typing import NamedTuple

from vaultgen.disk.scan import Stat


class WriteReport(NamedTuple):
    """What was done: paths written and deleted, how many kept, and paths that changed meanwhile.

    `looks` tells how each file looked when it had been written, but for the time at which it got its name.
    """

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: int = 0
    changed_meanwhile: tuple[str, ...] = ()
    looks: Mapping[str, Stat] = {}
