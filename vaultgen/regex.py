"""Regular expressions that are compiled at their first use: compiling takes time, and a run uses few of them."""

import re
from typing import Any, cast

_USES = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "pattern")


class _Late:
    """Stands in for a pattern. At the first use it compiles it and takes over its methods."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USES:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update({use: getattr(compiled, use) for use in _USES})
        return self.__dict__[name]


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled at its first use."""
    return cast("re.Pattern[str]", _Late(text, flags))
