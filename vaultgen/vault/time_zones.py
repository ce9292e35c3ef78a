"""Time zones as people name them: by a city alone, in small letters, with a typing error."""

from functools import cache
from zoneinfo import available_timezones

from vaultgen.spelling import bare, certain


def meant(typed: str) -> str | None:
    """The one zone that has this name but for case and spaces, or this city, or nearly this name."""
    wanted = bare(typed).replace(" ", "_")
    names = {name.casefold(): name for name in _names()}
    cities = [name for name in names if name.rpartition("/")[2] == wanted and "/" in name]
    lone = cities[0] if len(cities) == 1 and "/" not in wanted else None
    near = names.get(wanted) or lone or certain(wanted, names, rival=0.9)
    return names.get(near.casefold()) if near else None


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))
