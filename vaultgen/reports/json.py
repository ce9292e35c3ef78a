"""For programs: one JSON object. Fields may be added, but never change or go."""

import json
from typing import Any

from vaultgen.diagnostics.diagnostic import Fix
from vaultgen.diagnostics.source import Span
from vaultgen.reports.report import Report


def render(report: Report) -> str:
    """`{"version":1,"diagnostics":[…],"notes":{…}}`; lines and columns from 1."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity,
            "path": d.path,
            **_place(d.span),
            "message": d.message,
            "hint": d.hint or None,
            "fix": _fix(d.fix) if d.fix else None,
        }
        for d in report.diagnostics
    ]
    counts = report.counts
    notes = {"read": counts.read, "valid": counts.valid, "with_problems": counts.with_problems}
    return json.dumps({"version": 1, "diagnostics": rows, "notes": notes}, ensure_ascii=False, indent=2)


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits]}


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
