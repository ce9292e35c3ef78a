"""Cached answers of commands: valid until a file of the vault, of the site or of vaultgen changes.

A run saves its answer, the time until which it is true, and the stat of every file that it depends on. The next run
takes the same stats; if they are equal, it replays the answer without reading a file. This module and its imports load
quickly.

A stat is racy if the file may have been written again and still have the same stat. The digests of such files are
saved and compared as well.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from vaultgen import clock, fingerprint
from vaultgen.builder import cache
from vaultgen.builder.cache import Cache
from vaultgen.dates import time_marks
from vaultgen.disk import plan, scan
from vaultgen.disk.files import digest_file
from vaultgen.disk.plan import Output
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.scan import Stat, Tree

if TYPE_CHECKING:
    from vaultgen.builder.last_build import LastBuild, Parts

_NAMESPACE = "answers"
_JUST_NOW = 0.5  # seconds
_MOST = 20  # answers to different questions (formats, colours) that are kept of one vault

Key = tuple[str, ...]


class CommandAnswer(NamedTuple):
    """What a command prints, with time marks (see `time_marks`), and its exit code.

    `rest` is printed last, after the lines that are only known once the site is written.
    """

    out: str = ""
    err: str = ""
    code: int = 0
    rest: str = ""


class Scan(NamedTuple):
    """The stats of all files at a moment (seconds since 1970); None for a folder that cannot be read."""

    at: float
    vault: Tree | None
    site: Tree | None


class KnownFiles(NamedTuple):
    """The files of one folder as a run knows them.

    `digest` returns that of a file which the run read or wrote, None for any other. `written` are the stats of files
    that it wrote, and `deleted` the paths of those that it deleted: these changes are its own.
    """

    digest: Callable[[str], str | None]
    written: Mapping[str, Stat] = {}
    deleted: Collection[str] = ()


class Run(NamedTuple):
    """The inputs and outputs of a run, on which its answer depends.

    `output` is the site's folder as the settings name it, `zone` the user's; `system_zone` says that it is the
    computer's. `private` are the paths that git must not take. A build also has `site`, its `outputs` and the `parts`
    that they were made of, and `notes`, the digests of the notes by path.
    """

    output: str
    zone: ZoneInfo
    system_zone: bool
    private: tuple[str, ...]
    vault: KnownFiles
    site: KnownFiles | None = None
    outputs: Sequence[Output] = ()
    parts: "Parts | None" = None
    notes: Mapping[str, str] = {}


def scan_files(root: Path, output: Path, *, site: bool) -> Scan:
    """The stats of all files that a run depends on; those of the site only if the run writes it."""
    at = clock.utc_now().timestamp()
    return Scan(at, scan.scan_vault(root, output), scan.scan_site(output) if site else None)


class Answers:
    """The answers of earlier runs in the vault at `root`, whose site goes to the folder `out`, or to its own."""

    def __init__(self, root: Path, out: str | None) -> None:
        self._root = root
        self._out = out
        self._cache = Cache(str(root.resolve()), str(Path(out).resolve()) if out else "")
        self._scanned: Scan | None = None
        self._kept: dict[str, Any] = next(self._cache.load(_NAMESPACE), {})
        self._last_build: LastBuild | None = None

    def find(self, key: Key, now: str | None, *, site: bool = False) -> tuple[CommandAnswer, datetime] | None:
        """The answer with a key, and the current time, if a run would give the same answer; else None.

        With `site`, the site must be unchanged as well. Raises `UsageProblem` if `now` is no time.
        """
        if not self.has(key) or (site and self._kept["site"] is None):
            return None
        since, until, *texts = self._kept["answers"][key]
        moment = clock.now(self._zone, now)
        if self._kept["system_zone"] and self._zone != clock.system_zone():
            return None
        if not since <= moment.timestamp() < until or not self._is_unchanged(site=site):
            return None
        return CommandAnswer(*texts), moment

    def has(self, key: Key) -> bool:
        """Whether there is an answer with a key, valid or not."""
        return key in self._kept.get("answers", {})

    def scan(self, output: Path) -> Scan:
        """A scan for a build: the last one, if it was made just now."""
        scanned, self._scanned = self._scanned, None
        # Whoever had to wait for another build has an outdated one.
        is_fresh = scanned is not None and 0 <= clock.utc_now().timestamp() - scanned.at < _JUST_NOW
        if scanned is None or not is_fresh or not self._kept or self.output != output:
            return scan_files(self._root, output, site=True)
        return scanned if scanned.site is not None else scanned._replace(site=scan.scan_site(output))

    def scanned(self, vault: Tree | None, at: float) -> None:
        """Takes over the stats of everything in the vault for a build, if it scans the files just afterwards."""
        self._scanned = Scan(at, vault, None)

    @property
    def output(self) -> Path:
        """The site's folder."""
        return Path(self._out) if self._out else self._root / self._kept["output"]

    @property
    def private(self) -> tuple[str, ...]:
        """The files and folders that git must not take."""
        return tuple(self._kept.get("private", ()))

    @property
    def last_build(self) -> "LastBuild":
        """The last build of the site."""
        from vaultgen.builder.last_build import LastBuild  # late: only a build needs it

        if self._last_build is None:
            self._last_build = LastBuild(self._cache, self._kept.get("generation", ""))
        return self._last_build

    def site_digests(self) -> dict[str, tuple[Stat, str]]:
        """Stat and digest of each file of the site after the last build, without files with racy stats."""
        stats, racy = self._kept.get("site") or {}, self._kept.get("racy", {}).get("site", {})
        return {
            path: (stats[path], output.digest)
            for path, output in self.last_build.outputs.items()
            if path in stats and path not in racy and not output.marked_text
        }

    def refresh_site(self, moment: datetime) -> WriteReport:
        """Writes the time of the build into an unchanged site, as every build does. Raises `FileProblem`."""
        if self._kept["built"] == int(moment.timestamp()):
            return WriteReport(kept=self._kept["size"])
        from vaultgen.disk.output import read_manifest, write_site  # late: most answers change nothing in the site

        manifest = read_manifest(self.output)
        owned = plan.read_manifest(manifest)
        texts = {path: time_marks.filled(text, moment).encode() for path, text in self._kept["marked_texts"].items()}
        digests = {path: fingerprint.digest(text) for path, text in texts.items()}
        wanted = {path: found[0] for path, found in owned.items()} | digests
        on_disk = {path: owned[path][0] for path in texts}
        steps = plan.site(digests, on_disk, manifest, data=texts.__getitem__)
        report = write_site(self.output, steps, wanted, manifest)
        self._kept["built"] = int(moment.timestamp())
        own = KnownFiles(lambda path: wanted.get(path) or digest_file(self.output / path), report.stats)
        site = _after(self.output, self._kept["site"], own)
        if site is not None:
            self._kept["racy"]["site"] |= site.racy
        self._kept["site"] = site.tree if site is not None else None
        self._save()
        return report._replace(kept=len(wanted) - len(report.written))

    def remember(
        self, key: Key, answer: CommandAnswer, span: tuple[datetime, datetime], before: Scan, run: Run
    ) -> None:
        """Saves an answer that is true from the first instant of `span` until the second.

        `before` is the scan of the files before the run read any of them. Nothing is saved if another program changed a
        file that the run wrote; the next run finds all other changes, since it compares with `before`.
        """
        is_build = run.site is not None
        output = Path(self._out) if self._out else self._root / run.output
        if not cache.is_same_vaultgen():
            return
        vault = _after(self._root, before.vault, run.vault, before.at)
        site = _after(output, before.site, run.site, before.at) if run.site is not None else _Stats({}, {})
        if vault is None or site is None:
            return
        kept = self._kept
        if kept.get("vault") != vault.tree or is_build:
            # The site is as the last build left it while its stats are the same, which each build checks.
            names = ("generation", "size", "built", "marked_texts", "site")
            racy = {"site": kept.get("racy", {}).get("site", {})}
            kept = {"answers": {}, "site": None, "racy": racy, **{name: kept[name] for name in names if name in kept}}
        if is_build:
            marked = {output.path: output.marked_text for output in run.outputs if output.marked_text}
            kept |= {"site": site.tree, "marked_texts": marked, "size": len(run.outputs)}
            kept |= {"built": int(span[0].timestamp()), "generation": os.urandom(8).hex()}
            kept["racy"]["site"] = site.racy
        kept |= {"vault": vault.tree, "output": run.output, "private": run.private}
        kept |= {"zone": run.zone.key, "system_zone": run.system_zone}
        kept["racy"]["vault"] = vault.racy
        answers = {**kept["answers"], key: (*(moment.timestamp() for moment in span), *answer)}
        kept["answers"] = dict(list(answers.items())[-_MOST:])
        if run.parts is not None:
            stats = {path: stat for path, stat in vault.tree.items() if path not in vault.racy}
            notes = {path: (stats[path], digest) for path, digest in run.notes.items() if path in stats}
            self.last_build.save(kept["generation"], run.parts, run.outputs, notes)
        self._kept = kept
        self._save()

    def _save(self) -> None:
        self._cache.save(_NAMESPACE, [self._kept])

    @property
    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self._kept["zone"])
        except (LookupError, OSError):
            return clock.utc_zone()  # raises where no zone can be read at all

    def _is_unchanged(self, *, site: bool) -> bool:
        kept = self._kept
        found = self._scanned = scan_files(self._root, self.output, site=site)
        if found.vault != kept["vault"] or (site and found.site != kept["site"]):
            return False
        return self._racy_are_unchanged(found.at, site=site)

    def _racy_are_unchanged(self, at: float, *, site: bool) -> bool:
        """Whether files with racy stats are unchanged, by digest; stats that are no longer racy are then trusted."""
        folders = {"vault": self._root, "site": self.output} if site else {"vault": self._root}
        racy = self._kept["racy"]
        for name, folder in folders.items():
            if any(digest_file(folder / path) != digest for path, digest in racy[name].items()):
                return False
        for name in folders:
            still = scan.racy({path: self._kept[name][path] for path in racy[name]}, at)
            if len(still) < len(racy[name]):
                racy[name] = {path: racy[name][path] for path in still}
                self._save()
        return True


class _Stats(NamedTuple):
    """The stats of a folder's files, and the digests of those with racy stats."""

    tree: Tree
    racy: dict[str, str]


def _after(folder: Path, before: Tree | None, own: KnownFiles, at: float | None = None) -> _Stats | None:
    """The stats after a run: those before it, with the changes that the run made itself.

    The stats before it were taken at `at`; without it, the digests of those that are racy are known already. None if
    the folder could not be read, another program changed a file that the run wrote, or the digest of a file with a racy
    stat is not known.
    """
    if before is None:
        return None
    now = clock.utc_now().timestamp()
    try:
        written = {path: scan.stat_link(folder / path) for path in own.written}
    except OSError:
        return None
    if not all(_is_own(own.written[path], stat) for path, stat in written.items()):
        return None
    gone = {*own.deleted, *(path for path in _folders(own.deleted) if not (folder / path).is_dir())}
    tree: dict[str, Stat] = {path: stat for path, stat in before.items() if path not in gone}
    tree |= dict.fromkeys(_folders(written), ())
    tree |= written
    racy = scan.racy(written, now)
    if at is not None:
        racy += scan.racy({path: stat for path, stat in tree.items() if path not in written}, at)
    digests = {path: own.digest(path) for path in racy}
    known = {path: digest for path, digest in digests.items() if digest is not None}
    return _Stats(tree, known) if len(known) == len(digests) else None


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders that some files are in, as a `Tree` names them."""
    found: set[str] = set()
    for path in paths:
        above = path.rpartition("/")[0]
        while above and f"{above}/" not in found:
            found.add(f"{above}/")
            above = above.rpartition("/")[0]
    return found


def _is_own(written: Stat, found: Stat) -> bool:
    """Whether a file is as the run wrote it; moving it to its place has changed its ctime."""
    return (written[0], written[1], written[3]) == (found[0], found[1], found[3])
