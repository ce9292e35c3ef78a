"""Walks over folders, and scans: the stats of all files, by which a run knows what has changed.

A stat is racy if it is so recent that the file may be written again without changing it; then the digest of the file
must be kept as well.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Stat = tuple[int, ...]  # size, time of content and of change in ns, number; of a link the same of its target behind
Tree = Mapping[str, Stat]  # by path with `/`; a folder ends in `/` and has an empty stat

# Two writes within so many seconds may leave the same time on a file: some drives count in whole seconds, or in two.
_STEP, _COARSE_STEP = 0.1, 2.0
_SECOND = 10**9
_PACKAGE = Path(__file__).parents[1]
_BESIDE = ("themes",)


def walk(
    folder: str | os.PathLike[str],
    *,
    enter: Callable[[str], bool] = lambda _: True,
    closed: Callable[[OSError], None] | None = None,
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yields everything below a folder with its path, separated by `/`; that of a folder ends in `/`. Sorted by name.

    `enter` is asked for each folder, by its path, whether to walk it; links are not followed. `closed` takes the error
    of a folder that cannot be read; without it the error is raised. An entry knows its name, not its path, and its stat
    has to be taken before the next entry is.
    """
    folders = [""]
    while folders:
        below = folders.pop()
        inner: list[str] = []
        try:
            with _entries(os.path.join(folder, below)) as entries:  # noqa: PTH118 - as everywhere here
                for entry in sorted(entries, key=_name):
                    path = below + entry.name
                    if not entry.is_dir(follow_symlinks=False):
                        yield path, entry
                    elif enter(path):
                        inner.append(f"{path}/")
                        yield inner[-1], entry
        except OSError as error:
            if closed is None:
                raise
            closed(error)
        folders += reversed(inner)


def scan_vault(root: Path, output: Path) -> dict[str, Stat] | None:
    """The stats of everything in a vault that a run may read; None if a folder cannot be read.

    Hidden files, caches of Python and the site are left out.
    """
    try:
        return _scan(os.path.realpath(root), site=os.path.realpath(output))
    except OSError:
        return None


def scan_site(output: Path) -> dict[str, Stat] | None:
    """The stats of everything in the site's folder, including hidden files; None if a folder cannot be read."""
    try:
        return _scan(os.path.realpath(output), hidden=True)
    except FileNotFoundError:  # nobody has built it yet, or somebody is at work in it
        return None if os.path.lexists(output) else {}
    except OSError:
        return None


def scan_package() -> dict[str, Stat] | None:
    """The stats of vaultgen's own files and of the folders with its libraries; None if a folder cannot be read."""
    try:
        stats = _scan(str(_PACKAGE))
        for name in _BESIDE:
            if not (_PACKAGE / name).exists():
                beside = _scan(str(_PACKAGE.parent / name))
                stats |= {f"{name}/{path}": stat_ for path, stat_ in beside.items()}
        return stats | stat_libraries()
    except OSError:
        return None


def stat_libraries() -> dict[str, Stat]:
    """The time of the last installation, for each folder with libraries; raises `OSError`."""
    folders = [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    return {folder: (os.stat(folder).st_mtime_ns,) for folder in folders}  # noqa: PTH116 - as everywhere here


def racy(tree: Tree, at: float) -> list[str]:
    """The paths whose stats are racy, having been taken at `at` (seconds since 1970)."""
    recent = (at - _COARSE_STEP) * _SECOND  # most files are older
    return [name for name, stat_ in tree.items() if len(stat_) > 1 and max(stat_[1:3]) > recent and _is_racy(stat_, at)]


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


def _scan(folder: str, *, site: str = "", hidden: bool = False) -> dict[str, Stat]:
    """The stats of everything below a folder but the site, with hidden files if asked; raises `OSError`."""
    inside = site.removeprefix(os.path.join(folder, "")).replace(os.sep, "/")  # noqa: PTH118 - as everywhere here

    def enter(path: str) -> bool:
        name = path.rpartition("/")[2]
        return (hidden or name[0] != ".") and name != "__pycache__" and path != inside

    stats: dict[str, Stat] = {}
    for path, entry in walk(folder, enter=enter):
        if path[-1] == "/":
            stats[path] = ()
        elif hidden or entry.name[0] != "." or entry.name.endswith(".icloud"):
            result = entry.stat(follow_symlinks=False)
            if not stat.S_ISLNK(result.st_mode):
                stats[path] = stat_of(result)
            elif os.path.realpath(link := os.path.join(folder, path)) != site:  # noqa: PTH118
                stats[path] = (*stat_of(result), *_stat_of_target(link))
    return stats


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, which stays open: else the system would look up its path for each of its files."""
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
    """The stat of a link's target; empty if there is none."""
    try:
        return stat_of(os.stat(link))  # noqa: PTH116
    except OSError:
        return ()
