"""For programs: one object, whose fields only ever grow."""

import json
from collections.abc import Mapping, Sequence

from vaultgen.counts import Counts
from vaultgen.diagnostics import Diagnostic
from vaultgen.source import SourceFile


def report(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], counts: Counts, colour: bool) -> str:
    """`{"version":1,"diagnostics":[…],"notes":{…}}`; lines and columns from 1."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity,
            "path": d.path,
            "line": d.span.line,
            "column": d.span.column,
            "end_line": d.span.end_line,
            "end_column": d.span.end_column,
            "message": d.message,
            "hint": d.hint or None,
            "fix": None,
        }
        for d in diagnostics
    ]
    notes = {"read": counts.read, "valid": counts.valid, "with_problems": counts.with_problems}
    return json.dumps({"version": 1, "diagnostics": rows, "notes": notes}, ensure_ascii=False, indent=2)
