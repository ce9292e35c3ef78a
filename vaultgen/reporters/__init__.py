"""Problems as text. One file per format, each with

    report(diagnostics, sources, counts, colour) -> str

a pure function; `REPORTERS` names them for `--format`.
"""

from vaultgen.reporters import concise, json, text

REPORTERS = {"text": text.report, "concise": concise.report, "json": json.report}
