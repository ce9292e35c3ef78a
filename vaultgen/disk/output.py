"""Writing: plans for drafts and site, and single files that a command was asked for."""

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from vaultgen.disk import atomic, files, plan, scan
from vaultgen.disk.refusals import refused, shown
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.scan import Stat
from vaultgen.errors import FileProblem

_ONCE_MORE = "Run vaultgen build once more, and the site is whole."
_NO_FILE = "no file"  # stands for the digest of what is none: a link, a pipe


class Site(NamedTuple):
    """What lies in a site's folder: the digest of each file by its path, and the list that the last build left."""

    digests: Mapping[str, str]
    manifest: bytes | None


def read_site(
    folder: Path, known: Mapping[str, tuple[Stat, str]] | None = None, looks: Mapping[str, Stat] | None = None
) -> Site:
    """All that is below the output folder; `known` gives digests of files, and how the files looked that had them.

    `looks` is how everything there looks, where that is known.
    """
    if folder.exists() and not folder.is_dir():
        raise FileProblem(f"The site cannot be written: {shown(folder)} is a file.", "Choose another output folder.")
    on_disk: dict[str, str] = {}
    known = known or {}
    others: Iterable[tuple[str, os.stat_result]]
    if (
        looks is not None
        and looks.keys() >= known.keys()
        and all(looks[path] == look for path, (look, _) in known.items())
    ):
        on_disk = {path: digest for path, (_, digest) in known.items()}
        others = _told(folder, (path for path in looks if path not in known and not path.endswith("/")))
    else:
        others = files.told(folder)
    for path, told in others:
        if atomic.is_temporary(path.rpartition("/")[2]):
            continue
        look, before = known.get(path, ((), ""))
        is_file = stat.S_ISREG(told.st_mode)
        if look == scan.stat_of(told):
            found: str | None = before
        else:
            found = files.digest_file(folder / path) if is_file else _NO_FILE
        if found is not None:
            on_disk[path] = found
    return Site(on_disk, files.data(folder / plan.MANIFEST) if plan.MANIFEST in on_disk else None)


def _told(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """What the system tells of some files, but for those that have gone since: what a crash left is tidied away."""
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            yield path, (folder / path).lstat()


class Staging:
    """Files that are to lie in a folder, written under other names: what has no place in the end goes again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in atomic.staged(self._folder).intersection(self._names):
            atomic.forget(self._folder / name)

    def forget_of(self, pid: int) -> None:
        """Deletes what another process has staged there, which is gone."""
        atomic.forget_of(self._folder, pid)

    def add(self, data: bytes) -> plan.Staged:
        """Writes a file under another name. Raises `FileProblem`."""
        try:
            temporary, told = atomic.stage(self._folder, data, durable=False)
        except OSError as error:
            raise refused(self._folder, error) from None
        return self.adopt(plan.Staged(temporary.name, scan.stat_of(told)))

    def adopt(self, staged: plan.Staged) -> plan.Staged:
        """Takes over what another process has staged in the same folder."""
        self._names.append(staged.name)
        return staged


def read_manifest(folder: Path) -> bytes:
    """The list that the last build left of what it wrote; raises `FileProblem`."""
    return files.data(folder / plan.MANIFEST)


def refuse_foreign(folder: Path, steps: plan.Plan, manifest: bytes | None) -> None:
    """Raises `FileProblem` where files that vaultgen did not write are in the way of the site."""
    if steps.foreign:
        raise _foreign(folder, steps.foreign, has_manifest=manifest is not None)


def write_site(folder: Path, steps: plan.Plan, wanted: Mapping[str, str], manifest: bytes | None) -> WriteReport:
    """Writes a site and the list of what was written; `wanted` is the digest of each file that it is to hold.

    The list is written first with the old digests and the new, and last with the new alone: after
    a crash in between, either is known as vaultgen's own and the next build goes on.
    """
    owned = plan.read_manifest(manifest)
    final = plan.manifest_of({path: [found] for path, found in wanted.items()})
    if steps.write or steps.delete:
        both = {path: (found, *owned.get(path, ())) for path, found in wanted.items()}
        gone = {path: owned.get(path, ()) for path, _ in steps.delete}
        marked = _Marked(folder, plan.manifest_of(gone | both))
        report = apply_plan(folder, steps, durable=False, before_each=marked.mark)
        marked.check(report)
    else:
        report = WriteReport(kept=steps.keep)
    for path in owned.keys() - wanted.keys():  # also those of which a crash left the folder alone
        atomic.prune(folder / path, up_to=folder)
    if manifest != final and (told := atomic.place(folder / plan.MANIFEST, final)):
        report = report._replace(looks={**report.looks, plan.MANIFEST: scan.stat_of(told)})
    return report


def apply_plan(
    folder: Path, steps: plan.Plan, *, durable: bool = True, before_each: Callable[[], None] = lambda: None
) -> WriteReport:
    """Carries out a plan below a folder; a file that changed since it was read is left alone."""
    done: dict[str, bool] = {}
    looks: dict[str, Stat] = {}
    for name, expected in steps.delete:  # first: a folder may have to go where a file comes
        before_each()
        done[name] = atomic.remove(folder / name, expects=expected, up_to=folder)
    deleted = tuple(name for name, was in done.items() if was)
    for file in steps.write:
        before_each()
        look = _place(folder, file, durable=durable)
        done[file.path] = look is not None
        if look is not None:
            looks[file.path] = look
    return WriteReport(tuple(looks), deleted, steps.keep, tuple(name for name, was in done.items() if not was), looks)


def _place(folder: Path, file: plan.FileWrite, *, durable: bool) -> Stat | None:
    """How a file looks that was written; None where another lies in its place than was expected."""
    path = folder / file.path
    if isinstance(file.data, bytes):
        told = atomic.place(path, file.data, expects=file.expects, durable=durable)
        return None if told is None else scan.stat_of(told)
    try:
        return file.data.look if atomic.settle(folder / file.data.name, path, expects=file.expects) else None
    except OSError as error:
        raise refused(path, error) from None
    except RuntimeError:
        raise atomic.in_a_circle(path) from None


def make_folder(path: Path) -> None:
    """Makes a folder where there is none; raises `FileProblem`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(path, error, "made") from None


def create_file(path: Path, data: bytes) -> bool:
    """Writes a new file; tells whether it did. A file that is there is never overwritten."""
    return atomic.place(path, data, expects=None) is not None


def merge_json(path: Path, merge: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Adds to a JSON object in a file; tells whether it did. A file that is no JSON object is left alone."""
    try:
        before = files.whole(path) if path.exists() else None
        existing = {} if before is None else json.loads(before)
    except (ValueError, OSError):
        return False
    if not isinstance(existing, dict) or merge(existing) == existing:
        return False
    merged = json.dumps(merge(existing), indent=2, ensure_ascii=False) + "\n"
    expects = None if before is None else plan.digest(before)
    return atomic.place(path, merged.encode(), expects=expects) is not None


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file that the user asked to have written over, whatever lies there."""
    atomic.place(path, data)


class _Marked:
    """Keeps the list of what is vaultgen's own in a site's folder while that is written.

    Whoever empties the folder meanwhile takes the list away too; without it, what is written after that
    would be taken for somebody else's.
    """

    def __init__(self, folder: Path, manifest: bytes) -> None:
        self._path = folder / plan.MANIFEST
        self._manifest = manifest
        self._written = 0

    def mark(self) -> None:
        if not self._path.exists() or not self._written:
            atomic.place(self._path, self._manifest)
            self._written += 1

    def check(self, report: WriteReport) -> None:
        """Raises `FileProblem` where somebody else was at work in the folder: it is not what was planned."""
        folder = shown(self._path.parent)
        if self._written > 1 or not self._path.exists():
            raise FileProblem(f"The site's folder {folder} was emptied while the site was written.", _ONCE_MORE)
        if report.changed_meanwhile:
            raise FileProblem(
                f"In the site's folder {folder} somebody else was at work while the site was written: "
                f"{_listed(report.changed_meanwhile)}.",
                _ONCE_MORE,
            )


def _foreign(folder: Path, paths: Sequence[str], *, has_manifest: bool) -> FileProblem:
    if has_manifest:
        return FileProblem(
            f"In the site's folder {shown(folder)} these files were changed by somebody else: {_listed(paths)}.",
            "Nothing was touched. Move them away, and build again.",
        )
    return FileProblem(
        f"The folder {shown(folder)} holds files that vaultgen did not write: {_listed(paths)}.",
        "Nothing was touched. Choose an empty folder with --out, or as “output” in vaultgen.toml.",
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names[:3])) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
