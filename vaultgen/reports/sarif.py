"""SARIF 2.1.0, for code hosts and editors: rules with their explanations, results, fixes.

Paths are URIs relative to the vault; columns count characters (`unicodeCodePoints`).
"""

import json
from typing import Any
from urllib.parse import quote

from vaultgen import __version__
from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Rule
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.diagnostics.source import Span
from vaultgen.reports.report import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def render(report: Report) -> str:
    """A log with one run, which lists the rules that its results refer to."""
    rules = sorted({diagnostic.rule for diagnostic in report.diagnostics})
    driver = {
        "name": "vaultgen",
        "version": __version__,
        "rules": [_rule(rule, report.explanations.get(rule.code)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, rules.index(diagnostic.rule)) for diagnostic in report.diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    # A file name may contain a lone surrogate, which UTF-8 cannot encode.
    return json.dumps(log, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()


def _rule(rule: Rule, explanation: Explanation | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if explanation is not None:
        described["fullDescription"] = {"text": explanation.about.partition("\n\n")[0].replace("\n", " ")}
        described["help"] = {"text": explanation.about, "markdown": _markdown(explanation)}
    return described


def _markdown(explanation: Explanation) -> str:
    parts = [explanation.about]
    for heading, examples in (("Wrong", explanation.wrong), ("Right", explanation.right)):
        if examples:
            parts.append(f"## {heading}")
            parts += [f"`{one.path}`\n\n````{one.language}\n{one.text}````" for one in examples]
    return "\n\n".join(parts)


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    text = f"{diagnostic.message} {diagnostic.hint}".rstrip()
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(diagnostic.path), "region": _region(diagnostic.span)}}
        ],
    }
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.path, diagnostic.fix)]
    return result


def _fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.encode("utf-8", "replace"), safe="/")}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
