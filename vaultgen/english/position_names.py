"""Positions and employers inside a sentence: `the Practice Nurse position`, `the University of Veldhoven`."""

import re

from vaultgen.english.shorthand import without_all_caps
from vaultgen.english.typing_errors import first_misspelling
from vaultgen.regex import late

_SHORT = {
    "dev": "Developer",
    "devs": "Developers",
    "eng": "Engineer",
    "engr": "Engineer",
    "mgr": "Manager",
    "sr": "Senior",
    "snr": "Senior",
    "jr": "Junior",
    "jnr": "Junior",
    "asst": "Assistant",
    "assoc": "Associate",
    "admin": "Administrator",
    "exec": "Executive",
    "coord": "Coordinator",
    "dir": "Director",
}
_CAPITALS = frozenset(
    "sre qa ux ui it hr cto ceo cfo coo cmo vp svp pm pa ea ml ai bi sql aws seo crm erp pr hgv cnc "
    "gp rn lpn cna icu er tv r&d b2b b2c".split()
)
_SMALL = frozenset("of and for the to in on at with de la von der & a an".split())
_NO_TITLE = late(
    r"(?i)^(?:the|a|an|my|some|somebody|someone|any|anything|something|whatever|not|job|work|working|"
    r"helping|to|for|in|at|as|with|dunno|unsure|unknown|tbd|tbc|same)(?![\w-])|\?|\.\s"
)
_IS_ONE = late(
    r"(?i)\b(?:position|job|post|role|vacancy|opening|traineeship|internship|apprenticeship|placement|"
    r"fellowship|scholarship|trainee programme)$"
)


def position(role: str | None) -> str:
    """A position in a sentence; `the position` if its title is not certain."""
    text = role_name(role)
    if text is None:
        return "the position"
    if _IS_ONE.search(text):
        return f"the {text}"
    if re.search(r"[,(/–—:]| - ", text) or len(text.split()) > 5:
        return f"the position of {text}"
    return f"the {text} position"


def role_name(role: str | None) -> str | None:
    """A role with its capitals and without abbreviations: `sre` → `SRE`, `backend dev` → `Backend Developer`."""
    if role is None or not role.strip() or _NO_TITLE.search(role.strip()):
        return None
    text = re.sub(r"\s+", " ", _AT_EMPLOYER.sub("", role.strip().rstrip(".")))
    if first_misspelling(text.casefold(), frozenset(_SHORT) | _CAPITALS) is not None:
        return None
    if text.isupper() and len(text) > 4:
        text = without_all_caps(text)
    if not text.islower():
        return text
    return " ".join(_cased(word, first=place == 0) for place, word in enumerate(text.split(" ")))


def employer_in_role(role: str | None) -> str:
    """The employer that a role names, as an agency's list does: `Analyst at Northway Insurance`; else empty."""
    named = _AT_EMPLOYER.search((role or "").strip().rstrip("."))
    return named[1] if named else ""


_AT_EMPLOYER = late(r"(?<=\w) (?:at|@) (?!(?:Large|Scale|Risk|Home|Work|Sea|Heights?|Night)\b)([A-Z][^,()]*)$")


def _cased(word: str, *, first: bool) -> str:
    bare = word.strip("(),.")
    if bare in _CAPITALS:
        return word.replace(bare, bare.upper())
    if bare in _SHORT:
        return word.replace(bare, _SHORT[bare])
    if bare in _SMALL and not first:
        return word
    return re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), word, count=1)


_WITH_ARTICLE = late(
    r"(?i)^(?:University|Department|Ministry|Institute|Museum|City|Bank|Office|College|School|Faculty|"
    r"Council|Church|House|Borough|"
    r"County|State|Kingdom|Society|Association|Federation|Academy|Centre|Center|Hospital|Friends|Port|"
    r"Town|Board|Bureau|Agency|Duchy|Diocese) (?:of|for)\b"
    r"|^(?:Royal|National|British|European|American|German|International|United|Federal|"
    r"Metropolitan) .*(?:Service|Institute|Society|Museum|Gallery|Library|Trust|"
    r"Council|Academy|Ballet|Opera|Theatre|Theater|Bank|Union|Agency|Hospital|Office|Society|Archive|"
    r"Archives|Laboratory|Observatory)$"
)


def at_employer(company: str) -> str:
    """An employer's name after `at` or `join`, with `the` if it takes the article."""
    if re.match(r"(?i)the ", company):
        return f"the{company[3:]}"
    return f"the {company}" if _WITH_ARTICLE.match(company) else company
