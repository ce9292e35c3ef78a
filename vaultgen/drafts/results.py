"""A result in the first person: `Halved the no-shows` → `I halved the no-shows`."""

import re
from collections.abc import Mapping

from vaultgen.drafts.gate import HeldBack, held_back, normalised, unreadable
from vaultgen.english import verbs
from vaultgen.english.capitals import uncapitalised
from vaultgen.english.irregular import PARTICIPLES, PASTS
from vaultgen.english.lexicon import verb_of
from vaultgen.english.parsing import parse
from vaultgen.english.phrases import clean
from vaultgen.english.tagger import tag
from vaultgen.regex import late

_LONGEST = 36  # words of a clause beside which there is room for others
_CHANGED = late(r"(?i)^(?P<what>[\w’' /%-]+?),? (?:went )?from (?P<from>[^\s]+(?: [a-z%]+){0,2}) to (?P<to>.+)$")
_PLACED = late(r"(?P<where>(?:At|In|As|During|Within|For|On|With) [^,;]{2,40}), (?:I )?(?P<verb>[a-z]+)(?P<rest> .+)$")
_PER = late(r"(?i)\b(\w+)/(wk|week|mo|month|yr|year|day|hr|hour)\b")
_UNIT = {"wk": "week", "mo": "month", "yr": "year", "hr": "hour"}


def result_clause(result: str, names: Mapping[str, str] | None = None) -> str | HeldBack:
    """The result as a clause without a stop (`I halved the no-shows at the asthma clinic`), or why it is held back.

    `names` has the spelling of names by the name in lower case.
    """
    typed = _PER.sub(lambda m: f"{m[1]} a {_UNIT.get(m[2].casefold(), m[2])}", clean(result))
    text = _up_to_now(_first_sentences(normalised(typed, names)))
    why = held_back(text, names=frozenset(names or ()))
    # What one has done for money's sake may be told; what one thinks of it is gone over by the user.
    if why is not None:
        return why
    return _clause(text) or unreadable(text)


def _up_to_now(text: str) -> str:
    """`Fitted 22 heat pumps since 2023` → `I have fitted 22 heat pumps since 2023`."""
    first, _, rest = text.partition(" ")
    if not re.search(r"(?i)\bsince (?:19|20)\d\d\b", rest) or not _is_past(first.casefold()):
        return text
    return f"I have {verbs.participle(verb_of(first.casefold()) or first)} {rest}"


def _first_sentences(text: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    return sentences[0].rstrip(".") if len(text.split()) > _LONGEST or len(sentences) > 1 else text.rstrip(".")


def _clause(text: str) -> str | None:
    text = _GOT.sub(_brought, _NOT_ONE.sub(r" without a single \1", text))
    if not 3 <= len(text.split()) <= _LONGEST or _goes_on_after_dash(text):
        return None
    first_person = _in_first_person(text)
    if first_person:
        return first_person
    changed = _CHANGED.match(text)
    if changed and not any(token.tag in ("VBD", "MD", "VBP") for token in tag(changed["what"])):
        return f"{uncapitalised(changed['what'])} went from {changed['from']} to {changed['to']}"
    return uncapitalised(text) if _is_sentence(text) else None


_NOT_ONE = late(r" and not (?:one|a single) (\w+)$")
_GOT = late(
    r"(?i)^got (?P<what>.+?)(?P<way> (?:up|down))? from (?P<before>.+?)(?: up| down)? to (?P<after>[^\w]?\d.*)$"
)


def _brought(match: re.Match[str]) -> str:
    """`got callbacks from 9 a month to 1` → `brought callbacks down from 9 a month to 1`."""
    before, after = (_first_number(match[name]) for name in ("before", "after"))
    if before is None or after is None or before == after:
        return match[0]
    way = match["way"] or (" down" if after < before else " up")
    return f"brought {match['what']}{way} from {match['before']} to {match['after']}"


def _first_number(text: str) -> float | None:
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(found[0].replace(",", "")) if found else None


def _goes_on_after_dash(text: str) -> bool:
    """Whether a dash is followed by a verb without a subject: `moved audits off paper - went from 61% to 99%`."""
    parts = re.split(r"\s[-–—]{1,2}\s", text, maxsplit=1)
    tokens = tag(parts[1]) if len(parts) > 1 else []
    return bool(tokens) and tokens[0].tag in ("VBD", "VBZ", "VBN", "VBP")


def _in_first_person(text: str) -> str:
    """A result that begins with its verb, perhaps after an adverbial (`At Blackbird, set up a clinic`); else empty."""
    first = text.split(" ", 1)[0]
    small = first.casefold()
    if small == "i":
        return f"I{text[1:]}"
    if small == "responsible":
        return f"I was {uncapitalised(text)}"
    if _is_past(small) and not (small in _NOUNS_TOO and not _has_object(text)):
        return f"I {small}{_joined(text[len(first) :])}"
    placed = _PLACED.match(text)
    if placed and _is_past(placed["verb"].casefold()):
        return f"{uncapitalised(placed['where'])}, I {placed['verb'].casefold()}{_joined(placed['rest'])}"
    return ""


def _is_sentence(text: str) -> bool:
    reading = parse(uncapitalised(text))
    if reading.verb is None or reading.subject is None:
        return False
    if re.search(r"\b(?:and|but|or)(?: never| not| also| then)*$", text[: reading.verb.start].strip()):
        return False  # `6 years of nights and never had to …`: whose the verb is, is not said
    return reading.is_sure and reading.kind in ("event", "state", "habit")


_NOUNS_TOO = frozenset(
    "forecast broadcast cast cost bid bet shed split spread hit read rid thrust found saw felt lay".split()
)


def _has_object(text: str) -> bool:
    """Whether the first word certainly has an object, and so is a verb and no noun: `split the team`."""
    if re.match(r"\S+ and [a-z]+ed ", text):
        return True  # `read and coded 6,400 replies`
    return bool(
        re.match(r"\S+ (?:the|a|an|my|our|their|every|all|\d[\d.,]*%?|two|three|four|five|six|ten|one)(?!\w)", text)
    )


def _is_past(word: str) -> bool:
    """Whether a word in lower case is a past tense that may begin a result: `cut`, `halved`."""
    lemma = verb_of(word)
    return lemma is not None and word in (verbs.past(lemma), _other_past(lemma)) and word not in ("need", "red")


def _other_past(lemma: str) -> str:
    return f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"


def _joined(rest: str) -> str:
    """What follows the verb, with a conjunction for a bare comma: `, made everyone test` → ` and made …`."""
    if ";" in rest or '"' in rest or "“" in rest:
        return rest
    commas = [match.start() for match in re.finditer(r", ", rest)]
    if len(commas) != 1:
        return rest
    head, tail = rest[: commas[0]], rest[commas[0] + 2 :]
    word = tail.split(" ", 1)[0]
    tokens = tag(f"I did it, {tail}")
    if (
        word.islower()
        and _is_past(word)
        and tokens[4].tag in ("VBD", "VBN")
        and not word.endswith("firmed")
        and _takes_object(tail)
    ):
        return f"{head} and {tail}"
    if re.match(r"(?:\w+) of (?:them|these|those) ", tail) and parse(tail).verb is not None:
        return f"{head}, and {tail}"  # `trained 12 juniors, 9 of them stayed`
    if re.match(r"(?:zero|no|\d[\d,]*|only|all|none) (?!of (?:whom|which)\b)", tail) and not _has_verb(tail):
        return f"{head}, with {tail}"
    return f"{head}, and {tail}" if _is_clause(tail) else rest


def _has_verb(text: str) -> bool:
    """Whether a text that begins with a number has a verb: `300 visits came`, not `300 visits the first month`."""
    if re.match(r"\d[\d,]* (?<!\b1 )\w+s\b", text):
        return any(token.is_main and token.tag in ("VBD", "VBP", "VBZ", "MD") for token in tag(text)[2:])
    return parse(text).verb is not None


def _is_clause(tail: str) -> bool:
    """Whether the words after a comma are a clause of their own: `forecast error went from 5 points to 0.8`."""
    if re.match(r"(?:and|but|or|so|which|who|whose|where|when|while|as|with|after|before|because)\b", tail):
        return False
    reading = parse(tail)
    if reading.verb is None or reading.subject is None:
        return False
    is_only_past = reading.verb.word in PASTS and reading.verb.word not in PARTICIPLES  # `went`, not `approved`
    return reading.is_sure or is_only_past


def _takes_object(tail: str) -> bool:
    """Whether a past tense has an object, so that the writer did it; else it may be passive."""
    after = tag(tail)[1:2]
    return (
        bool(after) and after[0].tag in ("DT", "NN", "NNS", "PRP", "PRP$", "CD", "JJ", "NNP") and after[0].word != "by"
    )
