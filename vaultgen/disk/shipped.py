"""What ships with vaultgen: themes, draft texts, explanations; each may be shadowed by a file of the vault."""

import tomllib
from functools import cache
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from vaultgen import __version__
from vaultgen.diagnostics import explanations
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.disk import cache_folder, files, scan
from vaultgen.drafts.compose import Wording
from vaultgen.errors import UsageProblem
from vaultgen.website import jinja
from vaultgen.website.minify import minify
from vaultgen.website.theme import Theme

OWN_THEME = "overrides/theme"
OWN_WORDING = "overrides/drafts"


def packaged(name: str) -> Path:
    """A folder that ships with vaultgen: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.exists() else package.parent / name


def themes() -> list[str]:
    """The names of the themes that ship with vaultgen."""
    return sorted(path.parent.name for path in packaged("themes").glob("*/theme.toml"))


def read_theme(name: str, root: Path | None) -> Theme:
    """A theme with those it extends, each file shadowed by one of the same name in a vault's `overrides/theme/`."""
    if name not in themes():
        raise UsageProblem(f"There is no theme “{name}”.", "Themes: " + ", ".join(themes()) + ".")
    shipped = {key: minify(key, files.read_file(path)) for key, path in theme_files(name).items()}
    own = {name: files.read_file(root / OWN_THEME / name) for name in own_theme_files(root)} if root else {}
    every = shipped | own
    templates = {key: data.decode("utf-8") for key, data in every.items() if key.endswith(".html")}
    assets = {key.removeprefix("assets/"): data for key, data in every.items() if key.startswith("assets/")}
    return Theme(name, templates, assets, {key: f"{OWN_THEME}/{key}" for key in own}, _compiled())


@cache
def _compiled() -> BytecodeCache:
    """A cache of compiled templates: to compile them takes as long as to render a hundred pages."""
    return _Compiled(cache_folder.named(__version__, str(jinja.FORM), str(scan.stat_libraries())))


class _Compiled(BytecodeCache):
    """Compiled templates by their content, and by the versions of what compiled them."""

    def __init__(self, made_with: str) -> None:
        self._made_with = made_with

    def load_bytecode(self, bucket: Bucket) -> None:
        found = cache_folder.load(f"{bucket.key}-{self._made_with}")
        if isinstance(found, bytes):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        cache_folder.save(f"{bucket.key}-{self._made_with}", bucket.bytecode_to_string())


def theme_files(name: str) -> dict[str, Path]:
    """The files of a shipped theme by name, including inherited ones of the themes that it extends."""
    folder = packaged("themes") / name
    about = tomllib.loads(files.read_text(folder / "theme.toml"))
    below = theme_files(about["extends"]) if "extends" in about else {}
    own = {path.relative_to(folder).as_posix(): path for path in files.list_files(folder)}
    return dict(sorted((below | own).items()))


def own_theme_files(root: Path) -> list[str]:
    """The files of a vault that override those of its theme, by name."""
    return [path.relative_to(root / OWN_THEME).as_posix() for path in files.list_files(root / OWN_THEME)]


def themes_about() -> dict[str, str]:
    """The description of each shipped theme, by name."""
    return {
        name: tomllib.loads(files.read_text(packaged("themes") / name / "theme.toml"))["about"] for name in themes()
    }


def read_wording(language: str, root: Path) -> Wording:
    """The draft texts by name, each shadowed by one of the same name in `overrides/drafts/`."""
    layers = (_shipped_wording(language), root / OWN_WORDING)
    texts = [path for layer in layers for path in files.list_files(layer) if path.suffix in (".jinja", ".toml")]
    return Wording({path.stem: files.read_text(path) for path in texts}, _compiled())


def has_own_wording(root: Path) -> bool:
    """Whether the vault has draft texts of its own."""
    return bool(files.list_files(root / OWN_WORDING))


def shipped_texts(language: str) -> dict[str, bytes]:
    """The draft texts that ship with vaultgen, by file name."""
    return {path.name: files.read_file(path) for path in files.list_files(_shipped_wording(language))}


def _shipped_wording(language: str) -> Path:
    shipped = packaged("drafts/wording") / language
    if not shipped.is_dir():
        known = ", ".join(sorted(path.name for path in packaged("drafts/wording").iterdir() if path.is_dir()))
        raise UsageProblem(f"There are no draft texts in the language “{language}”.", f"Languages: {known}.")
    return shipped


def read_explanations() -> dict[str, Explanation]:
    """The explanations, by code."""
    pages = [path for path in files.list_files(packaged("diagnostics/explanations")) if path.suffix == ".md"]
    read = (explanations.parse(files.read_text(path)) for path in pages)
    return {explanation.code: explanation for explanation in read}


def read_export_schema() -> str:
    """The JSON Schema of `vaultgen export json`."""
    return files.read_text(packaged("exports/export.schema.json"))


def read_live() -> dict[str, bytes]:
    """The script and the style that a watch adds to served pages, by file name."""
    return {path.name: files.read_file(path) for path in files.list_files(packaged("watch/live"))}
