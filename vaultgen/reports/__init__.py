"""Reports of problems. One file per format, named after it, each with a pure function

    render(report) -> str

from a `Report`. `FORMATS` lists the formats for `--format`, the
default first. To add a report, add a file here and its name to `FORMATS`. A file is imported when its format is used.
"""

from collections.abc import Callable
from importlib import import_module

from vaultgen.reports.report import Report

FORMATS = ("text", "concise", "json", "github", "sarif")


def reporter(form: str) -> Callable[[Report], str]:
    """The function `render` of one of `FORMATS`."""
    render: Callable[[Report], str] = import_module(f"{__name__}.{form}").render
    return render
