"""The recipient of a draft (VG419), and how they can reach the user (VG420)."""

import re
from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import UnsentDraft, edited, unsent
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot

GROUP_ADDRESS = Rule("VG419", "warning", "group address")
UNREACHABLE = Rule("VG420", "warning", "no way to reach you")
RULES = (GROUP_ADDRESS, UNREACHABLE)

_EMAIL = late(r"[^\s@<>,;()\[\]\"]+@[^\s@<>,;()\[\]\"]+\.[^\s@<>,;()\[\]\"]+")
_PHONE = late(r"(?<![\w-])(?!\d{4}-\d\d-\d\d)\+?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?!\w)")
_GROUPS = frozenset(
    "admin application applications apply bewerbung bewerbungen career careers contact contactus donotreply hello "
    "hiring hr info jobs mail noreply office recruiting recruiter recruiters recruitment reply staffing support "
    "talent talents team".split()
)
_QUALIFIERS = frozenset(
    "acquisition at ca de department dept desk do emea eu global no not our team the uk us usa".split()
)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the addresses of all drafts, and at the signatures of those that the user has edited."""
    for message in unsent(snapshot):
        yield from _address(message)
    me = snapshot.settings.me
    if not (me.email or me.phone):
        for message in edited(snapshot):
            if not (_EMAIL.search(message.body) or _PHONE.search(message.body)):
                yield _unreachable(message)


def is_group(address: str) -> bool:
    """Whether an e-mail address belongs to a group, like `jobs@acme.example`."""
    parts = [part for part in re.split(r"[._+\-\d]+", address.partition("@")[0].casefold()) if part]
    named = {"".join(parts), *parts}
    return bool(named & _GROUPS) and all(part in _GROUPS | _QUALIFIERS for part in parts)


def _address(message: UnsentDraft) -> Iterator[Diagnostic]:
    prop = message.draft.note.properties.get("to")
    if prop is None or len(prop.values) != 1:
        return
    typed = _EMAIL.findall(prop.values[0].text)
    if len(typed) > 1:
        yield problem(
            GROUP_ADDRESS,
            message.path,
            message.to_span(),
            f"This draft is addressed to {len(typed)} people at once.",
            hint="Each person gets a message of their own: keep one address, and write to the others separately.",
        )
        return
    known = message.to.email if message.to else None
    address = typed[0] if typed else known
    if address and is_group(address):
        where = "" if typed else " as the person's note has it"
        yield problem(
            GROUP_ADDRESS,
            message.path,
            message.to_span(address if typed else ""),
            f"“{address}” is the address of a group, not of one person{',' if where else ''}{where}.",
            hint="Write to the person's own address; if you have none, ask for it or find it on their business card.",
        )


def _unreachable(message: UnsentDraft) -> Diagnostic:
    return problem(
        UNREACHABLE,
        message.path,
        _signature(message),
        "Nothing here says how you can be reached.",
        hint="Put an e-mail address or a phone number below your name; or, for every draft to come, write "
        'email = "…" and phone = "…" under [me] in vaultgen.toml.',
    )


def _signature(message: UnsentDraft) -> Span:
    """The last line of a draft."""
    end = len(message.body.rstrip())
    start = max(message.body.rfind("\n", 0, end), message.body.rfind("\r", 0, end)) + 1
    return message.span(start, end)
