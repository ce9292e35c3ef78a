"""A misspelt name in a draft, of the recipient, an interviewer or the employer (VG413)."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vaultgen.checks.name_index import Belonging, Names, bare
from vaultgen.checks.unsent_drafts import UnsentDraft, edited, people_of, words_of
from vaultgen.diagnostics.diagnostic import Diagnostic, Edit, Fix, Rule, Severity, problem
from vaultgen.diagnostics.source import Span
from vaultgen.english import segments
from vaultgen.english.segments import PlacedWord
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import distance, same_but_accents, without_accents

MISSPELT_NAME = Rule("VG413", "warning", "name misspelt")
RULES = (MISSPELT_NAME,)

_SHORTEST = 4  # letters; shorter words are similar to too many others
_SHORT = 5  # up to so many letters, names in running text are too similar to other names: Mark and Mary
_LONG = 8  # from so many letters on, two slips are still the same name
_NEAR = 40  # characters in which to look for the next word
_ENDINGS = ("s", "es", "y", "ie")  # the Does, Janey


class _Target(NamedTuple):
    """A word of a name that the draft may mention, as the notes spell it, and the other words of the name."""

    text: str
    beside: frozenset[str]


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the capitalized words in drafts that the user has edited."""
    names = Names(snapshot)
    for message in edited(snapshot):
        targets = _targets(snapshot, message)
        if targets:
            belonging = Belonging(names, message)
            yield from _slips(message, targets, names, belonging)


def _targets(snapshot: Snapshot, message: UnsentDraft) -> dict[str, list[_Target]]:
    """The words of the names, by first letter."""
    texts = list(words_of(message.to)) if message.to else []
    if message.interview is not None:
        employer = snapshot.vault.company(message.interview.company)
        texts += [unicodedata.normalize("NFC", name) for name in (employer.name, *(employer.aliases or ()))]
        texts += [name for person in people_of(snapshot.vault, message.interview) for name in words_of(person)]
    targets: dict[str, list[_Target]] = {}
    for text in dict.fromkeys(bare(text) for text in texts):
        words = [word.text for word in segments.words(text)]
        for word in words:
            if len(word) >= _SHORTEST - 1 and word[0].isupper():
                beside = frozenset(other for other in words if other != word)
                targets.setdefault(without_accents(word)[:1], []).append(_Target(word, beside))
    return targets


def _slips(
    message: UnsentDraft, targets: dict[str, list[_Target]], names: Names, belonging: Belonging
) -> Iterator[Diagnostic]:
    exact = {target.text.casefold() for group in targets.values() for target in group}
    body = segments.without_addresses(message.body)
    for place, (start, end) in (("greeting", message.parts.greeting), ("text", message.parts.text)):
        for word in segments.capitals(body, start, end):
            near = targets.get(without_accents(word.text[0])[:1], [])
            if not near or word.text.casefold() in exact:
                continue
            target = _meant(word, near, _beside(body, word), greeting=place == "greeting")
            if target is not None and _is_slip(word, target, names, belonging):
                typed = unicodedata.normalize("NFC", word.text)
                span = message.span(word.start, word.end)
                yield _problem(message, typed, _in_case(target.text, typed), span)


def _beside(body: str, word: PlacedWord) -> frozenset[str]:
    """The words before and after an offset."""
    before = [other.text for other in segments.words(body, max(0, word.start - _NEAR), word.start)]
    after = [other.text for other in segments.words(body, word.end, word.end + _NEAR)]
    return frozenset([*before[-1:], *after[:1]])


def _meant(word: PlacedWord, targets: list[_Target], beside: frozenset[str], *, greeting: bool) -> _Target | None:
    """The word of a name that is meant, if one is similar enough."""
    typed = without_accents(word.text)
    for target in targets:
        if same_but_accents(word.text, target.text):
            return target
        name = without_accents(target.text)
        length = min(len(typed), len(name))
        sure = greeting or bool(target.beside & beside)
        if length < _SHORTEST or (not sure and length <= _SHORT) or name.startswith(typed):
            continue
        if distance(typed, name, most=2) <= (2 if length >= _LONG else 1):
            return target
    return None


def _is_slip(word: PlacedWord, target: _Target, names: Names, belonging: Belonging) -> bool:
    """Whether a word is a misspelling: not another name, not a word of the language, and not so spelt in the notes."""
    if word.text.casefold() in names.words or belonging.says(word.text):
        return False
    longer = without_accents(word.text).removeprefix(without_accents(target.text))
    if longer in _ENDINGS:
        return False
    return same_but_accents(word.text, target.text) or not names.is_ordinary(word.text)


def _in_case(name: str, typed: str) -> str:
    return name.upper() if typed.isupper() and len(typed) > 1 else name


def _problem(message: UnsentDraft, typed: str, name: str, span: Span) -> Diagnostic:
    severity: Severity = "hint" if same_but_accents(typed, name) else "warning"
    return problem(
        MISSPELT_NAME,
        message.path,
        span,
        f"“{typed}” is spelt “{name}” in your notes.",
        hint=f"Write “{name}”. If both are right, add the other one under “aliases” in that note.",
        severity=severity,
        fix=Fix(f"Write “{name}”", (Edit(span, name),)),
    )
