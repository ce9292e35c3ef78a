"""Which files of a folder belong to the vault: the globs of `[vault]` in `vaultgen.toml`.

`*` stands for anything within a name, `?` for one character, `**` for any folders; a glob that names a folder means all
that is in it. Case does not count. Drafts always belong to the vault: they are vaultgen's own.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vaultgen.vault.links import fold

_DRAFTS = "drafts/"


@dataclass(frozen=True, slots=True)
class Scope:
    """Globs of the only files that are looked at, all where it is empty, and of those that never are."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether some files are left out."""
        return bool(self.include or self.exclude)

    def holds(self, path: str) -> bool:
        """Whether a file belongs to the vault, by its path with `/`."""
        if not self.is_partial:
            return True
        name = fold(path)
        if name.startswith(_DRAFTS):
            return True
        return (not self.include or _fits(self.include, name)) and not _fits(self.exclude, name)

    def enters(self, folder: str) -> bool:
        """Whether anything of a folder can belong to the vault."""
        return not _fits(self.exclude, fold(folder))


def scope_of(settings: str) -> Scope:
    """The scope in the text of `vaultgen.toml`; wrong values are ignored, since reading the settings reports them."""
    try:
        table = tomllib.loads(settings).get("vault")
    except tomllib.TOMLDecodeError:
        return Scope()
    said = table if isinstance(table, dict) else {}
    return Scope(*(_globs(said.get(name)) for name in ("include", "exclude")))


def tidy(glob: str) -> str:
    """A glob in the form in which it is compared: with `/`, and without redundant parts."""
    return glob.strip().replace("\\", "/").removeprefix("./").strip("/")


def _globs(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    return tuple(tidy(text) for text in texts if isinstance(text, str) and tidy(text))


def _fits(globs: Sequence[str], path: str) -> bool:
    return any(_pattern(glob).fullmatch(path) for glob in globs)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    """The pattern of the paths that a glob means: a file, or a folder and all that is in it."""
    parts = fold(glob).removesuffix("/**").split("/")
    pieces = ["(?:[^/]+/)*" if part == "**" else _part(part) + "/" for part in parts]
    return re.compile("".join(pieces).removesuffix("/") + "(?:/.*)?", re.DOTALL)


def _part(part: str) -> str:
    return "".join({"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign)) for sign in part)
