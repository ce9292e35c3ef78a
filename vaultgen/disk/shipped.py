"""What ships with vaultgen: themes, draft texts, explanations; each may be shadowed by a file of the vault."""

import tomllib
from pathlib import Path

from vaultgen import explanations
from vaultgen.disk import files
from vaultgen.errors import UsageProblem
from vaultgen.explanations import Explanation
from vaultgen.theme import Theme


def packaged(name: str) -> Path:
    """A folder that ships with vaultgen: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.exists() else package.parent / name


def themes() -> list[str]:
    """The names of the themes that ship with vaultgen."""
    return sorted(path.parent.name for path in packaged("themes").glob("*/theme.toml"))


def read_theme(name: str, root: Path) -> Theme:
    """A theme with those it extends, each file shadowed by one of the same name in `overrides/theme/`."""
    if name not in themes():
        raise UsageProblem(f"There is no theme “{name}”.", "Themes: " + ", ".join(themes()) + ".")
    folder = packaged("themes") / name
    layers = [root / "overrides" / "theme", folder]
    parent = tomllib.loads((folder / "theme.toml").read_text("utf-8")).get("extends")
    if parent:
        layers.append(packaged("themes") / parent)
    templates: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for layer in reversed(layers):
        for path in files.below(layer):
            key = path.relative_to(layer).as_posix()
            if key.startswith("assets/"):
                assets[key.removeprefix("assets/")] = files.data(path)
            elif key.endswith(".html"):
                templates[key] = files.text(path)
    return Theme(name, templates, assets)


OWN_WORDING = "overrides/drafts"


def read_wording(language: str, root: Path) -> dict[str, str]:
    """The draft texts by name, each shadowed by one of the same name in `overrides/drafts/`."""
    layers = (_shipped_wording(language), root / OWN_WORDING)
    texts = [path for layer in layers for path in files.below(layer) if path.suffix in (".jinja", ".toml")]
    return {path.stem: files.text(path) for path in texts}


def shipped_texts(language: str) -> dict[str, bytes]:
    """The draft texts that ship with vaultgen, by file name."""
    return {path.name: files.data(path) for path in files.below(_shipped_wording(language))}


def _shipped_wording(language: str) -> Path:
    shipped = packaged("wording") / language
    if not shipped.is_dir():
        known = ", ".join(sorted(path.name for path in packaged("wording").iterdir() if path.is_dir()))
        raise UsageProblem(f"There are no draft texts in the language “{language}”.", f"Languages: {known}.")
    return shipped


def read_explanations() -> dict[str, Explanation]:
    """What each code means, by code."""
    pages = [path for path in files.below(packaged("explanations")) if path.suffix == ".md"]
    read = (explanations.parse(files.text(path)) for path in pages)
    return {explanation.code: explanation for explanation in read}
