"""How much of a draft is the user's own: the sentences that vaultgen would not have written so.

Employers put machine-like thanks aside; one sentence of one's own is worth more than all of ours.
"""

import re
from typing import NamedTuple

from vaultgen.english import segments


class OwnSentences(NamedTuple):
    """How many of a draft's sentences between greeting and signature are the user's own, and how many there are."""

    own: int
    all: int

    @property
    def in_words(self) -> str:
        """`2 of 6 sentences are yours`."""
        if not self.own:
            return f"none of {self.all} sentences is yours yet" if self.all > 1 else "no sentence is yours yet"
        return f"{self.own} of {self.all} sentences {'is' if self.own == 1 else 'are'} yours"


def count_own(body: str, ours: str | None, sign_off: str) -> OwnSentences:
    """The share of a body beside the text that vaultgen would write today; without one, none is the user's own.

    A sentence counts as the user's own where it is not, word for word, one of ours.
    """
    said = _sentences(body, sign_off)
    if ours is None:
        return OwnSentences(0, len(said))
    known = {_bare(sentence) for sentence in _sentences(ours, sign_off)}
    return OwnSentences(sum(_bare(sentence) not in known for sentence in said), len(said))


def _sentences(body: str, sign_off: str) -> list[str]:
    visible = segments.visible(body)
    text = visible[slice(*segments.parts(visible, sign_off).text)]
    sentences = re.split(r"(?<=[.!?])[”\"’]?\s+|\n{2,}", text)
    return [one for one in sentences if re.search(r"\w", one) and not one.strip().startswith("[…")]


def _bare(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.casefold()))
