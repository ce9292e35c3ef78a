"""Recognises words that mean “unknown”: `?`, `n/a`, `tbd`, `not sure`, `dunno his name`."""

import re

from vaultgen.regex import late

_UNKNOWN = late(
    r"(?:[?？¿.…_–—-]+|n[./]?a\.?|not (?:available|applicable|given|known|said|sure|noted|captured|stated|"
    r"mentioned|yet|"
    r"yet known|clear|certain|disclosed)(?: yet)?|tb[acd]|t\.b\.[acd]\.?|to be (?:confirmed|announced|determined|"
    r"decided|"
    r"done)|todo|fixme|x{3,}|unknown|unsure|unclear|unspecified|undisclosed|(?:i )?dunno|idk|"
    r"(?:i )?(?:do not|don[’']?t|didn[’']?t|did not) (?:know|remember|recall|ask|learn|catch|get|say)|(?:i )?"
    r"(?:can[’']?t|cannot|can not) (?:remember|recall|say)|(?:i )?(?:have )?no (?:idea|clue)|(?:i )?(?:forgot|"
    r"forgotten)|"
    r"never (?:asked|said|learned|learnt)|(?:i )?have to (?:ask|look)|will (?:ask|check)|ask(?: again)?|"
    r"anonymous|nobody knows|who knows|unbekannt|keine ahnung|weiß nicht|inconnue?|je ne sais pas|desconocido|noone)"
    r"(?: (?:yet|of (?:it|that)|(?:his|her|their|the|its) (?:name|names|surname|last name)|names?|who|them|him|"
    r"her|it|that|"
    r"which|what))?",
    re.IGNORECASE,
)


def is_unknown(text: str) -> bool:
    """Whether a text only says that something is not known. Brackets and punctuation around it make no difference."""
    rewritten = " ".join(text.split())
    bare = rewritten.strip(" ()[]<>*\"'“”‘’!.,;:")
    return _UNKNOWN.fullmatch(bare) is not None if bare else bool(rewritten) and set(rewritten) <= set(".…")
