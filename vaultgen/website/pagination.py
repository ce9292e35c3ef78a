"""Long lists in leaves: the pages that a list of hundreds of things is spread over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")

SIZE = 100  # things on a leaf; the first has up to twice as many


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Thing]):
    """One leaf: its page, what stands on it, and all the leaves for going on (`page`, `words`)."""

    page: str
    things: Sequence[Thing]
    leaves: Sequence[dict[str, Any]]


def leaves(things: Sequence[Thing], stem: str, words: Callable[[Sequence[Thing]], str]) -> Iterator[Leaf[Thing]]:
    """A list over `stem.html`, `stem-2.html` …, never none; `words` calls a leaf by what stands on it.

    The leaves are cut from the end of the list, and numbered from there: what is new stands first, and
    changes the first leaf alone.
    """
    older = max(0, len(things) // SIZE - 1)
    first = len(things) - older * SIZE
    cut = [things[:first], *(things[at : at + SIZE] for at in range(first, len(things), SIZE))]
    places = [f"{stem}.html", *(f"{stem}-{number}.html" for number in range(older, 0, -1))]
    named = [{"page": page, "words": words(some)} for page, some in zip(places, cut, strict=True) if older]
    for page, some in zip(places, cut, strict=True):
        yield Leaf(page, some, named)


def letters(named: Sequence[dict[str, Any]]) -> str:
    """`A to F`: the first letters of the first and the last of some things with a `name`."""
    return " to ".join(dict.fromkeys(str(thing["name"])[:1].upper() for thing in (named[0], named[-1])))
