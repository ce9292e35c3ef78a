"""Explanations of the codes, for `vaultgen explain`, SARIF and editors: one Markdown file per code in this folder.

`parse` turns the text of such a file into an `Explanation`; `disk/` reads the files. A file begins with `# CODE: title`
and explains the problem in a few sentences. `## Wrong` and `## Right` show the files of a vault with and without the
problem, as fenced blocks with a language and a path. What a text cannot show follows the path in brackets. In the
language `link`, the text is the target of a link.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultgen.regex import late

_BLOCK = late(
    r"^(?P<fence>`{3,})(?P<language>\w+) (?P<path>[^\n]+)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_NAMED = late(r"(?P<path>.*\.[a-z]+)(?: \((?P<remark>[^()]+)\))?")


class Example(NamedTuple):
    """A file of a vault: the language of its block, its path in the vault, its text.

    `remark` says what the text cannot show, like `saved as Windows-1252`.
    """

    language: str
    path: str
    text: str
    remark: str = ""

    @property
    def title(self) -> str:
        """The line above the text: the path, and the remark if there is one."""
        return f"{self.path} ({self.remark})" if self.remark else self.path


class Explanation(NamedTuple):
    """The explanation of a code: its title, as in its rule, Markdown paragraphs, and files with and without it."""

    code: str
    title: str
    about: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def parse(text: str) -> Explanation:
    """Parses the text of a file; raises `ValueError` if it does not begin with code and title."""
    text = text.replace("\r\n", "\n")
    opening = re.match(r"# (?P<code>VG\d{3}): (?P<title>[^\n]+)\n", text)
    if opening is None:
        raise ValueError("an explanation opens with “# CODE: title”")
    about, _, examples = text[opening.end() :].partition("\n## Wrong\n")
    wrong, _, right = examples.partition("\n## Right\n")
    return Explanation(
        opening["code"], opening["title"].strip(), about.strip(), tuple(_examples(wrong)), tuple(_examples(right))
    )


def _examples(text: str) -> Iterator[Example]:
    for block in _BLOCK.finditer(text):
        named = _NAMED.fullmatch(block["path"].strip())
        path, remark = (named["path"], named["remark"] or "") if named else (block["path"].strip(), "")
        yield Example(block["language"], path, block["text"], remark)
