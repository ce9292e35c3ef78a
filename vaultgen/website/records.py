"""Records: what each partition contributes to the pages that show the whole vault, in plain values.

A record is a pair of a sort key and a view, so that the records of all partitions can be merged in any order.
"""

from collections.abc import Iterable
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.vault import Vault

Records = dict[str, list[Any]]
Order = tuple[float, str]


def in_order(records: Iterable[tuple[Any, Any]]) -> list[Any]:
    """What is shown, in its order; what has the same place stays as it came."""
    return [shown for _, shown in sorted(records, key=lambda record: record[0])]


def place_of(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """The place of a problem, by which it is also told from others."""
    return diagnostic.path, tuple(diagnostic.span), diagnostic.code, diagnostic.message


def order_of(vault: Vault, interview: Interview) -> Order:
    """The place of an interview: when it began (seconds since 1970), and its path."""
    return vault.start(interview).timestamp(), interview.note.path


def order_of_position(vault: Vault, application: Application) -> tuple[int, float, str]:
    """The place of an application: those with a note come first, by its path, then the others by their first round."""
    if application.note:
        return 0, 0.0, application.note.path
    first = vault.rounds(application)[:1]
    return 1, *(order_of(vault, first[0]) if first else (0.0, ""))
