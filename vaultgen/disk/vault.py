"""Reading a vault: its settings, its notes, the names of its images and drafts."""

import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from vaultgen.diagnostics.source import LazySource, SourceFile
from vaultgen.disk import files, plan, scan
from vaultgen.disk.locate import is_vault
from vaultgen.disk.refusals import refused, shown, why
from vaultgen.disk.template_folders import template_folders
from vaultgen.errors import FileProblem, NoteGone, UsageProblem
from vaultgen.vault.layout import SETTINGS_FILE
from vaultgen.vault.scope import Scope, scope_of

# What the site may copy: images that a browser shows, and PDFs.
_ATTACHMENTS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg", ".pdf")


def read_settings(root: Path) -> SourceFile:
    """The vault's settings, which are UTF-8; empty where there is no such file."""
    path = root / SETTINGS_FILE
    try:
        data = files.read_stable(path) if path.exists() else b""
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{SETTINGS_FILE} is not UTF-8.", "Save it as UTF-8.") from None
    except OSError as error:
        raise FileProblem(f"{SETTINGS_FILE} cannot be read: {why(error)}.") from None
    return SourceFile(SETTINGS_FILE, data)


def read_vault(root: Path, output: Path, known: Mapping[str, str] | None = None) -> Iterator[SourceFile]:
    """Yields every Markdown file of the vault, except in hidden folders, templates and the site.

    Files with a `known` digest, by path, are unchanged since they had it: they are read when they are first needed.

    A file or folder that cannot be read is yielded with its fault; one that vanishes meanwhile is not. A link is read
    if it stays in the vault; linked folders are not entered, because their notes have their own place.
    """
    closed: list[OSError] = []
    read = partial(_data, root)
    above = os.path.join(root, "")  # noqa: PTH118 - a Path for each of ten thousand files takes longer than the look
    for path, entry in walk_vault(root, output, closed=closed.append):
        name = entry.name
        if path.endswith("/"):
            continue
        if name[0] == "." and (stub := re.fullmatch(r"\.(.+\.md)\.icloud", name, re.IGNORECASE)):
            missing = f"{path.removesuffix(name)}{stub[1]}"
            yield SourceFile(missing, b"", "iCloud has not downloaded it to this computer", "VG016")
        elif entry.is_symlink() and (root / path).is_dir():
            if is_read(root, root / path, files.resolved(output)) and leads_out(root, root / path):
                yield _refused(root, root / path, "folder")
        elif name.lower().endswith(".md") and not name.startswith("."):
            if known and path in known:
                yield LazySource(path, known[path], read)
                continue
            data = files.read_plain(f"{above}{path}") if _is_text(path) else None
            source = read_note(root, root / path) if data is None else SourceFile(path, data)
            if source is not None:
                yield source
    yield from (_closed(root, error) for error in closed if not isinstance(error, FileNotFoundError))


def walk_vault(
    root: Path, output: Path, *, closed: Callable[[OSError], None] = lambda _: None
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Walks over what of a vault may hold notes, like `scan.walk`: within the scope that its settings name.

    Raises `FileProblem` if the vault's own folder cannot be read; `closed` takes the errors of those below it.
    """
    try:
        next(root.iterdir(), None)
    except OSError as error:
        raise FileProblem(f"The vault {shown(root)} cannot be read: {why(error)}.") from None
    site, scope = files.resolved(output), read_scope(root)
    found = scan.walk(root, enter=lambda path: is_read(root, root / path, site) and scope.enters(path), closed=closed)
    if scope.is_partial:
        found = ((path, entry) for path, entry in found if path.endswith("/") or scope.holds(path))
    yield from found


def read_scope(root: Path) -> Scope:
    """Which files belong to the vault, by its settings; all of them where these cannot be read."""
    try:
        return scope_of(read_settings(root).data.decode())
    except (FileProblem, UsageProblem):
        return Scope()


def unread(root: Path, sources: Mapping[str, SourceFile], digests: Mapping[str, str]) -> dict[str, SourceFile]:
    """The same files without their bytes, which are read again at the next access."""
    read = partial(_data, root)
    return {path: _without_bytes(read, source, digests.get(path, "")) for path, source in sources.items()}


def _without_bytes(read: Callable[[str], bytes], source: SourceFile, digest: str) -> SourceFile:
    if source.fault:
        return source
    if isinstance(source, LazySource) and source.digest == digest:
        return source.unread()
    return LazySource(source.path, digest, read)


def _data(root: Path, path: str) -> bytes:
    try:
        return files.read_stable(root / path)
    except OSError as error:
        problem = refused(root / path, error, "read")
        if isinstance(error, FileNotFoundError):
            raise NoteGone(problem.message, problem.hint) from None
        raise problem from None


def leads_out(root: Path, path: Path) -> bool:
    """Whether a path is a symlink out of the vault; hidden ones do not count."""
    if path.name.startswith("."):
        return False
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads in a circle leads nowhere; a closed folder shows none
        return False


def _refused(root: Path, path: Path, what: str) -> SourceFile:
    name = path.relative_to(root).as_posix()
    return SourceFile(name, b"", f"it is a link to a {what} outside the vault", "VG015")


def _closed(root: Path, error: OSError) -> SourceFile:
    """The fault of a folder that cannot be read."""
    name = shown(Path(error.filename).relative_to(root))
    return SourceFile(name, b"", f"it is a folder that cannot be looked into ({why(error)})")


def is_read(root: Path, folder: Path, site: Path) -> bool:
    """Whether a folder of the vault may hold notes.

    It does not if it is hidden, holds templates, is a vault of its own, or is the site (resolved). The manifest
    identifies a site that was built before the output folder was moved: its copies of images are none of the vault's.
    """
    if folder.name.startswith(".") or folder in template_folders(root) or is_vault(folder):
        return False
    return files.resolved(folder) != site and not os.path.isfile(folder / plan.MANIFEST)  # noqa: PTH113 - as `is_vault`


def read_note(root: Path, path: Path) -> SourceFile | None:
    """A note, with its fault where it cannot be read; None where it is gone."""
    name = path.relative_to(root).as_posix()
    if not _is_text(name):
        # Two such names never look the same: every byte that is no text is written out.
        return SourceFile(os.fsencode(name).decode("utf-8", "backslashreplace"), b"", "its file name is not UTF-8")
    if leads_out(root, path) and path.exists():
        return _refused(root, path, "file")
    try:
        return SourceFile(name, files.read_stable(path))
    except FileNotFoundError:
        return SourceFile(name, b"", "it is a link to a file that is not there") if path.is_symlink() else None
    except OSError as error:
        return SourceFile(
            name, b"", "it is a link that leads in a circle" if error.errno == errno.ELOOP else why(error)
        )


def list_attachments(root: Path, output: Path) -> tuple[str, ...]:
    """The paths of the vault's images and PDFs, without symlinks out of the vault."""
    inside = files.resolved(root)
    paths = (
        path
        for path, entry in walk_vault(root, output)
        if is_attachment(path) and not entry.name.startswith(".") and _is_within(root / path, inside)
    )
    return tuple(sorted(filter(_is_text, paths)))


def is_attachment(path: str) -> bool:
    """Whether a file, by its path or name, is an image or a PDF; not so a folder, whose path ends in `/`."""
    return path.endswith(_ATTACHMENTS) or path.lower().endswith(_ATTACHMENTS)


def read_attachment(root: Path, path: str) -> bytes | str:
    """The bytes of an attachment, or why it cannot be read, in words; empty for a symlink out of the vault."""
    try:
        return files.read_stable(root / path) if _is_within(root / path, root.resolve()) else ""
    except OSError as error:
        return f"{path} cannot be read, and is not shown: {why(error)}."


def _is_within(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root) and path.is_file()
    except (OSError, RuntimeError):  # a link in a circle
        return False


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8, as pages cannot refer to any other."""
    return name.isascii() or name == name.encode("utf-8", "replace").decode("utf-8")
