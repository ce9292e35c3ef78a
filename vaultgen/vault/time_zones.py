"""Time zones as people write them: as a city, in any case, misspelt, or as an offset from UTC."""

import re
from functools import cache
from zoneinfo import available_timezones

from vaultgen.spelling import bare, certain, distance

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?", re.IGNORECASE)
_MOST_SLIPS = 2
_EAST, _WEST = 14, 12  # the largest offsets of zones, in hours


def meant(typed: str) -> str | None:
    """The only zone with this name in any case, with this city, or with a name that differs by a letter or two.

    `GMT+2` is two hours ahead of UTC; the zone for it is `Etc/GMT-2`, whose sign is inverted.
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
    """A hint on how to write the zone that a text means."""
    zone, offset = meant(typed), offset_words(typed)
    if offset and zone:
        return f"It is {offset}: write {zone} (in these names the sign is turned), or better a place."
    if offset:
        return f"It is {offset}: write the name of a place there, like Asia/Kolkata."
    return f"Did you mean “{zone}”?" if zone else "Write a name like Europe/Berlin or America/Chicago."


def offset_words(typed: str) -> str:
    """`2 hours ahead of UTC` for `GMT+2`; empty if the text is not a valid offset."""
    found = _OFFSET.fullmatch(typed.strip())
    if found is None or int(found["minutes"] or 0) > 59:
        return ""
    ahead, hours, minutes = found["sign"] == "+", int(found["hours"]), int(found["minutes"] or 0)
    if hours > (_EAST if ahead else _WEST):
        return ""
    length = f"{hours}:{minutes:02} hours" if minutes else f"{hours} hour{'s' if hours != 1 else ''}"
    return f"{length} {'ahead of' if ahead else 'behind'} UTC" if hours or minutes else "UTC itself"


def _fixed(sign: str, hours: int, minutes: int) -> str | None:
    """The zone with a fixed offset from UTC; there is none with minutes."""
    ahead = sign == "+"
    if minutes or hours > (_EAST if ahead else _WEST):
        return None
    return f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours else "Etc/UTC"


def _slip(wanted: str, names: dict[str, str]) -> str | None:
    """The name that differs by a letter or two. `Etc/` zones are excluded: one character makes hours of difference."""
    near = certain(wanted, [name for name in names if not name.startswith("etc/")], rival=0.9)
    return near if near and distance(wanted, near, most=_MOST_SLIPS) <= _MOST_SLIPS else None


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
