"""Styles and scripts as the site has them: without comments and room, which only a theme's author needs.

Takes the text of a `.css` or `.js` file that ships with vaultgen and gives a shorter one that means the same.
Both are read token by token. A script with a text over several lines is left as it is; in any other, names that
only the file itself knows become short ones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from string import ascii_lowercase

_STYLE = re.compile(
    r"""(?<==)"(?P<bare>[A-Za-z][\w-]*)"(?=\])"""
    r"""|(?P<keep>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\))"""
    r"|(?P<comment>/\*.*?\*/)"
    r"|[;\s]*(?P<end>\})\s*"
    r"|\s*(?P<mark>[{;>])\s*"
    r"|(?P<after>[:,])\s+"
    r"|(?P<space>\s+)"
    r"|(?<![\w.#-])0(?P<part>\.\d)",
    re.DOTALL,
)
_SCRIPT = re.compile(
    r"""(?P<keep>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"|(?P<space>(?:\s|//[^\n]*|/\*.*?\*/)+)"
    r"|(?P<name>[\w$]+|.)",
    re.DOTALL,
)
# A slash begins a pattern where no value can stand before it.
_PATTERN = re.compile(r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_NO_VALUE = ("return", *"=(,:?!&|[{};>")
# A line's end that ends no statement: behind or before these.
_GOES_ON, _GOES_ON_WITH = frozenset("{;,([=?:&|+"), frozenset("}).]?:&|,;=")


def lean(name: str, data: bytes) -> bytes:
    """An asset of a theme by its name; what is no style sheet and no script stays as it is."""
    if name.endswith(".css"):
        return (_STYLE.sub(_shorter, data.decode("utf-8")).strip() + "\n").encode()
    if name.endswith(".js"):
        text = data.decode("utf-8").replace("\r\n", "\n")
        return data if _spans_lines(text) else (_script(text) + "\n").encode()
    return data


def _shorter(token: re.Match[str]) -> str:
    if token["keep"] is not None:
        return token["keep"]
    if token["comment"] is not None:
        return ""
    return token["end"] or token["mark"] or token["after"] or token["part"] or token["bare"] or " "


def _script(text: str) -> str:
    tokens = list(_tokens(text.strip()))
    short = _short_names([token for token in tokens if not _is_space(token)])
    shown: list[str] = []
    last = ""
    for at, token in enumerate(tokens):
        found = short.get(token, token)
        if _is_space(token):
            following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
            found = _room("\n" in token, last, following)
        if found:
            shown.append(found)
            last = found[-1]
    return "".join(shown).strip()


def _tokens(text: str) -> Iterator[str]:
    """Texts, patterns, names and single marks, and between them room with its comments."""
    at, last = 0, ""
    while at < len(text):
        token = (last in _NO_VALUE and _PATTERN.match(text, at)) or _SCRIPT.match(text, at)
        if not token:
            return
        yield token.group()
        at = token.end()
        last = last if _is_space(token.group()) else token.group()


def _is_space(token: str) -> bool:
    return token[0].isspace() or token.startswith(("//", "/*"))


def _short_names(words: list[str]) -> dict[str, str]:
    """A short name for each variable and function that is declared, and nowhere looks like a property.

    A property stands behind a dot, before a colon, or between the commas of braces (`{ a, b }`), where it cannot be
    told from an item of a list; such names stay, and so do those in a template (`${a}`).
    """
    uses = Counter(words)
    around = zip(["", "", *words], ["", *words], words, [*words[1:], ""], strict=False)
    declared, kept = set[str](), {*re.findall(r"[\w$]+", " ".join(word for word in words if word[0] == "`"))}
    for earlier, before, word, after in around:
        if before in ("const", "let", "function") and re.fullmatch(r"[A-Za-z_]\w{2,}", word):
            declared.add(word)
        is_of_object = before == "." and earlier != "."
        if is_of_object or after == ":" or (before in ("{", ",") and after in (",", "}", "=")):
            kept.add(word)
    longest_first = sorted(declared - kept, key=lambda word: (-uses[word] * len(word), word))
    fresh = (name for name in _names() if name not in uses)
    return dict(zip(longest_first, fresh, strict=False))


def _names() -> Iterator[str]:
    """`a`, `b`, … `z`, `aa`, `ab` …, but for words of the language."""
    for length in count(1):
        for letters in product(ascii_lowercase, repeat=length):
            name = "".join(letters)
            if name not in ("as", "do", "if", "in", "is", "of"):
                yield name


def _room(ends_line: bool, before: str, after: str) -> str:
    """What has to stay of the room between two characters."""
    if ends_line:
        return "" if before in _GOES_ON or after in _GOES_ON_WITH or not before else "\n"
    are_names = all(char.isalnum() or char in "_$" for char in (before, after))
    return " " if are_names or (before in "+-/" and after in "+-/") else ""


def _spans_lines(script: str) -> bool:
    """Whether a template literal (or what looks like one) runs over the end of a line."""
    return any(line.count("`") % 2 for line in script.split("\n"))
