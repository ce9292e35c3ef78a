"""Filters the values of a property: drops code of templates, and words for what is not known."""

import re

from vaultgen.english.unknowns import is_unknown
from vaultgen.regex import late
from vaultgen.vault.notes.properties import Property, Value

# What Obsidian's Templates, Templater and their like replace by a value.
TEMPLATE_CODE = late(r"\{\{[^{}]+\}\}|<%.+?%>", re.DOTALL)
_ITEM = late(r"\s*[-*+•]\s+(?=\S)")


def filled(prop: Property, *, is_list: bool) -> Property:
    """A property without template code that was never run; a Markdown list in one text is split into its items."""
    lines = (line for value in prop.values for line in (_lines(value) if is_list else (value,)))
    return prop._replace(values=tuple(value for value in lines if not TEMPLATE_CODE.search(value.text)))


def without_unknowns(prop: Property) -> Property:
    """A property without values for what is not known: `?`, `tbd`, `not sure`."""
    return prop._replace(values=tuple(value for value in prop.values if not is_unknown(value.text)))


def _lines(value: Value) -> tuple[Value, ...]:
    """The items of a text that is a Markdown list, as in a YAML block; else the text itself."""
    lines = [line for line in value.text.splitlines() if line.strip()]
    if not lines or not all(_ITEM.match(line) for line in lines):
        return (value,)
    return tuple(Value(_ITEM.sub("", line, count=1).strip(), value.span) for line in lines)
