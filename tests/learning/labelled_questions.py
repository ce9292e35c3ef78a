"""The labelled questions of `questions/`: how many pairs of one theme are found together, and how many are wrong."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from vaultgen.learning.question_words import key
from vaultgen.learning.questions import Asking, themes
from vaultgen.learning.theme_matching import theme_of

SetName = Literal["working", "aside", "hurried"]
SETS: tuple[SetName, ...] = ("working", "aside", "hurried")


class Figures(NamedTuple):
    """Of the pairs that are joined the share that is right, and of those that are right the share that is joined.

    `alone` counts the questions that belong to no theme, `alone_joined` those of them that were joined to another.
    """

    questions: int
    alone: int
    precision: float
    recall: float
    alone_joined: int


def labelled(name: SetName) -> Iterator[tuple[str, str]]:
    """The label of each question, empty for one that stands alone, and its text."""
    label = ""
    for line in (Path(__file__).parent / "questions" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            label = "" if line == "[alone]" else line.strip("[]")
        elif line and not line.startswith("#"):
            yield label, line


def figures(name: SetName) -> Figures:
    """The figures of a set: its questions as those of one interview, in the themes that the vault tells."""
    known = list(labelled(name))
    group: dict[int, str] = {}
    asked = [_asking(place, text) for place, (_, text) in enumerate(known)]
    for theme in themes(asked, ()):
        group |= {told.asking.place: theme.id for told in theme.asked}
    joined = right = wanted = 0
    alone_joined = set()
    for one, other in combinations(range(len(known)), 2):
        same = known[one][0] == known[other][0] != ""
        wanted += same
        if group[one] == group[other]:
            joined += 1
            right += same
            alone_joined |= {place for place in (one, other) if not known[place][0]}
    alone = sum(not label for label, _ in known)
    return Figures(len(known), alone, right / max(joined, 1), right / wanted, len(alone_joined))


def _asking(place: int, text: str) -> Asking:
    fit = theme_of(text)
    theme, by = (fit.theme.id, fit.by) if fit else (None, "")
    return Asking(0.0, "", place, "", text, None, None, True, None, key(text), theme, by)
