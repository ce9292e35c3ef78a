"""The console script: replays the last answer if nothing has changed; click handles everything else.

Loading click would add a third to the time of a replay.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vaultgen.cli.exits import end_with

_OPTIONS = {"build": ("--now",), "check": ("--now", "--format"), "status": ("--now", "--format")}


class Typed(NamedTuple):
    """A simple command line: a command, and optionally a vault, the time and the format of the answer."""

    command: str
    vault: str | None
    now: str | None
    form: str


def main() -> None:
    """Runs the command line and exits with a code of `exits`."""
    end_with(_run)


def _run() -> int:
    answers = None
    if typed := plainly(sys.argv[1:], os.environ):
        from vaultgen.builder.replay import replay

        answers, code = replay(*typed)
        if code is not None:
            return code
    from vaultgen.cli import app

    return app.run(answers)


def plainly(words: Sequence[str], surroundings: Mapping[str, str]) -> Typed | None:
    """Parses a command line as most people type it, in the same way as click; None if only click can parse it."""
    # On Windows click takes `*` and `~` for what they stand for; a shell that completes words asks it as well.
    if os.name == "nt" or "_VAULTGEN_COMPLETE" in surroundings or not words or words[0] not in _OPTIONS:
        return None
    vaults, given = [], {}
    rest = iter(words[1:])
    for word in rest:
        value = next(rest, "") if word in _OPTIONS[words[0]] else word
        if not value or value.startswith("-"):
            return None
        if value is word:
            vaults.append(word)
        else:
            given[word] = value
    if len(vaults) > 1:
        return None
    now = given.get("--now") or surroundings.get("VAULTGEN_NOW") or None
    return Typed(words[0], vaults[0] if vaults else None, now, given.get("--format", "text"))
