"""Selects the problems to report: by code, by prefix (`VG1`), by severity.

Other problems count neither in the summary nor for the exit code.
"""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from vaultgen.diagnostics.diagnostic import SEVERITIES, Diagnostic


class UnknownCode(LookupError):
    """A text that is neither a code nor a prefix of one."""

    def __init__(self, typed: str, known: Collection[str]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.near = near(typed, known)

    @property
    def hint(self) -> str:
        """What to write instead, as a sentence."""
        if self.near:
            return f"Did you mean {' or '.join(self.near)}?"
        return "vaultgen explain lists all codes; VG1 stands for all that begin so."


def codes(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """The known codes that begin with a code or prefix, in order; raises `UnknownCode` if there are none."""
    prefix = typed.strip().upper()
    matching = tuple(code for code in known if code.startswith(prefix))
    if not matching or len(prefix) < len("VG"):
        raise UnknownCode(typed.strip(), known)
    return matching


def near(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """Up to three codes that are similar to what was typed."""
    digits = "".join(char for char in typed if char.isdigit())
    wanted = f"VG{digits}" if digits else typed.strip().upper()
    return tuple(sorted(get_close_matches(wanted, known, n=3, cutoff=0.7)))


def shown(
    diagnostics: Iterable[Diagnostic], *, select: Sequence[str] = (), ignore: Sequence[str] = (), severity: str = "hint"
) -> tuple[Diagnostic, ...]:
    """The problems in `select` (all if it is empty) and not in `ignore`, of a severity or worse.

    Both lists contain codes and prefixes of codes.
    """
    selected, ignored = (tuple(typed.strip().upper() for typed in given) for given in (select or ("",), ignore))
    severities = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return tuple(
        d
        for d in diagnostics
        if d.code.startswith(selected) and not d.code.startswith(ignored) and d.severity in severities
    )
