"""Groups of lines that say the same: with the same content words, or with all of a shorter line's and more."""

from collections.abc import Sequence

from vaultgen.learning.sent_messages import content_words
from vaultgen.vault.links import fold

_LEAST = 2  # content words of a line that may stand within a longer one

Stems = tuple[str, ...]


def stems_of(line: str) -> Stems:
    """What a line is compared by: its content words, sorted; the line itself, folded, if it has none."""
    return tuple(sorted(content_words(line))) or (f"={fold(line)}",)


def groups(lines: Sequence[Stems]) -> list[int]:
    """The number of the group of each line, in the order in which the groups first occur.

    A line joins a longer one if it has two or more content words and the longer one has all of them.
    """
    distinct = sorted(set(lines), key=lambda stems: (len(stems), stems))
    holding: dict[str, set[int]] = {}
    for place, stems in enumerate(distinct):
        for stem in stems:
            holding.setdefault(stem, set()).add(place)
    parents = list(range(len(distinct)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = place = parents[parents[place]]
        return place

    for place, stems in enumerate(distinct):
        if len(stems) >= _LEAST:
            for longer in set.intersection(*(holding[stem] for stem in stems)):
                parents[root(longer)] = root(place)
    numbers: dict[int, int] = {}
    of_stems = {stems: root(place) for place, stems in enumerate(distinct)}
    return [numbers.setdefault(of_stems[stems], len(numbers)) for stems in lines]
