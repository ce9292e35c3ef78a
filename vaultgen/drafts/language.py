"""`language.toml`: how a language writes days and lists.

The user's file replaces the shipped one, so a mistake in it is reported with its line.
"""

import re
import tomllib
from typing import Any

from jinja2 import TemplateSyntaxError

LANGUAGE = "language"  # the wording's own file that is no text


def read_language(text: str) -> dict[str, Any]:
    """The words for days and lists; raises `TemplateSyntaxError` with the line of a mistake."""
    try:
        words = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        last = len(text.splitlines())  # of a fault at the end no line is told
        raise TemplateSyntaxError(str(error), int(line[1]) if line else last, name=LANGUAGE) from None
    for name, count in (("weekdays", 7), ("months", 12)):
        names = words.get(name)
        if not isinstance(names, list) or len(names) != count or not all(isinstance(word, str) for word in names):
            raise TemplateSyntaxError(f"“{name}” is no list of {count} words", _line_of(name, text), name=LANGUAGE)
    days = words.get("days")
    ways = days if isinstance(days, dict) else {}
    for way in (ways, *(ways | own for own in ways.values() if isinstance(own, dict))):
        for name in ("near", "far", "weekday"):
            if not _writes_days(way.get(name)):
                raise TemplateSyntaxError(
                    f"“{name}” under [days] is no way to write a day", _line_of(name, text), name=LANGUAGE
                )
    if not isinstance(words.get("and", ""), str):
        raise TemplateSyntaxError("“and” is no word", _line_of("and", text), name=LANGUAGE)
    return words


def _line_of(name: str, text: str) -> int:
    """The number of the line on which a key is defined, from 1; 1 if it is on none."""
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(name)), 1)


def _writes_days(way: object) -> bool:
    """Whether a value is a format string for a day."""
    try:
        return isinstance(way, str) and bool(way.format(day=1, month="May", year=2026, weekday="Friday", date="1 May"))
    except (LookupError, ValueError, AttributeError):
        return False
