"""Removes Markdown and HTML from a text, for plain e-mails."""

import re

from vaultgen.regex import late

_COMMENT = late(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_WIKILINK = late(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LINK = late(r"!?\[(?P<words>[^\[\]\n]*)\]\(<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"\n]*\")?\)")
_FOOTNOTE = late(r"\[\^[\w-]+\]")
_BLOCK = late(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
# What a mark encloses is bounded: in a long line of marks that nothing closes, each would be looked for to the end.
_CODE = late(r"(?<!`)(`+)(?!`)[ ]?(.{1,2000}?)[ ]?(?<!`)\1(?!`)")
_DOUBLE = late(r"(\*\*|==|__|~~)(?=\S)(.{1,2000}?)(?<=\S)\1")
_SINGLE = late(r"(?<![\w*_\\])([*_])(?![\s*_])([^*_\n]+?)(?<![\s*_])\1(?![\w*_])")
_BREAK = late(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
_TAG = late(
    r"</?(?:a|b|i|u|s|em|strong|p|div|span|mark|del|ins|sub|sup|small|font|code|kbd|ul|ol|li|h[1-6]|blockquote|img|hr|q)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = late(r"&(amp|nbsp|lt|gt|quot|apos|#39);")
_CHARACTERS = {"amp": "&", "nbsp": " ", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}


def without_markup(text: str, *, urls: bool = False) -> str:
    """A text without markup: links as their words, no comments, emphasis, code marks, tags or block marks.

    With `urls`, the address of a link follows its words in parentheses. What only looks like markup stays:
    `snake_case`, `5 * 3`, `<jane@acme.example>`.
    """
    if "%%" in text or "<!--" in text:
        text = _COMMENT.sub("", text)
    if "[" in text:
        text = _WIKILINK.sub(r"\1", text)
        text = _LINK.sub(lambda found: _shown(found, urls=urls), text)
        text = _FOOTNOTE.sub("", text)
    if "^" in text:
        text = _BLOCK.sub("", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n" if urls else " ", text))
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    if any(mark in text for mark in ("**", "==", "__", "~~")):
        text = _DOUBLE.sub(r"\2", text)
    if "*" in text or "_" in text:
        text = _SINGLE.sub(r"\2", text)
    return _ENTITY.sub(lambda found: _CHARACTERS[found[1]], text) if "&" in text else text


def _shown(link: re.Match[str], *, urls: bool) -> str:
    words, url = link["words"].strip(), link["url"]
    is_out = re.match(r"(?:https?|mailto):", url) is not None
    return f"{words} ({url})" if urls and words and is_out and words != url else words or url
