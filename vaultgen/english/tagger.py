"""Tags each word of a typed fragment with its part of speech, and finds the finite verb of its main clause.

An averaged perceptron tags the words from left to right. Its weights are stored beside this module in `tagger.txt.z`,
which is read on first use; WEIGHTS.md says what they were trained on.
"""

import pkgutil
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from vaultgen.english.lexicon import word_class

_CACHE_SIZE = 2048  # fragments
SCALE = 79  # a weight is kept as the letter that far after it
BLOCK_END = "\0"  # in the file of weights
MAIN = "*"
"""At the end of a label: this verb is the finite verb of the main clause."""

_WORD = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|k|m|h|%)?(?![^\W\d_])"
    r"|[^\W\d_](?:[.][^\W\d_])+[.]?"
    r"|[\w#+&]+(?:[-/.][\w#+&]+)*(?:['’][\w]+)*"
    r"|\S"
)
_CLITIC = re.compile(r"(?i)(n['’]t|['’](?:s|d|m|ll|re|ve))$")
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall", "n't": "not"}


class Token(NamedTuple):
    """A word or punctuation mark of a text.

    `text[start:end]` of the text is the word as typed. `tag` is its Penn Treebank tag, or `SC` for a subordinating
    conjunction. `is_main` marks the finite verb of the main clause. `margin` (0 or more) is the score of the label
    minus that of the best label with another role (a finite verb, the main verb, an -ing form, none of these).
    """

    text: str
    start: int
    end: int
    tag: str
    is_main: bool
    margin: int

    @property
    def word(self) -> str:
        """The word in lower case, with `not` for `n’t` and `can` for `ca`."""
        return normal(self.text)


@lru_cache(maxsize=_CACHE_SIZE)
def tag(text: str) -> tuple[Token, ...]:
    """The tagged words and punctuation marks of a text of one line."""
    spans = tuple(split(text))
    labels = _labels([text[start:end] for start, end in spans], _weights())
    return tuple(
        Token(text[start:end], start, end, label.rstrip(MAIN), label.endswith(MAIN), margin)
        for (start, end), (label, margin) in zip(spans, labels, strict=True)
    )


def split(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each word and punctuation mark. `don’t` is `do` and `n’t`, `she’ll` is `she` and `’ll`."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        clitic = _CLITIC.search(match[0])
        if clitic and clitic.start() > 0:
            yield start, start + clitic.start()
            start += clitic.start()
        elif match[0].casefold() == "cannot":
            yield start, start + 3
            start += 3
        yield start, end


def normal(word: str) -> str:
    """A word as the weights have it: lower case, straight apostrophes, 0 for each digit."""
    small = word.lower().replace("’", "'")
    if small[:1].isdigit():
        return re.sub(r"\d", "0", small)[:4]
    return _WHOLE.get(small, small)


def features_of_words(words: Sequence[str], classes: Sequence[str], at: int) -> list[str]:
    """The features of a word that depend only on words: itself and its neighbours.

    `words` are normal, and `classes` are their classes; two of padding precede and follow them.
    """
    before, here, after = words[at - 1 : at + 2]
    left, kind, right = classes[at - 1 : at + 2]
    return [
        "b",
        f"w{here}",
        f"c{kind}",
        f"3{here[-3:]}",
        f"2{here[-2:]}",
        f"l{before}",
        f"m{words[at - 2]}",
        f"n{after}",
        f"o{words[at + 2]}",
        f"d{left} {kind}",
        f"e{kind} {right}",
        f"f{left} {kind} {right}",
        f"g{kind} {after}",
        f"h{kind} {right} {classes[at + 2]}",
        f"i{before} {here}",
        f"j{here} {after}",
        f"x{before} {kind}",
    ]


def features_of_labels(words: Sequence[str], classes: Sequence[str], at: int, labels: Sequence[str]) -> list[str]:
    """The features of a word that depend on the labels before it; the first two labels are padding."""
    before, last = labels[-2:]
    kind, here = classes[at], words[at]
    seen = _state(labels)
    return [
        f"p{last}",
        f"q{before} {last}",
        f"k{kind} {last}",
        f"v{here} {last}",
        f"s{seen} {kind}",
        f"t{seen} {last}",
        f"u{seen} {last} {kind}",
        f"y{classes[at + 1]} {last}",
        f"z{seen} {here}",
    ]


_OPENERS = frozenset(("WDT", "WP", "WRB", "SC"))


def _state(labels: Sequence[str]) -> str:
    """What the labels so far tell of the current clause.

    `0` at the beginning; `m` after the main verb; else by the last word that opened a clause, and whether that clause
    has its verb: `W`, `w`; `N` if none did, with a capital after a noun.
    """
    if len(labels) == 2:
        return "0"
    opened, verb, noun, is_first = "", False, False, False
    for place, label in enumerate(labels[2:]):
        if label.endswith(MAIN):
            return "m"
        if label in _OPENERS:
            opened, verb, is_first = label[:2], False, place == 0
        elif label in ("MD", "VBD", "VBP", "VBZ"):
            verb = True
        elif label[0] in "NP":
            noun = True
    return f"{opened}{'1' if is_first else ''}{'v' if verb else ''}{'n' if noun else ''}"


Weights = Mapping[str, Mapping[str, int]]


class _Packed(dict[str, Mapping[str, int]]):
    """Weights by feature, unpacked on first use.

    The rows are sorted by feature, in blocks, so that only the blocks that are needed are split.
    """

    def __init__(self, names: Sequence[str], blocks: Sequence[str]) -> None:
        super().__init__()
        self._names, self._blocks = names, blocks
        self._first = [block[: block.index("\n")] for block in blocks]
        self._rows: dict[int, Mapping[str, str]] = {}

    def __missing__(self, feature: str) -> Mapping[str, int]:
        at = max(0, bisect_right(self._first, feature) - 1)
        if at not in self._rows:
            lines = self._blocks[at].split("\n")
            self._rows[at] = dict(zip(lines[::2], lines[1::2], strict=True))
        packed = self._rows[at].get(feature, "")
        pairs = zip(packed[::2], packed[1::2], strict=True)
        unpacked = {self._names[ord(name) - 48]: ord(weight) - SCALE for name, weight in pairs}
        self[feature] = unpacked
        return unpacked


@cache
def _weights() -> Weights:
    packed = pkgutil.get_data(__package__, "tagger.txt.z")
    if packed is None:
        raise FileNotFoundError("tagger.txt.z is missing from the package")
    names, *blocks = zlib.decompress(packed).decode("utf-8").split(BLOCK_END)
    return _Packed(names.split(), blocks)


def _labels(words: Sequence[str], weights: Weights) -> Iterator[tuple[str, int]]:
    """A label for each word, with its margin."""
    padded = ["", "", *map(normal, words), "", ""]
    classes = [word_class(word) if word else "" for word in padded]
    given = ["", ""]
    for at in range(2, len(padded) - 2):
        scores: dict[str, int] = {}
        for result in (features_of_words(padded, classes, at), features_of_labels(padded, classes, at, given)):
            for feature in result:
                for label, weight in weights[feature].items():
                    scores[label] = scores.get(label, 0) + weight
        label = max(scores, key=lambda name: (scores[name], name), default="NN")
        role = _role(label)
        second = max((score for name, score in scores.items() if _role(name) != role), default=0)
        given.append(label)
        yield label, max(0, scores.get(label, 0) - second)


@cache
def _role(label: str) -> str:
    """The role of a label, as far as sentences depend on it."""
    if label.endswith(MAIN):
        return label
    return "finite" if label in ("MD", "VBD", "VBP", "VBZ") else "ing" if label == "VBG" else ""
