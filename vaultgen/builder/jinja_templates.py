"""The Jinja templates of a run: a theme, and the draft texts. Compiled ones are cached between runs."""

from functools import cache
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from vaultgen import __version__
from vaultgen.disk import cache_folder, files, scan
from vaultgen.disk.shipped import OWN_THEME, own_theme_files, read_draft_texts, theme_files
from vaultgen.drafts.compose import Wording
from vaultgen.website import jinja, precompiled
from vaultgen.website.minify import minify
from vaultgen.website.theme import Theme


def read_theme(name: str, root: Path | None) -> Theme:
    """A theme with those it extends, each file shadowed by one of the same name in a vault's `overrides/theme/`.

    Raises `UsageProblem` if no theme has that name.
    """
    shipped = {key: minify(key, files.read_file(path)) for key, path in theme_files(name).items()}
    own = {key: files.read_file(root / OWN_THEME / key) for key in own_theme_files(root)} if root else {}
    both = shipped | own
    templates = {key: data.decode("utf-8") for key, data in both.items() if key.endswith(".html")}
    assets = {key.removeprefix("assets/"): data for key, data in both.items() if key.startswith("assets/")}
    return Theme(name, templates, assets, {key: f"{OWN_THEME}/{key}" for key in own}, _compiled())


def read_wording(language: str, root: Path) -> Wording:
    """The draft texts by name, each shadowed by one of the same name in a vault's `overrides/drafts/`.

    Raises `UsageProblem` if there are none in that language.
    """
    return Wording(read_draft_texts(language, root), _compiled())


@cache
def _compiled() -> BytecodeCache:
    """A cache of compiled templates: to compile them takes as long as to render a hundred pages."""
    return _Compiled(cache_folder.named(__version__, str(jinja.FORM), str(scan.stat_libraries())))


class _Compiled(BytecodeCache):
    """Compiled templates by their content, and by the versions of what compiled them; ours ship as Python."""

    def __init__(self, made_with: str) -> None:
        self._made_with = made_with

    def load_bytecode(self, bucket: Bucket) -> None:
        saved = cache_folder.load(f"{bucket.key}-{self._made_with}")
        if isinstance(saved, bytes):
            bucket.bytecode_from_string(saved)
        else:
            precompiled.load(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache_folder.save(f"{bucket.key}-{self._made_with}", bucket.bytecode_to_string())
