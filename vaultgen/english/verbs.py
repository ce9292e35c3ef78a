"""The forms of verbs: `ask` → `asks`, `asked`, `asking`, and back to the base form."""

import re

from vaultgen.english.irregular import FORMS
from vaultgen.english.lexicon import verb_of

_VOWELS = "aeiou"
# Verbs of several syllables that double their last consonant all the same, for the stress is on the last one.
_DOUBLING = frozenset(
    "admit allot begin commit compel concur confer control defer deter dispel embed enrol equip excel expel extol "
    "forget incur infer instil occur offset omit patrol permit prefer propel rebut recap recur refer regret rerun "
    "reset submit transfer transmit unplug upset outrun overrun handicap kidnap program worship format "
    "babysit input output typeset".split()
)
_BRITISH = re.compile(r"[aeiou]l$")  # travel → travelling; American English writes one l


def base(word: str) -> str:
    """The base form of a verb in any form: `asks`, `asked`, `asking` → `ask`. An unknown verb is returned unchanged."""
    return verb_of(word.lower().replace("’", "'")) or word.lower()


def third_person(verb: str) -> str:
    """The third person singular of a base form: `carry` → `carries`."""
    if verb in ("be", "have"):
        return "is" if verb == "be" else "has"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$|^(?:do|go)$", verb) else f"{verb}s"


def past(verb: str) -> str:
    """The simple past of a base form: `stop` → `stopped`; for `be` it is `was`."""
    if verb == "be":
        return "was"
    return FORMS[verb][0] if verb in FORMS else _regular(verb)


def participle(verb: str) -> str:
    """The past participle of a base form: `write` → `written`."""
    if verb == "be":
        return "been"
    return FORMS[verb][1] if verb in FORMS else _regular(verb)


def ing(verb: str) -> str:
    """The -ing form of a base form: `make` → `making`, `run` → `running`, `lie` → `lying`."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb not in ("be", "singe", "tinge", "binge"):
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{_doubled(verb)}ed"


def _doubled(verb: str) -> str:
    """A verb with its last consonant doubled, if an ending requires that."""
    if verb.endswith("ic"):
        return f"{verb}k"
    if not re.search(r"[^aeiou][aeiou][^aeiouwxy]$|qu[aeiou][^aeiouwxy]$|^[aeiou][^aeiouwxy]$", verb):
        return verb
    is_short = len(re.findall(r"[aeiouy]+", verb.replace("qu", "q"))) == 1
    is_doubled = is_short or verb in _DOUBLING or (_BRITISH.search(verb))
    return f"{verb}{verb[-1]}" if is_doubled else verb
