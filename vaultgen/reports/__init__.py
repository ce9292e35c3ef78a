"""Problems as text. One file per format, named after it, each with

    report(diagnostics, sources, counts, colour, explanations=None) -> str

a pure function; `explanations` are those of the codes, for formats that hand them on. `FORMATS` names the formats for
`--format`, the default first; one more report is one more file and one more name here. A file is imported when it is
asked for.
"""

from collections.abc import Callable
from importlib import import_module

FORMATS = ("text", "concise", "json", "github", "sarif")


def reporter(form: str) -> Callable[..., str]:
    """The function `report` of one of `FORMATS`."""
    report: Callable[..., str] = import_module(f"{__name__}.{form}").report
    return report
