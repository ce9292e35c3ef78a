"""The state of the files that a watch looks at: stats, the kind of drive, and pages of the site.

The system is asked once per file. A file is only read if its stat is new or was racy.
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from vaultgen import fingerprint
from vaultgen.disk import files, scan
from vaultgen.disk.file_state import FileState, FileStates, shape_of
from vaultgen.disk.refusals import why
from vaultgen.disk.scan import Tree
from vaultgen.disk.shipped import packaged
from vaultgen.disk.vault import is_attachment, leads_out, walk_vault
from vaultgen.vault.layout import OVERRIDES, SETTINGS_FILE

_SHIPPED = ("themes", "drafts/wording")  # for who works on a theme of vaultgen
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|davfs|vboxsf|prl_fs|virtiofs|drvfs"
    r"|fuse\.(?:sshfs|rclone|davfs2?|gvfsd-fuse|glusterfs|s3fs|smbnetfs|vmhgfs-fuse|ceph-fuse|google-drive-ocamlfuse)"
)


def watched_folders(root: Path) -> tuple[Path, ...]:
    """The folders whose files a build of a vault reads."""
    return (root.resolve(), *(packaged(name).resolve() for name in _SHIPPED))


def file_states(
    root: Path, output: Path, before: FileStates, *, at: float, tree: Tree | None = None
) -> dict[str, FileState]:
    """The state of each file that a build reads; those that are as `before` are not read again.

    `at` is the time in seconds since 1970, `tree` the stats of everything in the vault, if they were taken just now.
    Paths are relative to the vault; those of files that ship with vaultgen begin with `vaultgen/`. Raises
    `FileProblem` if the vault's folder cannot be read.
    """
    states: dict[str, FileState] = {}
    stats = tree or {}
    for name, place, is_text in _files(root, output):
        known = before.get(name)
        if known is not None and known.certain and stats.get(name) == known.stat:
            states[name] = known
        elif state := site_version(root, place, known, at=at, is_text=is_text):
            states[name] = state
    return states


def site_version(
    root: Path, place: str, before: FileState | None = None, *, at: float = 0, is_text: bool = True
) -> FileState | None:
    """The state of a file; None if there is none. For images and PDFs it is only the stat."""
    try:
        result = os.lstat(place)
        if stat.S_ISLNK(result.st_mode) and not leads_out(root, Path(place)):
            result = os.stat(place)  # noqa: PTH116
        if not stat.S_ISREG(result.st_mode):
            return FileState((), "no file of the vault")
        stat_ = scan.stat_of(result)
        if before is not None and before.certain and before.stat == stat_:
            return before
        certain = not scan.racy({"": stat_}, at)
        return _read(Path(place), stat_, certain=certain) if is_text else _unread(stat_, certain=certain)
    except FileNotFoundError:
        return FileState((), "a link to nothing") if os.path.islink(place) else None  # noqa: PTH114
    except OSError as error:
        return FileState((), why(error))


def site_page(folder: Path, name: str) -> bytes | None:
    """A file of the site by its path with `/`; None if there is none, or if the path leads out of the site.

    Hidden files, such as the manifest, are not part of the site.
    """
    parts = PurePosixPath(name).parts
    if not parts or any(part.startswith(".") or re.search(r'[\\:\0/<>"|?*]', part) for part in parts):
        return None
    try:
        path = folder.joinpath(*parts).resolve()
        return path.read_bytes() if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def network_drive(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str | None:
    """The kind of network drive that a folder is on, like `nfs`; None on a local disk, or if the system does not say.

    The system reports changes made on this computer, and seldom those made on others.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
        here = path.resolve()
    except OSError:
        return None
    rows = [fields for line in lines if len(fields := line.split()) > 2]
    over = [(fields[1], fields[2]) for fields in rows if here.is_relative_to(_plain(fields[1]))]
    # Of two at one place the later one hides the first.
    kind = max(enumerate(over), key=lambda row: (len(row[1][0]), row[0]))[1][1] if over else ""
    return kind if _NETWORK.fullmatch(kind) else None


def _files(root: Path, output: Path) -> Iterator[tuple[str, str, bool]]:
    """The name and path of each file that a build reads, and whether it is text."""
    if (root / SETTINGS_FILE).exists():
        yield SETTINGS_FILE, str(root / SETTINGS_FILE), True
    above = os.path.join(root, "")  # noqa: PTH118 - a Path for each of ten thousand files takes longer than the look
    for path, entry in walk_vault(root, output):
        name, place = entry.name, f"{above}{path}"
        if path.endswith("/"):
            continue
        if name.lower().endswith((".md", ".icloud")) and (name[0] != "." or name.lower().endswith(".icloud")):
            yield path, place, True
        elif (is_attachment(name) and name[0] != ".") or (entry.is_symlink() and leads_out(root, Path(place))):
            yield path, place, False
    yield from _all_below(root / OVERRIDES, f"{OVERRIDES}/")
    for name in _SHIPPED:
        yield from _all_below(packaged(name), f"vaultgen/{name}/")


def _all_below(folder: Path, name: str) -> Iterator[tuple[str, str, bool]]:
    return ((name + path.relative_to(folder).as_posix(), str(path), True) for path in files.list_files(folder))


def _read(path: Path, stat_: tuple[int, ...], *, certain: bool) -> FileState:
    data = path.read_bytes()
    return FileState(stat_, fingerprint.digest(data), shape_of(data), certain)


def _unread(stat_: tuple[int, ...], *, certain: bool) -> FileState:
    return FileState(stat_, str(stat_), "opaque" if stat_[0] else "empty", certain)


def _plain(mount: str) -> str:
    """A path from the list of mounts, with its escaped spaces restored."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), mount)
