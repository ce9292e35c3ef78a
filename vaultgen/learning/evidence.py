"""Matches needs with accomplishments: which result of the user meets which need of the employer, and why.

Needs are the problems, skills and concerns of an interview. `matches` gives the accomplishment to mention for each
need, `ranked` all that meet it. A `Match` has its reasons, and the term by which a message may refer to the need.
Precision comes first: an unmatched need is shown as such, but a result that misses the point makes the user look as if
they had not listened. The rules are in `fit`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vaultgen.english.phrases import clean, listed
from vaultgen.learning.claim_index import ClaimIndex, index_of_claims
from vaultgen.learning.claims import Claim, Source, claim_of, names_of
from vaultgen.learning.fit import Certainty, answers, certainty, is_reason
from vaultgen.learning.reading import Hit, NeedReading, reading_of
from vaultgen.learning.references import Term, term_of
from vaultgen.vault.links import Links, fold
from vaultgen.vault.model import Accomplishment, Interview
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

__all__ = [
    "Match",
    "Need",
    "Reason",
    "Sort",
    "Term",
    "because",
    "explained",
    "matches",
    "needs_of",
    "ranked",
    "ranked_each",
]

Sort = Literal["problem", "skill", "concern"]
_LACKING = frozenset("no not without little limited".split())
_PROBLEM = 2.0  # a problem is harder to meet than a skill, and a better match
_LINKED = 10.0  # a need that links to the accomplishment's note beats all others


class Need(NamedTuple):
    """A need of an employer, as noted; `names` are those of the note that it links to."""

    text: str
    sort: Sort = "problem"
    names: tuple[str, ...] = ()


class Reason(NamedTuple):
    """A common term: the words of the need, and the matching words of the accomplishment, both as typed.

    `source` says where the latter come from: "alias", "skill", "link" (a name of the note that a skill links to),
    "title" (the name of the accomplishment's note) or "result".
    """

    words: str
    own: str
    source: Source


class Match(NamedTuple):
    """An accomplishment that meets a need, and why.

    `terms` are the common terms as the need writes them; `reasons` are the same with their counterparts, the strongest
    first. `term` is the part of the need that a message may refer to. A "possible" match may be shown, but not be used
    in a message; `matches` returns none.
    """

    accomplishment: Accomplishment
    terms: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    term: Term | None = None
    certainty: Certainty = "sure"


def needs_of(vault: Vault, interview: Interview) -> tuple[Need, ...]:
    """The problems, skills and open concerns of an interview, in this order, without speakers."""
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
    """The accomplishment to mention for each need, or None if none surely meets it.

    Each accomplishment is used once, for the need that it meets best, and only if no other meets that need better: a
    second-best result answers a question that nobody asked. With `links`, a skill that is a link counts by all names of
    its note.
    """
    claims = _claims(accomplishments, links)
    fits = sorted(
        (
            (-score, fold(need.text), need.text, need.sort, need.names, place, match.accomplishment.note.path, match)
            for place, need in enumerate(needs)
            for score, match in _closest(_fits(need, claims))
        ),
        key=lambda fit: fit[:-1],
    )
    matched: list[Match | None] = [None] * len(needs)
    used: set[str] = set()
    for *_, place, path, match in fits:
        if matched[place] is None and path not in used:
            matched[place] = match
            used.add(path)
    return matched


def ranked(
    need: Need, accomplishments: Sequence[Accomplishment], *, links: Links | None = None, possible: bool = False
) -> tuple[Match, ...]:
    """All accomplishments that meet a need, the best first.

    With `possible`, those that may meet it follow, for the reader to judge.
    """
    (found,) = ranked_each([need], accomplishments, links=links)
    return tuple(match for match in found if possible or match.certainty == "sure")


def ranked_each(
    needs: Iterable[Need], accomplishments: Sequence[Accomplishment], *, links: Links | None = None
) -> tuple[tuple[Match, ...], ...]:
    """For each need all accomplishments that meet it, the best first, and then those that may meet it."""
    claims = _claims(accomplishments, links)
    return tuple(
        tuple(
            match
            for _, match in sorted(
                _fits(need, claims),
                key=lambda fit: (fit[1].certainty != "sure", -fit[0], fit[1].accomplishment.note.path),
            )
        )
        for need in needs
    )


def because(match: Match) -> str:
    """The reason of a match, to follow a comma: `because both name nightly load and Airflow`."""
    return f"because both name {listed(match.terms)}"


def explained(match: Match) -> str:
    """The reason of a match as a sentence without a full stop: `“close the quarter” is an alias of Six-day close`."""
    name = match.accomplishment.note.name
    if not match.reasons:
        return f"both name {listed([f'“{term}”' for term in match.terms])}"
    reason = match.reasons[0]
    where = {
        "alias": f"an alias of {name}",
        "skill": f"a skill that {name} shows",
        "link": f"a name of a skill that {name} links to",
        "title": "the name of an accomplishment",
        "result": f"in the result of {name}",
    }[reason.source]
    if fold(reason.words) == fold(reason.own):
        return f"“{reason.words}” is {where}"
    return f"“{reason.words}” matches “{reason.own}”, {where}"


# What the last claims are those of. A partition asks for the same ones again and again, and to compare all words of
# all accomplishments takes longer than most answers; the values are held here, so none takes the place of another.
_last: list[tuple[Sequence[Accomplishment], Links | None, ClaimIndex]] = []


def _claims(accomplishments: Sequence[Accomplishment], links: Links | None) -> ClaimIndex:
    for of_these, with_these, claims in _last:
        if of_these is accomplishments and with_these is links and isinstance(of_these, tuple):
            return claims
    claims = _known_claims(
        tuple(
            (accomplishment, tuple(name for item in accomplishment.skills or () for name in names_of(item, links)))
            for accomplishment in sorted(accomplishments, key=lambda accomplishment: accomplishment.note.path)
        )
    )
    _last[:] = [(accomplishments, links, claims)]
    return claims


@lru_cache(maxsize=64)
def _known_claims(named: tuple[tuple[Accomplishment, tuple[str, ...]], ...]) -> ClaimIndex:
    """The claims of some accomplishments, cached, as all needs of a vault use the same."""
    return index_of_claims(tuple(claim_of(accomplishment, names) for accomplishment, names in named))


@lru_cache(maxsize=4096)
def _fits(need: Need, claims: ClaimIndex) -> tuple[tuple[float, Match], ...]:
    """The accomplishments that meet a need or may, with their scores; cached, as messages and pages share it."""
    reading = reading_of(need.text)
    linked = [claims.each[at] for at in sorted({at for name in need.names for at in claims.named(name)})]
    fits = [(_LINKED, _linked(need, reading, claim)) for claim in linked]
    wants_skill = _wants_skill(need, reading)
    for claim, hits in claims.hits(reading):
        level = None if claim in linked else certainty(reading, claim, hits, wants_skill=wants_skill)
        if level == "sure" and need.sort == "concern" and not answers(reading, hits):
            level = "possible"
        if level is not None:
            worth = [
                (_worth(hit, need, reading, claim) / claims.spread(hit), hit)
                for hit in hits
                if hit.sort in ("name", "word") or is_reason(hit, reading, claim, hits, wants_skill=wants_skill)
            ]
            fits.append((_score(need, worth), _match(need, reading, claim, worth, level)))
    return tuple(fits)


def _linked(need: Need, reading: NeedReading, claim: Claim) -> Match:
    text = clean(need.text)
    return Match(
        claim.accomplishment,
        (text,),
        (Reason(text, need.names[0], "link"),),
        term_of(reading, None, is_skill=need.sort == "skill"),
    )


def _match(need: Need, reading: NeedReading, claim: Claim, worth: list[tuple[float, Hit]], level: Certainty) -> Match:
    shown: list[Hit] = []  # the strongest first, none within another
    for _, hit in sorted(worth, key=lambda pair: (-pair[0], pair[1].first, -pair[1].last)):
        if not any(other.holds(hit) for other in shown):
            shown.append(hit)
    owns = [claim.own(hit) for hit in shown]
    term = term_of(reading, shown[0], owns[0], is_skill=need.sort == "skill")
    return Match(
        claim.accomplishment,
        reading.shown(tuple(hit for _, hit in worth)),
        tuple(
            Reason(reading.typed(hit.first, hit.last), own.text, own.source)
            for hit, own in zip(shown, owns, strict=True)
        ),
        term,
        level,
    )


def _closest(fits: Iterable[tuple[float, Match]]) -> list[tuple[float, Match]]:
    sure = [(score, match) for score, match in fits if match.certainty == "sure"]
    best = max((score for score, _ in sure), default=0.0)
    return [(score, match) for score, match in sure if score == best]


def _wants_skill(need: Need, reading: NeedReading) -> bool:
    """Whether a need names a skill; a concern does if it says that one is lacking."""
    if need.sort != "concern":
        return need.sort == "skill"
    return any(word.soft for word in reading.words) or any(word.low in _LACKING for word in reading.words[:1])


def _worth(hit: Hit, need: Need, reading: NeedReading, claim: Claim) -> float:
    """The weight of a term, before it is divided by the number of accomplishments that have it."""
    if hit.sort == "name":
        is_head = need.sort == "skill" or reading.is_about(hit, claim.stems)
        is_told = all(word.stem in claim.text_stems for word in reading.words[hit.first : hit.last + 1] if word.weight)
        return 2 + hit.is_compound + is_head + is_told
    if hit.sort == "topic":
        return 2
    if hit.sort == "pair":
        return 1 if hit.is_wide else 4
    return 0.5


def _score(need: Need, worth: list[tuple[float, Hit]]) -> float:
    """The score of a match: each word of the need counts once, in the best term that contains it."""
    score, taken = _PROBLEM if need.sort == "problem" else 0.0, set[int]()
    for value, hit in sorted(worth, key=lambda pair: (-pair[0], pair[1].first, pair[1].last, pair[1].sort)):
        places = set(range(hit.first, hit.last + 1))
        if not places & taken:
            score += value
            taken |= places
    return round(score, 6)
