"""Scans: the stats of files, by which a run knows what has changed. No file is read.

A stat is racy when it is so young that the file may be written again without getting another one; whoever keeps it has
to keep the digest of the file as well.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

Stat = tuple[int, ...]  # size, time of content and of change in ns, number; of a link the same of its target behind
Tree = Mapping[str, Stat]  # by path with `/`; a folder ends in `/` and has an empty stat

# Two writes within so many seconds may leave the same time on a file: some drives count in whole seconds, or in two.
_STEP, _COARSE_STEP = 0.1, 2.0
_SECOND = 10**9
_PACKAGE = Path(__file__).parents[1]
_BESIDE = ("themes",)


def scan_vault(root: Path, output: Path) -> dict[str, Stat] | None:
    """The stats of everything in a vault that a run may read; None where a folder cannot be read.

    Hidden files, caches of Python and the site are left out.
    """
    found: dict[str, Stat] = {}
    try:
        _walk(os.path.realpath(root), "", os.path.realpath(output), found)
    except OSError:
        return None
    return found


def scan_site(output: Path) -> dict[str, Stat] | None:
    """The stats of everything in the site's folder, hidden files too; None where a folder cannot be read."""
    found: dict[str, Stat] = {}
    try:
        _walk(os.path.realpath(output), "", "", found, hidden=True)
    except FileNotFoundError:  # nobody has built it yet, or somebody is at work in it
        return None if found else {}
    except OSError:
        return None
    return found


def scan_package() -> dict[str, Stat] | None:
    """The stats of vaultgen's own files, and of the folders that its libraries are installed in; None as above."""
    found: dict[str, Stat] = {}
    try:
        _walk(str(_PACKAGE), "", "", found)
        for name in _BESIDE:
            if not (_PACKAGE / name).exists():
                _walk(str(_PACKAGE.parent / name), f"{name}/", "", found)
        found |= stat_libraries()
    except OSError:
        return None
    return found


def stat_libraries() -> dict[str, Stat]:
    """For each folder with libraries the time at which one was last installed; raises `OSError`."""
    folders = [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    return {folder: (os.stat(folder).st_mtime_ns,) for folder in folders}  # noqa: PTH116 - as everywhere here


def racy(tree: Tree, at: float) -> list[str]:
    """The paths whose stats are racy, having been taken at `at` (seconds since 1970)."""
    return [name for name, stat_ in tree.items() if len(stat_) > 1 and _is_racy(stat_, at)]


def stat_of(result: os.stat_result) -> Stat:
    """The stat of a file, from what the system gave."""
    return (result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino)


def stat_link(path: Path) -> Stat:
    """The stat of a path in the site, as `scan_site` takes it; raises `OSError`."""
    result = path.lstat()
    return (*stat_of(result), *_stat_of_target(str(path))) if stat.S_ISLNK(result.st_mode) else stat_of(result)


def _is_racy(stat_: Stat, at: float) -> bool:
    latest = max(stat_[1], stat_[2])
    step = _STEP if stat_[1] % _SECOND else _COARSE_STEP
    return latest > (at - step) * _SECOND


def _walk(folder: str, below: str, site: str, found: dict[str, Stat], *, hidden: bool = False) -> None:
    with _entries(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." and not hidden and not name.endswith(".icloud"):
                continue
            result = entry.stat(follow_symlinks=False)
            kind = stat.S_IFMT(result.st_mode)
            if kind == stat.S_IFDIR:
                inner = os.path.join(folder, name)  # noqa: PTH118 - as everywhere here
                if inner != site and name != "__pycache__":
                    found[f"{below}{name}/"] = ()
                    _walk(inner, f"{below}{name}/", site, found, hidden=hidden)
            elif kind != stat.S_IFLNK:
                found[below + name] = (result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino)
            elif os.path.realpath(link := os.path.join(folder, name)) != site:  # noqa: PTH118
                found[below + name] = (*stat_of(result), *_stat_of_target(link))


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, which is held open: else the system would look it up again for each of its files."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(handle) as entries:
            yield entries
    finally:
        os.close(handle)


def _stat_of_target(link: str) -> Stat:
    """The stat of what a link leads to; empty where it leads nowhere."""
    try:
        return stat_of(os.stat(link))  # noqa: PTH116
    except OSError:
        return ()
