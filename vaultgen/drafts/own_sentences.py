"""Counts the sentences of a draft that are the user's own.

Employers discard thanks that read as if a machine had written them; one sentence of the user's own is worth more than
all of vaultgen's.
"""

import re
from typing import NamedTuple

from vaultgen.english import segments


class OwnSentences(NamedTuple):
    """How many sentences between greeting and signature are the user's own, and how many there are in all."""

    own: int
    all: int

    @property
    def in_words(self) -> str:
        """The count in words: `2 of 6 sentences are yours`."""
        if not self.own:
            return f"none of {self.all} sentences is yours yet" if self.all > 1 else "no sentence is yours yet"
        return f"{self.own} of {self.all} sentences {'is' if self.own == 1 else 'are'} yours"


def count_own(body: str, ours: str | None, sign_off: str) -> OwnSentences:
    """Counts the user's own sentences in a body: those that are not, word for word, in `ours`.

    `ours` is the body that vaultgen would write today; if it is None, the body is vaultgen's, and no sentence counts.
    `sign_off` is the user's, by which the signature is found.
    """
    sentences = _sentences(body, sign_off)
    if ours is None:
        return OwnSentences(0, len(sentences))
    known = {_bare(sentence) for sentence in _sentences(ours, sign_off)}
    return OwnSentences(sum(_bare(sentence) not in known for sentence in sentences), len(sentences))


def _sentences(body: str, sign_off: str) -> list[str]:
    visible = segments.visible(body)
    text = visible[slice(*segments.parts(visible, sign_off).text)]
    sentences = re.split(r"(?<=[.!?])[”\"’]?\s+|\n{2,}", text)
    return [one for one in sentences if re.search(r"\w", one) and not one.strip().startswith("[…")]


def _bare(sentence: str) -> str:
    """A sentence in lower case without punctuation, for comparison."""
    return " ".join(re.findall(r"\w+", sentence.casefold()))
