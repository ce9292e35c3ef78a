"""Obsidian's comments: what stands between two `%%` is the user's own and is never shown.

They are taken out of a text before anything else reads it, since they may begin in one paragraph,
list or table cell and end in another. Only code keeps its percent signs.
Source: Obsidian's help on comments.
"""

import re

_PARTS = re.compile(
    r"(?P<fence>^[ >\t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >\t]*(?P=mark)[`~]*[ \t\r]*$|\Z))"
    r"|(?P<indented>(?:\A|(?<=\n\n))(?: {4}|\t)[^\n]*)"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment>%%.*?%%)"
    r"|(?P<unclosed>(?<![^\n])[ >\t]*%%(?:(?!%%).)*\Z)",
    re.MULTILINE | re.DOTALL,
)


def without_comments(text: str, *, keep_lines: bool = False) -> str:
    """The text without its comments; a comment that begins a line and is never closed runs to the end.

    With `keep_lines` the line ends within a comment stay, so that every line keeps its number.
    """
    if "%%" not in text:
        return text

    def shown(part: re.Match[str]) -> str:
        if part["comment"] is None and part["unclosed"] is None:
            return part.group()
        return re.sub(r"[^\r\n]", "", part.group()) if keep_lines else ""

    return _PARTS.sub(shown, text)
