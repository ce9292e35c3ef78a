"""The YAML events of front matter, from PyYAML's C scanner. Scalars are the text that was typed."""

from collections.abc import Iterator
from typing import Any

import yaml

_SCANNER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Line breaks in YAML 1.1 only: they are replaced by noncharacters while it scans.
_NO_LINE_ENDS = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2}
_AND_BACK = {stand_in: char for char, stand_in in _NO_LINE_ENDS.items()}


def events(front: str) -> Iterator[Any]:
    """The events of a front matter without its boundaries; the indexes of marks are offsets in characters.

    Iterating raises `yaml.YAMLError` if the text is not YAML.
    """
    return iter(yaml.parse(front.translate(_NO_LINE_ENDS), Loader=_SCANNER))


def text_of(event: Any) -> str:
    """The text of a scalar event."""
    return str(event.value).translate(_AND_BACK)
