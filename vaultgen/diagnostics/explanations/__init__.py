"""What each code means, for `vaultgen explain`, SARIF and editors: one Markdown file per code in this folder.

`parse` takes such a file's text and gives an `Explanation`; disk/ reads the files. A file opens with
`# CODE: title`, says in a few sentences what the matter is, and shows under `## Wrong` and `## Right` the
files of a vault with and without it, each a fenced block that names its language and its path. What cannot be
seen in a text stands behind the path in brackets; in the language `link` the text is where a link leads.
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
    """A file of a vault: the language that it is shown in, its path below the vault, its text.

    `remark` says what the text does not show, like `saved as Windows-1252`.
    """

    language: str
    path: str
    text: str
    remark: str = ""

    @property
    def title(self) -> str:
        """What stands above the text: the path, and the remark where there is one."""
        return f"{self.path} ({self.remark})" if self.remark else self.path


class Explanation(NamedTuple):
    """One code: its title as in `RULES`, what it means (Markdown paragraphs), and files with and without it."""

    code: str
    title: str
    about: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def parse(text: str) -> Explanation:
    """The explanation that a file holds; raises `ValueError` where it does not open with code and title."""
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
