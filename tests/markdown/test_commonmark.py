"""CommonMark, with the differences that `commonmark.toml` lists and explains.

Our own examples, at least one for every section, always run. CommonMark's own run where the variable
`VAULTGEN_COMMONMARK` names its `spec.txt` (version 0.31.2). Either way a listed difference must be
one, and of the listed kind alone: the list cannot go stale.
"""

import os
import re
import tomllib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from vaultgen.markdown import Anchor, render

TABLE = tomllib.loads(Path(__file__).with_name("commonmark.toml").read_text("utf-8"))
REASONS: dict[str, str] = TABLE["reasons"]
SPECIFICATION = os.environ.get("VAULTGEN_COMMONMARK")
# These change more than an element or attribute: it is enough that the HTML differs.
OWN_TEXT = {"raw-html", "wikilinks", "schemes"}


class Seen(HTMLParser):
    """HTML as tags and words, normalized for the `apart` reasons."""

    def __init__(self, page: str, apart: Iterable[str] = ()) -> None:
        super().__init__()
        self.apart = set(apart)
        self.parts: list[str] = []
        self.words = ""
        self.in_code = False
        self.feed(page)
        self.close()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "br" and "line-breaks" in self.apart:
            self.words += " "
        elif tag == "img" and "images" in self.apart:
            self.words += known.get("alt") or (known.get("src") or "").rpartition("/")[2]
        elif not self._passed_over(tag):
            self._flush()
            self.in_code |= tag == "pre"
            shown = {} if tag == "a" and "links" in self.apart else known
            kept = sorted((name, value) for name, value in shown.items() if name not in ("class", "id", "rel"))
            self.parts.append(f"<{self._name(tag)}{kept or ''}>")

    def handle_endtag(self, tag: str) -> None:
        if not self._passed_over(tag) and tag not in ("br", "img", "hr"):
            self._flush()
            self.in_code &= tag != "pre"
            self.parts.append(f"</{self._name(tag)}>")

    def handle_data(self, data: str) -> None:
        self.words += data

    def _passed_over(self, tag: str) -> bool:
        return tag == "span" or (tag == "a" and not self.apart.isdisjoint({"images", "bare-addresses"}))

    def _name(self, tag: str) -> str:
        return "h" if re.fullmatch("h[1-6]", tag) and "heading-levels" in self.apart else tag

    def _flush(self) -> None:
        words = self.words if self.in_code else re.sub(r"\s+", " ", self.words).strip()
        self.parts += [words] if words else []
        self.words = ""


def html(typed: str) -> str:
    return render(typed, lambda target, /: Anchor(target or None), shift=0)


def holds(typed: str, wanted: str, because: Iterable[str]) -> None:
    """Whether our HTML equals CommonMark's, or differs only as the reasons say."""
    ours = html(typed)
    reasons = set(because)
    if not reasons:
        assert Seen(ours).parts == Seen(wanted).parts
        return
    for reason in reasons:
        others = reasons - {reason}
        assert Seen(ours, others).parts != Seen(wanted, others).parts, f"{reason} makes no difference"
    if not reasons & OWN_TEXT:
        assert Seen(ours, reasons).parts == Seen(wanted, reasons).parts


@pytest.mark.parametrize("example", TABLE["example"], ids=lambda example: f"{example['section']}: {example['text']!r}")
def test_our_examples_of_commonmark(example: dict[str, str]) -> None:
    holds(example["text"], example["html"], example.get("because", "").split())


def test_each_section_and_each_reason_has_its_example() -> None:
    assert {example["section"] for example in TABLE["example"]} == set(TABLE["sections"])
    assert {word for example in TABLE["example"] for word in example.get("because", "").split()} == set(REASONS)
    assert len(TABLE["example"]) >= 150
    assert set(TABLE["specification"]) == set(REASONS)


@pytest.mark.skipif(not SPECIFICATION, reason="VAULTGEN_COMMONMARK names no copy of CommonMark's spec.txt")
def test_every_example_of_the_specification() -> None:
    text = Path(SPECIFICATION or "").read_text("utf-8").replace("→", "\t")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.MULTILINE | re.DOTALL)
    assert len(found) == 652
    for number, (typed, wanted) in enumerate(found, start=1):
        because = [reason for reason, numbers in TABLE["specification"].items() if number in numbers]
        try:
            holds(typed, wanted, because)
        except AssertionError as error:
            raise AssertionError(f"example {number}: {typed!r}\n{error}") from None
