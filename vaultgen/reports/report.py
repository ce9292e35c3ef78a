"""What a report shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.diagnostics.source import SourceFile
from vaultgen.reports.counts import Counts


@dataclass(frozen=True, slots=True)
class Report:
    """Problems in their order, with the files that they are in by path, and the counts of the notes.

    `explanations`, by code, are for formats that include them. `is_in_full` shows each problem as a paragraph, however
    many there are.
    """

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, SourceFile]
    counts: Counts
    has_colour: bool = False
    explanations: Mapping[str, Explanation] = field(default_factory=dict)
    is_in_full: bool = False
