"""What a run is asked: by that its answer is remembered."""

import sys
from typing import NamedTuple

from vaultgen.console import colour

Key = tuple[str, ...]


class Asked(NamedTuple):
    """What a check is asked: the time, the form of the report, which problems to show, and whether to mend."""

    now: str | None = None
    form: str = "text"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: str | None = None
    fix: bool = False
    yes: bool = False

    def key(self, exposed: object) -> Key:
        """By what the answer is remembered; git's answer is a part of the question."""
        return ("check", *map(str, (self.form, self.select, self.ignore, self.severity, colour(), exposed)))


def build_key() -> Key:
    """By what the answer of a build is remembered."""
    return ("build", str(colour(sys.stderr)))


def status_key(form: str) -> Key:
    """By what the answer of `status` is remembered."""
    return ("status", form, str(colour()))
