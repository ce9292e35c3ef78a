"""Which problems to show: by code, by family of codes (`VG1`), by severity.

What is not shown does not count either: not in the counts, and not for the exit code.
"""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from vaultgen.diagnostics.diagnostic import SEVERITIES, Diagnostic


class UnknownCode(LookupError):
    """A text that is neither one of the codes that there are nor the beginning of one."""

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
    """The codes that a code or the beginning of one stands for, in order; raises `UnknownCode`."""
    wanted = typed.strip().upper()
    found = tuple(code for code in known if code.startswith(wanted))
    if not found or len(wanted) < len("VG"):
        raise UnknownCode(typed.strip(), known)
    return found


def near(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """Up to three codes that look like what was typed."""
    digits = "".join(char for char in typed if char.isdigit())
    wanted = f"VG{digits}" if digits else typed.strip().upper()
    return tuple(sorted(get_close_matches(wanted, known, n=3, cutoff=0.7)))


def shown(
    diagnostics: Iterable[Diagnostic], *, select: Sequence[str] = (), ignore: Sequence[str] = (), severity: str = "hint"
) -> tuple[Diagnostic, ...]:
    """The problems with the codes of `select` (all where it is empty) but for those of `ignore`.

    Only those of `severity` or worse. Both lists hold codes and beginnings of codes.
    """
    wanted, unwanted = (tuple(typed.strip().upper() for typed in given) for given in (select or ("",), ignore))
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return tuple(
        one
        for one in diagnostics
        if one.code.startswith(wanted) and not one.code.startswith(unwanted) and one.severity in grave
    )
