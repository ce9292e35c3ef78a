"""Questions at the terminal, answered line by line, with Tab completion where the system has readline."""

import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TypeVar

import click

from vaultgen.terminal import printable
from vaultgen.vault.typed_answers import Unclear, tidy

_T = TypeVar("_T")


def is_terminal() -> bool:
    """Whether input comes from a terminal, so that somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(prompt: str, *, names: Sequence[str] = ()) -> str:
    """Reads one line; Tab completes `names`. Raises `EOFError` at Ctrl-D, `KeyboardInterrupt` at Ctrl-C."""
    readline = _readline()
    if readline is not None:
        readline.set_completer_delims("")
        readline.set_completer(_completer(names))
        readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
    return input(prompt)


def ask_until(prompt: str, read: Callable[[str], _T], *, default: str = "", names: Sequence[str] = ()) -> _T:
    """Asks until `read` accepts the answer, and returns what it read. The default is shown; Enter takes it."""
    shown = f"{prompt} [{printable(default)}] " if default else f"{prompt} "
    while True:
        typed = tidy(ask(shown, names=names)) or default
        try:
            return read(typed)
        except Unclear as unclear:
            click.echo(printable(f"  {unclear}"))
            if unclear.hint:
                click.echo(printable(f"  {unclear.hint}"))


def _readline() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # on Windows
        return None
    return readline


def _completer(names: Sequence[str]) -> Callable[[str, int], str | None]:
    def complete(text: str, state: int) -> str | None:
        found = [name for name in names if name.casefold().startswith(text.casefold())]
        return found[state] if state < len(found) else None

    return complete
