"""The only file access: finds and reads vaults, themes and draft texts, and applies plans.

Every write is atomic: a temporary file beside the target, then a rename, so that a crash leaves
each file old or new. Raises `FileProblem` (exit 3) where something cannot be read or written, and
`UsageProblem` (exit 2) where the folder is no vault or the theme does not exist.
"""

import json
import os
import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaultgen import explanations, plan
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.explanations import Explanation
from vaultgen.model import FOLDERS
from vaultgen.settings import SETTINGS_FILE
from vaultgen.source import SourceFile
from vaultgen.theme import Theme

TEMPLATES = "templates"
# What the site may copy: images that a browser shows, and PDFs.
_ATTACHMENTS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg", ".pdf"})
_TEMPORARY = ".vaultgen-tmp"


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What was done: paths written and deleted, how many kept, and paths that changed meanwhile."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: int = 0
    changed_meanwhile: tuple[str, ...] = ()


def find_vault(given: str | None) -> Path:
    """The vault's root: the folder given, else the nearest one around the working folder."""
    if given is None:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / SETTINGS_FILE).is_file():
                return folder
        raise UsageProblem(
            "This folder is not in a vault: there is no vaultgen.toml here or above.",
            "Go to your vault, name it (vaultgen build FOLDER), or make one: vaultgen init FOLDER.",
        )
    root = Path(given)
    if not root.exists():
        raise UsageProblem(f"There is no folder {given}.", "Check the name, or make a vault: vaultgen init FOLDER.")
    if not root.is_dir():
        raise UsageProblem(f"{given} is a file; a vault is a folder.", "Name the folder that holds vaultgen.toml.")
    if not any((root / name).exists() for name in (SETTINGS_FILE, *FOLDERS)):
        raise UsageProblem(
            f"{given} is no vault: it holds neither vaultgen.toml nor a folder of notes.",
            f"Make one of it with: vaultgen init {given}",
        )
    return root


def read_settings(root: Path) -> SourceFile:
    """The vault's settings, which are UTF-8; empty where there is no such file."""
    path = root / SETTINGS_FILE
    try:
        data = path.read_bytes() if path.exists() else b""
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{SETTINGS_FILE} is not UTF-8.", "Save it as UTF-8.") from None
    except OSError as error:
        raise FileProblem(f"{SETTINGS_FILE} cannot be read: {_why(error)}.") from None
    return SourceFile(SETTINGS_FILE, data)


def read_vault(root: Path, output: Path) -> Iterator[SourceFile]:
    """Every Markdown file of the vault, but for hidden folders, templates and the site.

    A file that cannot be read comes with its fault; one that vanishes while read does not come.
    """
    try:
        next(root.iterdir(), None)
    except OSError as error:
        raise FileProblem(f"The vault {root} cannot be read: {_why(error)}.") from None
    site = output.resolve()
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if _is_read(root, here / name, site))
        for name in sorted(files):
            if name.lower().endswith(".md") and not name.startswith("."):
                source = _read(root, here / name)
                if source is not None:
                    yield source


def _is_read(root: Path, folder: Path, site: Path) -> bool:
    if folder.name.startswith(".") or (folder.name == TEMPLATES and folder.parent == root):
        return False
    return folder.resolve() != site


def _read(root: Path, path: Path) -> SourceFile | None:
    name = path.relative_to(root).as_posix()
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if shown != name:
        return SourceFile(shown, b"", "its file name is not UTF-8")
    try:
        return SourceFile(name, path.read_bytes())
    except FileNotFoundError:
        return SourceFile(name, b"", "it is a link to a file that is not there") if path.is_symlink() else None
    except OSError as error:
        return SourceFile(name, b"", _why(error))


def draft_names(root: Path) -> list[str]:
    """The names of the drafts as they lie in `drafts/`, without reading them."""
    return sorted(path.stem for path in (root / "drafts").glob("*.md"))


def list_attachments(root: Path, output: Path) -> tuple[str, ...]:
    """The paths of the vault's images and PDFs; a link that leads out of the vault is none of them."""
    site, inside = output.resolve(), root.resolve()
    found = []
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if _is_read(root, here / name, site)]
        for name in files:
            path = here / name
            if path.suffix.lower() in _ATTACHMENTS and not name.startswith(".") and _is_within(path, inside):
                found.append(path.relative_to(root).as_posix())
    return tuple(sorted(found))


def read_attachments(root: Path, wanted: Mapping[str, str]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The bytes of the files that the site refers to, by their place in it, and what could not be read.

    `wanted` gives each one's path in the vault.
    """
    read: dict[str, bytes] = {}
    faults: list[str] = []
    for place, path in wanted.items():
        try:
            if _is_within(root / path, root.resolve()):
                read[place] = (root / path).read_bytes()
        except OSError as error:
            faults.append(f"{path} cannot be read, and is not shown: {_why(error)}.")
    return read, tuple(faults)


def _is_within(path: Path, root: Path) -> bool:
    try:
        path.name.encode("utf-8")
        return path.resolve().is_relative_to(root) and path.is_file()
    except (OSError, RuntimeError, UnicodeEncodeError):  # a link in a circle, a name that is no text
        return False


def state(root: Path, output: Path) -> dict[str, str]:
    """What tells whether a file that a build reads has changed, by its path below the vault.

    Of notes and settings it is the digest; of images, which may be large, the size and time.
    """
    known = {source.path: plan.digest(source.data) for source in read_vault(root, output)}
    known |= {path: _stamp(root / path) for path in list_attachments(root, output)}
    others = [root / SETTINGS_FILE, *_files(root / "overrides")]
    return known | {path.relative_to(root).as_posix(): found for path in others if (found := digest(path))}


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


# What ships with vaultgen.


def packaged(name: str) -> Path:
    """A folder that ships with vaultgen: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).parent
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
        for path in _files(layer):
            key = path.relative_to(layer).as_posix()
            if key.startswith("assets/"):
                assets[key.removeprefix("assets/")] = _bytes(path)
            elif key.endswith(".html"):
                templates[key] = _decoded(path)
    return Theme(name, templates, assets)


OWN_WORDING = "overrides/drafts"


def read_wording(language: str, root: Path) -> dict[str, str]:
    """The draft texts by name, each shadowed by one of the same name in `overrides/drafts/`."""
    layers = (_shipped_wording(language), root / OWN_WORDING)
    return {
        path.stem: _decoded(path) for layer in layers for path in _files(layer) if path.suffix in (".jinja", ".toml")
    }


def shipped_texts(language: str) -> dict[str, bytes]:
    """The draft texts that ship with vaultgen, by file name."""
    return {path.name: _bytes(path) for path in _files(_shipped_wording(language))}


def _shipped_wording(language: str) -> Path:
    shipped = packaged("wording") / language
    if not shipped.is_dir():
        known = ", ".join(sorted(path.name for path in packaged("wording").iterdir() if path.is_dir()))
        raise UsageProblem(f"There are no draft texts in the language “{language}”.", f"Languages: {known}.")
    return shipped


def read_explanations() -> dict[str, Explanation]:
    """What each code means, by code."""
    read = (explanations.parse(_decoded(path)) for path in _files(packaged("explanations")) if path.suffix == ".md")
    return {explanation.code: explanation for explanation in read}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {_why(error)}.") from None


def _decoded(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{path} is not UTF-8.", "Save it as UTF-8.") from None


# The output. Nothing below writes but through `_replace`.


def read_site(folder: Path) -> tuple[dict[str, str], bytes | None]:
    """The digest of every file below the output folder, and the list that the last build left."""
    if folder.exists() and not folder.is_dir():
        raise FileProblem(f"The site cannot be written: {folder} is a file.", "Choose another output folder.")
    on_disk: dict[str, str] = {}
    manifest: bytes | None = None
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and not path.name.endswith(_TEMPORARY)):
            data = b"\0link" if path.is_symlink() else _bytes(path)
            on_disk[name] = plan.digest(data)
            manifest = data if name == plan.MANIFEST else manifest
    return on_disk, manifest


def refuse_foreign(folder: Path, steps: plan.Plan, manifest: bytes | None) -> None:
    """Raises `FileProblem` where files that vaultgen did not write are in the way of the site."""
    if steps.foreign:
        raise _foreign(folder, steps.foreign, has_manifest=manifest is not None)


def write_site(folder: Path, steps: plan.Plan, wanted: Mapping[str, bytes], manifest: bytes | None) -> WriteReport:
    """Writes a site and the list of what was written.

    The list is written first with the old digests and the new, and last with the new alone: after
    a crash in between, either is known as vaultgen's own and the next build goes on.
    """
    owned = plan.read_manifest(manifest)
    final = plan.manifest_of({path: [plan.digest(data)] for path, data in wanted.items()})
    if steps.write or steps.delete:
        both = {path: (plan.digest(data), *owned.get(path, ())) for path, data in wanted.items()}
        gone = {path: owned.get(path, ()) for path, _ in steps.delete}
        _replace(folder / plan.MANIFEST, plan.manifest_of(gone | both))
        report = apply(folder, steps, durable=False)
    else:
        report = WriteReport(kept=steps.keep)
    if manifest != final:
        _replace(folder / plan.MANIFEST, final)
    return report


def apply(folder: Path, steps: plan.Plan, *, durable: bool = True) -> WriteReport:
    """Carries out a plan below a folder; a file that changed since it was read is left alone."""
    written, deleted, changed = [], [], []
    for file in steps.write:
        path = folder / file.path
        if digest(path) != file.expects:
            changed.append(file.path)
            continue
        _replace(path, file.data, durable=durable)
        written.append(file.path)
    for name, expected in steps.delete:
        path = folder / name
        if digest(path) != expected:
            changed.append(name)
            continue
        _remove(path, up_to=folder)
        deleted.append(name)
    return WriteReport(tuple(written), tuple(deleted), steps.keep, tuple(changed))


def create(path: Path, data: bytes) -> bool:
    """Writes a new file; tells whether it did. A file that is there is never overwritten."""
    if path.exists() or path.is_symlink():
        return False
    _replace(path, data)
    return True


def merge_json(path: Path, merge: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Adds to a JSON object in a file; tells whether it did. A file that is no JSON object is left alone."""
    try:
        existing = json.loads(path.read_text("utf-8")) if path.exists() else {}
    except (ValueError, OSError):
        return False
    if not isinstance(existing, dict) or merge(existing) == existing:
        return False
    _replace(path, (json.dumps(merge(existing), indent=2, ensure_ascii=False) + "\n").encode())
    return True


def replace(path: Path, data: bytes) -> None:
    """Writes a file that the user asked to have changed, atomically."""
    _replace(path, data)


def _replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    path = path.resolve() if path.is_symlink() else path  # a link stays one
    temporary = path.with_name(f".{os.getpid()}{_TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)  # what only the user may read stays so
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True) if temporary.parent.is_dir() else None
        raise FileProblem(f"{path} cannot be written: {_why(error)}.") from None


def _remove(path: Path, *, up_to: Path) -> None:
    try:
        path.unlink()
        for folder in path.parents:
            if folder == up_to or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise FileProblem(f"{path} cannot be deleted: {_why(error)}.") from None


def digest(path: Path) -> str | None:
    """The digest of a file's bytes; None where there is no file."""
    return plan.digest(_bytes(path)) if path.is_file() else None


def _foreign(folder: Path, paths: Iterable[str], *, has_manifest: bool) -> FileProblem:
    names = list(paths)
    listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if has_manifest:
        return FileProblem(
            f"In the site's folder {folder} these files were changed by somebody else: {listed}.",
            "Nothing was touched. Move them away, and build again.",
        )
    return FileProblem(
        f"The folder {folder} holds files that vaultgen did not write: {listed}.",
        "Nothing was touched. Choose an empty folder with --out, or as “output” in vaultgen.toml.",
    )


def _why(error: OSError) -> str:
    """The system's reason in small letters, without its number."""
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
