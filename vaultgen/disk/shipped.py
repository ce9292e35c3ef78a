"""What ships with vaultgen: themes, draft texts, explanations; each may be shadowed by a file of the vault."""

import tomllib
from pathlib import Path

from vaultgen.diagnostics import explanations
from vaultgen.diagnostics.explanations import Explanation
from vaultgen.disk import files
from vaultgen.errors import UsageProblem
from vaultgen.vault.layout import OVERRIDES

OWN_THEME = f"{OVERRIDES}/theme"
OWN_WORDING = f"{OVERRIDES}/drafts"


def packaged(name: str) -> Path:
    """A folder that ships with vaultgen: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.exists() else package.parent / name


def themes() -> list[str]:
    """The names of the themes that ship with vaultgen."""
    return sorted(path.parent.name for path in packaged("themes").glob("*/theme.toml"))


def theme_files(name: str) -> dict[str, Path]:
    """The files of a shipped theme by name, including inherited ones of the themes that it extends.

    Raises `UsageProblem` if no theme has that name.
    """
    if name not in themes():
        raise UsageProblem(f"There is no theme “{name}”.", "Themes: " + ", ".join(themes()) + ".")
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


def read_draft_texts(language: str, root: Path) -> dict[str, str]:
    """The draft texts by name, each shadowed by one of the same name in `overrides/drafts/`.

    Raises `UsageProblem` if none ship in that language.
    """
    layers = (_shipped_wording(language), root / OWN_WORDING)
    paths = [path for layer in layers for path in files.list_files(layer) if path.suffix in (".jinja", ".toml")]
    return {path.stem: files.read_text(path) for path in paths}


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
