"""Writing: executes plans for drafts and site, and writes single files for commands."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from vaultgen.disk import atomic, files, plan, scan
from vaultgen.disk.refusals import refused, shown
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.scan import Stat
from vaultgen.errors import FileProblem

_ONCE_MORE = "Run vaultgen build once more, and the site is whole."
_NO_FILE = "no file"  # in place of the digest of anything that is no file: a link, a pipe


class Site(NamedTuple):
    """The contents of a site's folder: the digest of each file by path, and the manifest of the last build."""

    digests: Mapping[str, str]
    manifest: bytes | None


def read_site(
    folder: Path, known: Mapping[str, tuple[Stat, str]] | None = None, stats: Mapping[str, Stat] | None = None
) -> Site:
    """Reads the contents of the site's folder.

    `known` are stat and digest of files by path: a file with the same stat is not read. `stats` are those of all files
    there, if the folder was scanned already. Raises `FileProblem`.
    """
    if folder.exists() and not folder.is_dir():
        raise FileProblem(f"The site cannot be written: {shown(folder)} is a file.", "Choose another output folder.")
    on_disk: dict[str, str] = {}
    known = known or {}
    others: Iterable[tuple[str, os.stat_result]]
    if (
        stats is not None
        and stats.keys() >= known.keys()
        and all(stats[path] == before for path, (before, _) in known.items())
    ):
        on_disk = {path: digest for path, (_, digest) in known.items()}
        others = _stats_of(folder, (path for path in stats if path not in known and not path.endswith("/")))
    else:
        others = files.stats_below(folder)
    for path, result in others:
        if atomic.is_temporary(path.rpartition("/")[2]):
            continue
        known_stat, before = known.get(path, ((), ""))
        is_file = stat.S_ISREG(result.st_mode)
        if known_stat == scan.stat_of(result):
            actual: str | None = before
        else:
            actual = files.digest_file(folder / path) if is_file else _NO_FILE
        if actual is not None:
            on_disk[path] = actual
    return Site(on_disk, files.read_file(folder / plan.MANIFEST) if plan.MANIFEST in on_disk else None)


def _stats_of(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """The stats of files, without those that have vanished, such as temporary files of a crash."""
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            yield path, (folder / path).lstat()


class Staging:
    """Files staged in a folder under temporary names; those that still exist at exit are deleted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in atomic.staged(self._folder).intersection(self._names):
            atomic.forget(self._folder / name)

    def forget_of(self, pid: int) -> None:
        """Deletes the files that an ended process staged."""
        atomic.forget_of(self._folder, pid)

    def add(self, data: bytes) -> plan.Staged:
        """Stages a file. Raises `FileProblem`."""
        try:
            temporary, result = atomic.stage(self._folder, data, durable=False)
        except OSError as error:
            raise refused(self._folder, error) from None
        return self.adopt(plan.Staged(temporary.name, scan.stat_of(result)))

    def adopt(self, staged: plan.Staged) -> plan.Staged:
        """Takes over a file that another process staged in the same folder."""
        self._names.append(staged.name)
        return staged


def read_manifest(folder: Path) -> bytes:
    """The manifest of the last build; raises `FileProblem`."""
    return files.read_file(folder / plan.MANIFEST)


def refuse_foreign(folder: Path, steps: plan.Plan, manifest: bytes | None) -> None:
    """Raises `FileProblem` if files that vaultgen did not write are in the way."""
    if steps.foreign:
        raise _foreign(folder, steps.foreign, has_manifest=manifest is not None)


def write_site(folder: Path, steps: plan.Plan, wanted: Mapping[str, str], manifest: bytes | None) -> WriteReport:
    """Executes a plan for a site, and writes its manifest. `wanted` are the digests of all files that it will have.

    The manifest is written first with the old digests and the new ones, and last with the new ones alone: after a crash
    in between, files in either state are known as vaultgen's own. Raises `FileProblem`.
    """
    owned = plan.read_manifest(manifest)
    final = plan.manifest_of({path: [found] for path, found in wanted.items()})
    if steps.write or steps.delete:
        both = {path: {found, *owned.get(path, ())} for path, found in wanted.items()}
        gone = {path: {*owned.get(path, ())} for path, _ in steps.delete}
        marked = _Marked(folder, plan.manifest_of(gone | both))
        report = apply_plan(folder, steps, durable=False, before_each=marked.mark)
        marked.check(report)
    else:
        report = WriteReport(kept=steps.keep)
    for path in owned.keys() - wanted.keys():  # also those of which a crash left the folder alone
        atomic.prune(folder / path, up_to=folder)
    if manifest != final and (result := atomic.place(folder / plan.MANIFEST, final)):
        report = report._replace(stats={**report.stats, plan.MANIFEST: scan.stat_of(result)})
    return report


def apply_plan(
    folder: Path, steps: plan.Plan, *, durable: bool = True, before_each: Callable[[], None] = lambda: None
) -> WriteReport:
    """Executes a plan below a folder. A file that changed since it was read is kept. Raises `FileProblem`."""
    done: dict[str, bool] = {}
    stats: dict[str, Stat] = {}
    for name, expected in steps.delete:  # first: a folder may have to go where a file comes
        before_each()
        done[name] = atomic.remove(folder / name, expects=expected, up_to=folder)
    deleted = tuple(name for name, was in done.items() if was)
    for file in steps.write:
        before_each()
        placed = _place(folder, file, durable=durable)
        done[file.path] = placed is not None
        if placed is not None:
            stats[file.path] = placed
    return WriteReport(tuple(stats), deleted, steps.keep, tuple(name for name, was in done.items() if not was), stats)


def _place(folder: Path, file: plan.FileWrite, *, durable: bool) -> Stat | None:
    """The stat of the written file; None if the file in its place is not the expected one."""
    path = folder / file.path
    if isinstance(file.data, bytes):
        result = atomic.place(path, file.data, expects=file.expects, durable=durable)
        return None if result is None else scan.stat_of(result)
    try:
        return file.data.stat if atomic.settle(folder / file.data.name, path, expects=file.expects) else None
    except OSError as error:
        raise refused(path, error) from None
    except RuntimeError:
        raise atomic.in_a_circle(path) from None


def make_folder(path: Path) -> None:
    """Makes a folder if there is none; raises `FileProblem`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(path, error, "made") from None


def create_file(path: Path, data: bytes) -> bool:
    """Writes a new file; returns whether it did. An existing file is never overwritten."""
    return atomic.place(path, data, expects=None) is not None


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file, replacing any existing one, as the user asked."""
    atomic.place(path, data)


class _Marked:
    """Keeps the manifest in a site's folder while its files are written.

    Somebody may empty the folder meanwhile. Without a manifest, files written after that would count as foreign.
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
        """Raises `FileProblem` if another program changed the folder meanwhile."""
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
