"""Two roles at one employer that may be one position (VG608): `Senior Data Engineer` and `Sr. Data Engineer`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import Application
from vaultgen.vault.vault import company_key

ALIKE_ROLES = Rule("VG608", "warning", "two roles that may be one position")
RULES = (ALIKE_ROLES,)

_SHORT = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "dev": "developer",
    "mgr": "manager",
    "swe": "software engineer",
    "sre": "site reliability engineer",
    "pm": "product manager",
    "vp": "vice president",
    "asst": "assistant",
}
_NEARLY = 0.94  # how much of two roles is the same where one is the other mistyped


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A hint at an interview for one of the two positions, which names the other role."""
    vault = snapshot.vault
    by_employer: dict[str, list[Application]] = defaultdict(list)
    for application in vault.applications:
        if application.role is not None and vault.rounds(application):
            by_employer[company_key(vault, application.company)].append(application)
    for several in by_employer.values():
        for one, other in pairwise(sorted(several, key=lambda a: _written_out(a.role.label if a.role else ""))):
            first, second = (application.role.label if application.role else "" for application in (one, other))
            interview = vault.rounds(other)[0]
            role = interview.note.properties.get("role")
            if role is not None and fold(first) != fold(second) and _may_be_one(first, second):
                yield problem(
                    ALIKE_ROLES,
                    interview.note.path,
                    role.value_span,
                    f"“{second}” and “{first}” at one employer may be one position; they count as two.",
                    hint="Write the role alike in all its notes if it is one.",
                )


def _may_be_one(one: str, other: str) -> bool:
    """Whether two roles only differ in abbreviations or a typing error, and not in a sign (`C#`) or a number."""
    if re.findall(r"[#+]|\d+|\b[IV]+\b", one) != re.findall(r"[#+]|\d+|\b[IV]+\b", other):
        return False
    first, second = _written_out(one), _written_out(other)
    return first == second or SequenceMatcher(None, first, second).ratio() > _NEARLY


def _written_out(role: str) -> str:
    """A role without marks and case, its short forms written out."""
    bare = re.sub(r"\([mfdwx/\s*]+\)", " ", fold(role))
    words = re.findall(r"[\w#+]+", bare.replace("&", " and "))
    return " ".join(_SHORT.get(word, word) for word in words)
