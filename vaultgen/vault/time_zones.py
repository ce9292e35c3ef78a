"""Time zones as people name them: by a city alone, in small letters, with a slip, as hours from UTC."""

import re
from functools import cache
from zoneinfo import available_timezones

from vaultgen.spelling import bare, certain, distance

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.IGNORECASE)
_MOST_SLIPS = 2
_EAST, _WEST = 14, 12  # hours; no zone lies further out


def meant(typed: str) -> str | None:
    """The one zone that has this name but for case and spaces, this city, or this name but for a slip or two.

    `GMT+2` is two hours ahead of UTC. The zone of that name has its sign turned: `Etc/GMT-2`.
    """
    if found := _OFFSET.fullmatch(typed.strip()):
        return _fixed(found["sign"], int(found["hours"]), int(found["minutes"] or 0))
    wanted = bare(typed).replace(" ", "_")
    names = {name.casefold(): name for name in _names()}
    cities = [name for name in names if name.rpartition("/")[2] == wanted and "/" in name]
    lone = cities[0] if len(cities) == 1 and "/" not in wanted else None
    near = names.get(wanted) or lone or _slip(wanted, names)
    return names.get(near.casefold()) if near else None


def hint(typed: str) -> str:
    """How to write the zone that a text names."""
    zone, offset = meant(typed), offset_words(typed)
    if offset and zone:
        return f"It is {offset}: write {zone} (in these names the sign is turned), or better a place."
    if offset:
        return f"It is {offset}: write the name of a place there, like Asia/Kolkata."
    return f"Did you mean “{zone}”?" if zone else "Write a name like Europe/Berlin or America/Chicago."


def offset_words(typed: str) -> str:
    """`2 hours ahead of UTC` for `GMT+2`; nothing where the text is no offset that a zone can have."""
    found = _OFFSET.fullmatch(typed.strip())
    if found is None or int(found["minutes"] or 0) > 59:
        return ""
    ahead, hours, minutes = found["sign"] == "+", int(found["hours"]), int(found["minutes"] or 0)
    if hours > (_EAST if ahead else _WEST):
        return ""
    length = f"{hours}:{minutes:02} hours" if minutes else f"{hours} hour{'s' if hours != 1 else ''}"
    return f"{length} {'ahead of' if ahead else 'behind'} UTC" if hours or minutes else "UTC itself"


def _fixed(sign: str, hours: int, minutes: int) -> str | None:
    """The zone that is always so far from UTC; there is none for half hours."""
    ahead = sign == "+"
    if minutes or hours > (_EAST if ahead else _WEST):
        return None
    return f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours else "Etc/UTC"


def _slip(wanted: str, names: dict[str, str]) -> str | None:
    """The name that differs by a letter or two. Names of hours are never near: one sign is half a day."""
    near = certain(wanted, [name for name in names if not name.startswith("etc/")], rival=0.9)
    return near if near and distance(wanted, near, most=_MOST_SLIPS) <= _MOST_SLIPS else None


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
