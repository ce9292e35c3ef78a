"""Writing: plans for drafts and site, and single files. Nothing here writes but through `_replace`.

Every write is atomic: a temporary file beside the target, then a rename, so that a crash leaves each
file old or new.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaultgen import plan
from vaultgen.disk import files
from vaultgen.errors import FileProblem

_TEMPORARY = ".vaultgen-tmp"


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What was done: paths written and deleted, how many kept, and paths that changed meanwhile."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept: int = 0
    changed_meanwhile: tuple[str, ...] = ()


def read_site(folder: Path) -> tuple[dict[str, str], bytes | None]:
    """The digest of every file below the output folder, and the list that the last build left."""
    if folder.exists() and not folder.is_dir():
        raise FileProblem(f"The site cannot be written: {folder} is a file.", "Choose another output folder.")
    on_disk: dict[str, str] = {}
    manifest: bytes | None = None
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and not path.name.endswith(_TEMPORARY)):
            data = b"\0link" if path.is_symlink() else files.data(path)
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
        if files.digest(path) != file.expects:
            changed.append(file.path)
            continue
        _replace(path, file.data, durable=durable)
        written.append(file.path)
    for name, expected in steps.delete:
        path = folder / name
        if files.digest(path) != expected:
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
        raise FileProblem(f"{path} cannot be written: {files.why(error)}.") from None
    except BaseException:  # Ctrl-C: nothing half is left lying about
        temporary.unlink(missing_ok=True)
        raise


def _remove(path: Path, *, up_to: Path) -> None:
    try:
        path.unlink()
        for folder in path.parents:
            if folder == up_to or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise FileProblem(f"{path} cannot be deleted: {files.why(error)}.") from None


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
