"""The labelled needs and results of `matching/`: how many of the matches are right, and how many are found."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from vaultgen.diagnostics.source import Span
from vaultgen.learning.evidence import Match, Need, Sort, ranked
from vaultgen.vault.model import Accomplishment
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_values import Item

Label = Literal["met", "not met", "maybe"]
Half = Literal["tuning", "held_out", "unseen"]
HALVES: tuple[Half, ...] = ("tuning", "held_out", "unseen")
_SORTS: dict[str, Sort] = {"problems": "problem", "skills": "skill", "concerns": "concern"}


class Pair(NamedTuple):
    """A need and a result of one profession. `label`: "met", "not met", or "maybe" where readers may differ."""

    profession: str
    need: Need
    accomplishment: str
    label: Label
    match: Match | None

    @property
    def is_told(self) -> bool:
        """Whether a message may set the result against the need."""
        return self.match is not None and self.match.certainty == "sure"


class Figures(NamedTuple):
    """How many pairs there are and how many are met; of what is told the share that is right, of the met that told."""

    pairs: int
    met: int
    precision: float
    recall: float


def pairs_of(half: Half) -> Iterator[Pair]:
    """Every need of a profession with each of its results, labelled and matched."""
    text = (Path(__file__).parent / "matching" / f"{half}.toml").read_text("utf-8")
    for profession, found in tomllib.loads(text).items():
        results = [
            Accomplishment(
                note=Note(f"accomplishments/{name}.md"),
                result=fields["result"],
                skills=tuple(Item(skill, Span()) for skill in fields["skills"]),
                when=None,
                aliases=tuple(fields.get("aliases", ())),
            )
            for name, fields in found["results"].items()
        ]
        for key, sort in _SORTS.items():
            for text, labels in found.get(key, {}).items():
                need = Need(text, sort)
                matched = {match.accomplishment.note.name: match for match in ranked(need, results, possible=True)}
                for name in found["results"]:
                    label: Label = "met" if name in labels else "maybe" if f"?{name}" in labels else "not met"
                    yield Pair(profession, need, name, label, matched.get(name))


def figures(half: Half) -> Figures:
    """The figures of a half. A match of a pair that is labelled "maybe" counts as wrong, and its lack as right."""
    pairs = tuple(pairs_of(half))
    told = [pair for pair in pairs if pair.is_told]
    met = [pair for pair in pairs if pair.label == "met"]
    right = sum(pair.label == "met" for pair in told)
    return Figures(len(pairs), len(met), right / len(told), right / len(met))
