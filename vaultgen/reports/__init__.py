"""Problems as text. One file per format, each with

    report(diagnostics, sources, counts, colour, explanations=None) -> str

a pure function; `explanations` are those of the codes, for formats that hand them on. `REPORTERS`
names the formats for `--format`.
"""

from vaultgen.reports import concise, github, json, sarif, text

REPORTERS = {
    "text": text.report,
    "concise": concise.report,
    "json": json.report,
    "github": github.report,
    "sarif": sarif.report,
}
