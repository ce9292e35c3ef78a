"""Bridges: each need of the employer with the result of the user that meets it, both in words for a message."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vaultgen.diagnostics.source import Span
from vaultgen.drafts.gate import HeldBack, excerpt, held_back, normalised
from vaultgen.drafts.noun_phrases import noun_phrase
from vaultgen.drafts.results import result_clause
from vaultgen.english import phrases
from vaultgen.english.addressing import addressed_to_reader
from vaultgen.english.capitals import uncapitalised
from vaultgen.english.parsing import parse
from vaultgen.english.proper_nouns import PROPER
from vaultgen.english.tagger import tag
from vaultgen.learning import evidence
from vaultgen.learning.evidence import Match, Need, Sort
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

_LONGEST_CLAUSE = 18  # words of a need that is told whole


@dataclass(frozen=True, slots=True)
class Bridge:
    """A need of the employer, and the result that meets it.

    `term` is a noun phrase that refers to the need, `clause` is the need as a clause without a stop; each is None if it
    is not certain. `result` is a clause in the first person; it is empty if no result meets the need, or if the result
    is held back: then `held_back` says why. `teller` is the person who told of the need, None if unknown. `told_by` is
    the path of the accomplishment's note, and `place` the span of the result in it. `because` explains the match.
    """

    sort: Sort
    item: Item
    text: str
    teller: Person | None
    interview: Interview
    term: str | None
    clause: str | None
    result: str = ""
    told_by: str = ""
    held_back: HeldBack | None = None
    because: str = ""
    place: Span | None = None

    @property
    def is_met(self) -> bool:
        """Whether a result of the user meets the need."""
        return bool(self.told_by)


def bridges(vault: Vault, interviews: Sequence[Interview], spelt: Mapping[str, str]) -> list[Bridge]:
    """The needs of some interviews, the last interview first, each with the one result that fits best.

    No result is used twice, and a need that two notes name is one need. `spelt` has the spelling of names by the name
    in lower case.
    """
    needs: list[tuple[Interview, Item, Person | None, Need]] = []
    seen: set[tuple[str, str]] = set()
    for interview in reversed(interviews):
        lists = (interview.problems, interview.skills, interview.concerns_open)
        items = [item for each in lists for item in each or ()]
        for item, need in zip(items, evidence.needs_of(vault, interview), strict=True):
            key = (need.sort, phrases.clean(need.text).casefold())
            if key not in seen:
                seen.add(key)
                needs.append((interview, item, vault.speaker(interview, item)[0], need))
    matches = evidence.matches([need for *_, need in needs], vault.accomplishments, links=vault.links)
    return [
        _bridge(interview, item, teller, need, match, spelt)
        for (interview, item, teller, need), match in zip(needs, matches, strict=True)
    ]


def _bridge(
    interview: Interview, item: Item, teller: Person | None, need: Need, match: Match | None, spelt: Mapping[str, str]
) -> Bridge:
    typed = phrases.clean(need.text)
    text = normalised(typed, spelt)
    # Only a need that is met is told: no other has to be read.
    is_told = (
        match is not None and need.sort == "problem" and held_back(text, names=frozenset(spelt), raw=typed) is None
    )
    bridge = Bridge(
        need.sort,
        item,
        text,
        teller,
        interview,
        term=_term(need, match, spelt) if match else None,
        clause=_clause(text, spelt) if is_told else None,
    )
    if match is None:
        return bridge
    result = match.accomplishment.result
    clause = result_clause(result, spelt)
    return replace(
        bridge,
        result=clause if isinstance(clause, str) else "",
        told_by=match.accomplishment.note.path,
        held_back=None if isinstance(clause, str) else _result_shown(clause, result, spelt),
        because=evidence.because(match),
        place=_place(match),
    )


def _place(match: Match) -> Span:
    """The span of the result in its note."""
    result = match.accomplishment.note.properties.get("result")
    return result.value_span if result else Span()


def _result_shown(why: HeldBack, result: str, spelt: Mapping[str, str]) -> HeldBack:
    """The reason with an excerpt of the result: it is the user's own, so it may be shown unless it is private."""
    if why.reason == "private" or why.excerpt:
        return why
    return HeldBack(why.reason, why.words, why.why, excerpt(normalised(phrases.clean(result), spelt)))


def _term(need: Need, match: Match, spelt: Mapping[str, str]) -> str | None:
    if match.term is None:
        return None
    is_skill = need.sort == "skill"
    noun = noun_phrase(need.text, match.term.start, match.term.end, is_skill=is_skill) or match.term.noun
    if noun and not is_skill:
        noun = _with_article(noun)
    term = _with_small_initial(normalised(noun, spelt), spelt) if noun else None
    is_spelt = bool(term and noun and noun.startswith("the ") and noun[4:5].islower() and term[4:5].isupper())
    if term and noun and is_spelt and " " not in noun[4:]:
        term = term.removeprefix("the ")  # a name has none: `the postgres` is Postgres
    if term is None or held_back(term, names=frozenset(spelt)) is not None or not _is_named(term, is_skill=is_skill):
        return None
    return term


def _with_small_initial(text: str, spelt: Mapping[str, str]) -> str:
    """A text without the capital of its first word, or of that after `the`, if the results have it in lower case.

    The capital was that of the line: `Homework club has no volunteers`, with a result about `homework clubs`.
    """
    article = "the " if text.startswith("the ") else ""
    first = re.match(r"[^\W\d_]+", text[len(article) :])
    if first is None or not first[0].istitle():
        return text
    small = first[0].lower()
    if spelt.get(small) != small or small in PROPER:
        return text
    return f"{article}{small}{text[len(article) + first.end() :]}"


def _with_article(noun: str) -> str:
    """A noun with `the` if it has no determiner: what the employer spoke of is known to both."""
    tokens = tag(noun)
    bare = (
        noun.rpartition(" ")[2].islower()
        and tokens
        and tokens[0].tag in ("NN", "NNS", "JJ", "VBN", "JJR")
        and tokens[-1].tag in ("NN", "NNS")
    )
    return f"the {noun}" if bare and not noun.split(maxsplit=1)[0].endswith("ing") else noun


_PRONOUNS = frozenset("nobody everybody everyone somebody someone anybody anyone something nothing everything".split())
_PAPERS = frozenset("licence license certificate card ticket degree diploma clearance permit visa".split())


def _is_named(term: str, *, is_skill: bool) -> bool:
    """Whether a term can refer to a need: its head comes before what is said of it, and it has no verb."""
    tokens = [token for token in tag(f"we spoke of {term}") if token.start >= len("we spoke of ")]
    if any(token.word in _PRONOUNS for token in tokens):
        return False
    if any(two.tag == "DT" and one.tag not in ("IN", "PDT", "VBG") for one, two in pairwise(tokens)):
        return False  # `the close the quarter` is no noun
    if any(token.tag in ("MD", "VBD", "VBZ", "VBP") for token in tokens[:-1]):
        return False
    noun = next((place for place, token in enumerate(tokens) if token.tag in ("NN", "NNS", "NNP")), len(tokens))
    if any(token.tag in ("VBG", "CD") for token in tokens[noun + 1 : -1]):
        return False  # `the drivers waiting three hours` is more than a name
    closing = next((place for place, token in enumerate(tokens) if place and token.tag in ("IN", "TO", "WDT")), None)
    head = tokens[: closing if closing is not None else len(tokens)]
    if closing is not None and head[-1].tag in ("JJ", "RB", "JJR", "DT"):
        return False
    # One has a licence; nobody is looking for `licence`.
    return not (is_skill and head[-1].word in _PAPERS and head[0].tag != "DT")


def _clause(text: str, spelt: Mapping[str, str]) -> str | None:
    """A need as a clause said to the employer: `they lose orders` as `you lose orders`."""
    plain = _with_small_initial(re.sub(r"\s*\([^()]*\)", "", text), spelt)
    first = re.split(r"(?<=[.!?])\s+(?=[A-Z])", plain)[0].rstrip(".")
    return _whole(first) or _whole(re.split(r", (?:and|but|so) ", first)[0])


_SHARP = frozenset(
    "just everyone everybody nobody never always even still only hits they them their theirs i me my "
    "we us our he she him his hers mine".split()
)


def _whole(clause: str) -> str | None:
    if not 3 < len(clause.split()) <= _LONGEST_CLAUSE or clause.endswith("?") or re.search(r" [-–—] |[:;]", clause):
        return None
    text = addressed_to_reader(uncapitalised(clause), theirs=False)
    if text is None:
        return None
    reading = parse(text)
    if not reading.is_sure or reading.kind not in ("habit", "state", "event") or reading.subject is None:
        return None
    tokens = tag(text)
    if any(token.word in _SHARP for token in tokens) or "," in text:
        return None
    before = [token for token in tokens if token.start < (reading.verb.start if reading.verb else 0)]
    is_finite = reading.verb is None or not reading.verb.word.endswith("ing")
    if (
        not is_finite
        or not before
        or any(token.tag in ("CC", "WDT", "WP", "WRB", "IN") and token.word != "of" for token in before)
    ):
        return None
    # `design system exists in Figma only`: a thing in the singular has its article.
    is_bare = before[0].tag in ("NN", "JJ") and before[-1].tag == "NN" and before[-1].word not in ("people", "staff")
    return f"the {text}" if is_bare else text
