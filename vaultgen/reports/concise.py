"""One line per problem, for editors and grep: `path:line:column: severity CODE message`."""

from collections.abc import Mapping, Sequence

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.diagnostics.source import SourceFile
from vaultgen.reports.counts import Counts
from vaultgen.terminal import printable


def report(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, SourceFile],
    counts: Counts,
    colour: bool,
    explanations: Mapping[str, Explanation] | None = None,
) -> str:
    """The lines; empty if there are no problems."""
    return "\n".join(
        printable(f"{d.path}:{d.span.line}:{d.span.column}: {d.severity} {d.code} {d.message}") for d in diagnostics
    )
