"""Needs × accomplishments: which result of the user's backs up which need of the employer, and why.

Takes needs (what an interview says of problems, skills and concerns) and accomplishments; gives, for
each need, the accomplishment to tell (`matches`) or all that would do (`ranked`), with the terms that
both name. Careful before all: a need that nothing meets is shown as such, while a result that misses
the point makes its teller look like somebody who did not listen. `_is_met` says what is a match.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.english.phrases import clean, listed
from vaultgen.learning.claims import Claim, Claims, Hit, Reading, claim_of, claims_of, names_of, reading_of
from vaultgen.vault.links import Links, fold
from vaultgen.vault.model import Accomplishment, Interview
from vaultgen.vault.schema import Item
from vaultgen.vault.vault import Vault

Sort = Literal["problem", "skill", "concern"]
_PROBLEM = 2.0  # a problem is harder to meet than a skill, and says more when it is met
_LINKED = 10.0  # a need that is a link to the very note that shows it is met before any other


class Need(NamedTuple):
    """What an employer needs, as the user noted it; `names` are those of the note that it links to."""

    text: str
    sort: Sort = "problem"
    names: tuple[str, ...] = ()


class Match(NamedTuple):
    """An accomplishment that meets a need, and the terms that both name, as the need writes them."""

    accomplishment: Accomplishment
    terms: tuple[str, ...]


def needs_of(vault: Vault, interview: Interview) -> tuple[Need, ...]:
    """The problems, skills and open concerns of an interview, in this order, without who said them."""
    lists: tuple[tuple[Sort, tuple[Item, ...] | None], ...] = (
        ("problem", interview.problems),
        ("skill", interview.skills),
        ("concern", interview.concerns_open),
    )
    return tuple(
        Need(vault.speaker(interview, item)[1], sort, names_of(item, vault.links))
        for sort, items in lists
        for item in items or ()
    )


def matches(
    needs: Sequence[Need], accomplishments: Sequence[Accomplishment], *, links: Links | None = None
) -> list[Match | None]:
    """For each need the accomplishment to tell, or None where none meets it.

    None is told twice: it goes to the need that it fits most closely. A need is told only one that fits it
    as closely as any does, since a second-best result answers a question that nobody asked. With `links`,
    a skill that is a link counts by all names of the note that it links to.
    """
    claims = _claims(accomplishments, links)
    fits = sorted(
        (-score, fold(need.text), need.text, need.sort, need.names, place, match.accomplishment.note.path, match.terms)
        for place, need in enumerate(needs)
        for score, match in _closest(_fits(need, claims))
    )
    by_path = {accomplishment.note.path: accomplishment for accomplishment in accomplishments}
    found: list[Match | None] = [None] * len(needs)
    told: set[str] = set()
    for *_, place, path, terms in fits:
        if found[place] is None and path not in told:
            found[place] = Match(by_path[path], terms)
            told.add(path)
    return found


def ranked(need: Need, accomplishments: Sequence[Accomplishment], *, links: Links | None = None) -> tuple[Match, ...]:
    """Every accomplishment that meets a need, the closest first; empty where none does."""
    fits = _fits(need, _claims(accomplishments, links))
    return tuple(match for _, match in sorted(fits, key=lambda fit: (-fit[0], fit[1].accomplishment.note.path)))


def because(match: Match) -> str:
    """Why a match is one, to follow a comma: `because both name nightly load and Airflow`."""
    return f"because both name {listed(match.terms)}"


def _claims(accomplishments: Iterable[Accomplishment], links: Links | None) -> Claims:
    return _known_claims(
        tuple(
            (accomplishment, tuple(name for item in accomplishment.skills or () for name in names_of(item, links)))
            for accomplishment in accomplishments
        )
    )


@lru_cache(maxsize=64)
def _known_claims(named: tuple[tuple[Accomplishment, tuple[str, ...]], ...]) -> Claims:
    """The claims of a set of accomplishments: worked out once for all the needs of a vault."""
    return claims_of(tuple(claim_of(accomplishment, names) for accomplishment, names in named))


def _fits(need: Need, claims: Claims) -> list[tuple[float, Match]]:
    """The accomplishments that meet a need, each with how closely it does."""
    reading = reading_of(need.text)
    linked = [claims.each[at] for at in sorted({at for name in need.names for at in claims.named(name)})]
    found = [(_LINKED, Match(claim.accomplishment, (clean(need.text),))) for claim in linked]
    for claim, hits in claims.hits(reading):
        if claim not in linked and _is_met(need, reading, hits):
            worth = [(_worth(hit, need, reading, claim) / claims.spread(hit), hit) for hit in hits]
            found.append((_score(need, worth), Match(claim.accomplishment, reading.shown(hits))))
    return found


def _closest(fits: list[tuple[float, Match]]) -> list[tuple[float, Match]]:
    best = max((score for score, _ in fits), default=0.0)
    return [(score, match) for score, match in fits if score == best]


def _is_met(need: Need, reading: Reading, hits: tuple[Hit, ...]) -> bool:
    """Whether what both name is what the need is about: one of

    - two words that belong together, one of them meaningful;
    - a name (a skill, an alias, a short title) that a wanted skill gives at its head or as a whole;
    - a name that a problem is about, and does not only happen to mention;
    - a name among the first words of a problem, and one more meaningful word;
    - three meaningful words.
    """
    names = [hit for hit in hits if hit.sort == "name"]
    words = {hit.term: hit for hit in hits if hit.sort == "word"}
    pairs = [hit for hit in hits if hit.sort == "pair"]
    if any(not pair.is_wide for pair in pairs) or len(words) >= 3:
        return True
    if _wants_skill(need, reading):
        return any(reading.opens_with(pair) for pair in pairs) or any(
            hit.is_compound or reading.opens_with(hit) or reading.is_phrase(hit) for hit in names
        )
    return any(
        reading.is_about(hit) or (reading.opens_with(hit) and any(not hit.holds(word) for word in words.values()))
        for hit in names
        if not hit.is_wide
    )


def _wants_skill(need: Need, reading: Reading) -> bool:
    """Whether a need names a skill: a concern does too where it says that experience is lacking."""
    return need.sort == "skill" or (need.sort == "concern" and any(word.soft for word in reading.words))


def _worth(hit: Hit, need: Need, reading: Reading, claim: Claim) -> float:
    """What a term counts for, before it is shared among all the accomplishments that have it."""
    if hit.sort == "name":
        is_head = need.sort == "skill" or reading.is_about(hit)
        return 2 + hit.is_compound + is_head + reading.is_told(hit, claim)
    if hit.sort == "pair":
        return 1 if hit.is_wide else 4
    return 0.5


def _score(need: Need, worth: list[tuple[float, Hit]]) -> float:
    """How closely a need is met: each of its words counts once, in the best of the terms that hold it."""
    score, taken = _PROBLEM if need.sort == "problem" else 0.0, set[int]()
    for value, hit in sorted(worth, key=lambda pair: (-pair[0], pair[1].first, pair[1].last, pair[1].sort)):
        places = set(range(hit.first, hit.last + 1))
        if not places & taken:
            score += value
            taken |= places
    return round(score, 6)
