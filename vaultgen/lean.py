"""Styles and scripts as the site has them: without comments and indentation, which only a theme's author needs.

Takes the text of a `.css` or `.js` file and gives a shorter one that means the same. A style sheet is read
token by token; of a script only whole lines are touched, and none where a text spans lines.
"""

import re

_STYLE = re.compile(
    r"""(?P<keep>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))"""
    r"|(?P<comment>/\*.*?\*/)"
    r"|\s*(?P<mark>[{};])\s*"
    r"|(?P<after>[:,])\s+"
    r"|(?P<space>\s+)",
    re.DOTALL,
)
_SCRIPT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n|^[ \t]+|^\n", re.MULTILINE)


def lean(name: str, data: bytes) -> bytes:
    """An asset of a theme by its name; what is no style sheet and no script stays as it is."""
    if name.endswith(".css"):
        return (_STYLE.sub(_shorter, data.decode("utf-8")).strip() + "\n").encode()
    if name.endswith(".js"):
        text = data.decode("utf-8").replace("\r\n", "\n")
        return data if _spans_lines(text) else _SCRIPT.sub("", text).encode()
    return data


def _shorter(token: re.Match[str]) -> str:
    if token["keep"] is not None:
        return token["keep"]
    if token["comment"] is not None:
        return ""
    return token["mark"] or token["after"] or " "


def _spans_lines(script: str) -> bool:
    """Whether a template literal (or what looks like one) runs over the end of a line."""
    return any(line.count("`") % 2 for line in script.split("\n"))
