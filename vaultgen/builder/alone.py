"""One command at a time writes in a vault; who has to wait is told so."""

from contextlib import AbstractContextManager
from pathlib import Path

from vaultgen.console import say
from vaultgen.disk.lock import exclusive


def alone(root: Path, *others: Path, tidy: bool = True) -> AbstractContextManager[None]:
    """Keeps other commands from writing in a vault and in folders beside it, and waits for one that does already.

    Raises `FileProblem` where that one does not end.
    """
    return exclusive(root, *others, waiting=_tell_of_waiting, tidy=tidy)


def _tell_of_waiting() -> None:
    say("Another vaultgen is writing in this vault; waiting until it is done.\n", err=True)
