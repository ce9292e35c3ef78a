"""Frames: the sentences of `sentences.toml` with gaps for words, and the choice among them.

Of the sentences that can be filled without a fault, the one whose opening words have been used least is chosen. Ties
are broken by a number that differs between interviews and people, so that the same notes always give the same text.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError

SENTENCES = "sentences"  # the wording's own file that is no text
_OPENING = 4  # words by which two sentences are alike


@lru_cache(maxsize=4)
def read_sentences(text: str) -> dict[str, Any]:
    """The sentences by part and tone; raises `TemplateSyntaxError` with the line of a mistake."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise TemplateSyntaxError(str(error), int(line[1]) if line else 1, name=SENTENCES) from None


def opening(sentence: str) -> str:
    """The first words of a sentence in lower case, by which a reader notices that it is used again."""
    return " ".join(re.findall(r"[\w'’]+", sentence.casefold())[:_OPENING])


class Framing(NamedTuple):
    """How a message tells a line: the frame, a key under `[moment]` in `sentences.toml`, and the words that fill it.

    `gift` is what the reader may be thanked for.
    """

    frame: str
    words: Mapping[str, str]

    @property
    def gift(self) -> str:
        """What the reader did for the writer, to follow `Thank you for`; empty if nothing."""
        return self.words.get("thanks_for", "")


class OpeningCounts:
    """Counts how often sentences of some texts began with the same words; `others` counts those of further texts."""

    def __init__(self, texts: Iterable[str] = (), others: Callable[[str], int] = lambda _: 0) -> None:
        self._openings = Counter(chain.from_iterable(map(openings_of, texts)))
        self._others = others

    def add(self, text: str) -> None:
        """Counts the sentences of a text."""
        self._openings.update(openings_of(text))

    def count(self, text: str) -> int:
        """How many counted sentences began like the sentences of a text."""
        return sum(self._openings[one] + self._others(one) for one in openings_of(text))


@lru_cache(maxsize=4096)  # what was sent is compared with each later message
def openings_of(text: str) -> tuple[str, ...]:
    """The openings of a text's sentences, without the very short ones."""
    sentences = re.split(r"(?<=[.!?])[\"”']?\s+", text)
    return tuple(opening(one) for one in sentences if len(one.split()) > _OPENING)


class Frames:
    """The frames of one tone, for one message.

    `turn` breaks ties. `openings` counts sentences that were used before, and is updated. `refused` tells whether a
    finished sentence may not be used.
    """

    def __init__(
        self,
        sentences: Mapping[str, Any],
        tone: str,
        *,
        turn: int,
        openings: OpeningCounts,
        refused: Callable[[str], bool],
    ) -> None:
        self._sentences = sentences
        self._tone = tone
        self._turn = turn
        self._openings = openings
        self._refused = refused
        self._used: Counter[str] = Counter()

    def options(self, part: str) -> Sequence[Any]:
        """The frames of a part (`moment.asked`) in the tone, or in any tone if that one has none."""
        found: Any = self._sentences
        for name in part.split("."):
            found = found.get(name, {}) if isinstance(found, Mapping) else {}
        if not isinstance(found, Mapping):
            return ()
        chosen = found.get(self._tone) or next(iter(found.values()), ())
        return [chosen] if isinstance(chosen, str | Mapping) else chosen

    def sentence(self, part: str, words: Mapping[str, str]) -> str:
        """The least used sentence of a part, filled with `words`; empty if none can be filled without a fault."""
        filled = [(option, filled_text) for option in self.options(part) if (filled_text := _filled(option, words))]
        start = self._turn % len(filled) if filled else 0
        # No sentence is made twice for one message, though what fills it differs.
        ranked = sorted(
            [*filled[start:], *filled[:start]], key=lambda one: (self._used[one[0]], self._openings.count(one[1]))
        )
        # The lint takes most of the time: only a sentence that would be taken is looked at.
        option, chosen = next((one for one in ranked if not self._refused(one[1])), ("", ""))
        if not chosen:
            return ""
        self._used[option] += 1
        self._openings.add(chosen)
        return chosen

    def plan(self, used: Counter[str]) -> str:
        """The least used order of a thank-you's parts; `used` counts how often each was used."""
        plans = [str(plan) for plan in self.options("plans")]
        if not plans:
            return "thanks | moment | bridge | interest | forward"
        start = self._turn % len(plans)
        return min([*plans[start:], *plans[:start]], key=lambda plan: used[plan])


def _filled(option: str, words: Mapping[str, str]) -> str:
    """A frame filled with words; empty if it needs a word that is missing."""
    try:
        result = option.format_map(words)
    except (KeyError, ValueError, IndexError):
        return ""
    result = re.sub(r"\s+", " ", result).strip()
    result = re.sub(r"(?<!\.)\.\.(?!\.)", ".", result)
    return re.sub(r"([.!?…][”\"]?)\.(?=\s|$)", r"\1", result)
