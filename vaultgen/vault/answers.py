"""The values of a property that answer something: no code of a template, no word for what is not known."""

import re

from vaultgen.english.unknowns import is_unknown
from vaultgen.regex import late
from vaultgen.vault.notes.properties import Property, Value

# What Obsidian's Templates, Templater and their like replace by a value.
TEMPLATE_CODE = late(r"\{\{[^{}]+\}\}|<%.+?%>", re.DOTALL)
_ITEM = late(r"\s*[-*+•]\s+(?=\S)")


def filled(prop: Property, *, is_list: bool) -> Property:
    """A property without the code of templates that was never run; of a list, each line of a list in a text alone."""
    lines = (line for value in prop.values for line in (_lines(value) if is_list else (value,)))
    return prop._replace(values=tuple(value for value in lines if not TEMPLATE_CODE.search(value.text)))


def without_unknowns(prop: Property) -> Property:
    """A property without the values that say that something is not known: `?`, `tbd`, `not sure`."""
    return prop._replace(values=tuple(value for value in prop.values if not is_unknown(value.text)))


def _lines(value: Value) -> tuple[Value, ...]:
    """The items of a text that is a Markdown list, as a YAML block may hold one; the text itself if it is none."""
    lines = [line for line in value.text.splitlines() if line.strip()]
    if not lines or not all(_ITEM.match(line) for line in lines):
        return (value,)
    return tuple(Value(_ITEM.sub("", line, count=1).strip(), value.span) for line in lines)
