"""How files look to the system, which is asked once per file and reads none: by that a run knows what has changed."""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

Stat = tuple[int, ...]
Tree = Mapping[str, Stat]

# Two writes within these seconds may leave the same time on a file; some drives count in whole seconds, or in two.
_STEP, _COARSE_STEP = 0.1, 2.0
_SECOND = 10**9
_PACKAGE = Path(__file__).parents[1]
_BESIDE = ("themes",)


def scan_vault(root: Path, output: Path) -> dict[str, Stat] | None:
    """How everything looks that a run may read: size, times of content and of change, and number of each file.

    Takes what is hidden for what it is, and leaves the site alone. Of a link, both it and what it leads to are looked
    at. Paths have `/`; folders end in it. None where something cannot be looked at.
    """
    found: dict[str, Stat] = {}
    try:
        _walk(os.path.realpath(root), "", os.path.realpath(output), found)
    except OSError:
        return None
    return found


def scan_site(output: Path) -> dict[str, Stat] | None:
    """How every file of the site's folder looks, hidden ones too; None where one cannot be looked at."""
    found: dict[str, Stat] = {}
    try:
        _walk(os.path.realpath(output), "", "", found, hidden=True)
    except FileNotFoundError:  # nobody has built it yet, or somebody is at work in it
        return None if found else {}
    except OSError:
        return None
    return found


def scan_package() -> dict[str, Stat] | None:
    """How vaultgen itself looks, with what ships with it, and when a library was last installed beside it."""
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
    """When a library was last installed in each of the folders that hold them; raises `OSError`."""
    folders = [folder for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    return {folder: (os.stat(folder).st_mtime_ns,) for folder in folders}  # noqa: PTH116 - as everywhere here


def racy(tree: Tree, at: float) -> list[str]:
    """The files that may have been written again since `at` (seconds since 1970) without looking otherwise."""
    return [name for name, stamp in tree.items() if len(stamp) > 1 and _is_racy(stamp, at)]


def stat_of(told: os.stat_result) -> Stat:
    """How a file looks."""
    return (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def stat_link(path: Path) -> Stat:
    """How that looks which lies in a place of the site; raises `OSError`."""
    told = path.lstat()
    return (*stat_of(told), *_led_to(str(path))) if stat.S_ISLNK(told.st_mode) else stat_of(told)


def _is_racy(stamp: Stat, at: float) -> bool:
    latest = max(stamp[1], stamp[2])
    step = _STEP if stamp[1] % _SECOND else _COARSE_STEP
    return latest > (at - step) * _SECOND


def _walk(folder: str, below: str, site: str, found: dict[str, Stat], *, hidden: bool = False) -> None:
    with _entries(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." and not hidden and not name.endswith(".icloud"):
                continue
            told = entry.stat(follow_symlinks=False)
            kind = stat.S_IFMT(told.st_mode)
            if kind == stat.S_IFDIR:
                inner = os.path.join(folder, name)  # noqa: PTH118 - as everywhere here
                if inner != site and name != "__pycache__":
                    found[f"{below}{name}/"] = ()
                    _walk(inner, f"{below}{name}/", site, found, hidden=hidden)
            elif kind != stat.S_IFLNK:
                found[below + name] = (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
            elif os.path.realpath(link := os.path.join(folder, name)) != site:  # noqa: PTH118
                found[below + name] = (*stat_of(told), *_led_to(link))


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What lies in a folder, which stays open meanwhile: else the system has to find it again for each file of it."""
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


def _led_to(link: str) -> Stat:
    """How that looks which a link leads to; nothing where it leads nowhere."""
    try:
        return stat_of(os.stat(link))  # noqa: PTH116
    except OSError:
        return ()
