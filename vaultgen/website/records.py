"""Records: what each partition contributes to the pages that show the whole vault, in plain values.

Most records are pairs of a sort key and a view, so that the records of all partitions can be merged in any order.
"""

from collections.abc import Iterable
from typing import Any

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.vault import Vault

Records = dict[str, list[Any]]  # lists of records by name
Order = tuple[float, str]  # a sort key


def in_order(records: Iterable[tuple[Any, Any]]) -> list[Any]:
    """The views of records, sorted by their keys; the sort is stable."""
    return [view for _, view in sorted(records, key=lambda record: record[0])]


def diagnostic_order(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """The sort key of a problem, by place. Problems with the same key are the same problem."""
    return diagnostic.path, tuple(diagnostic.span), diagnostic.code, diagnostic.message


def interview_order(vault: Vault, interview: Interview) -> Order:
    """The sort key of an interview: when it began (seconds since 1970), then its path."""
    return vault.start(interview).timestamp(), interview.note.path


def application_order(vault: Vault, application: Application) -> tuple[int, float, str]:
    """The sort key of an application: those with a note by its path, then the others by their first round."""
    if application.note:
        return 0, 0.0, application.note.path
    first = vault.rounds(application)[:1]
    return 1, *(interview_order(vault, first[0]) if first else (0.0, ""))
