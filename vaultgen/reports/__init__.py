"""Reports of problems. One file per format, named after it, each with a pure function

    report(diagnostics, sources, counts, colour, explanations=None) -> str

`explanations` are those of the codes, for formats that include them. `FORMATS` lists the formats for `--format`, the
default first. To add a report, add a file here and its name to `FORMATS`. A file is imported when its format is used.
"""

from collections.abc import Callable
from importlib import import_module

FORMATS = ("text", "concise", "json", "github", "sarif")


def reporter(form: str) -> Callable[..., str]:
    """The function `report` of one of `FORMATS`."""
    report: Callable[..., str] = import_module(f"{__name__}.{form}").report
    return report
