"""Saying again what the last run said, where nothing has changed since but the time.

A run leaves behind how the files looked to the system, what it said, and until when that holds. The next one looks
at the files in the same way, and where they look the same it has its answer, and needs none of what the work itself
needs: this module and what it imports load in a moment. What is left behind is in the user's cache folder
(`disk.memory`), is bound to this very vaultgen and its libraries, and may be deleted at any time.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from vaultgen import clock
from vaultgen.dates import time_marks
from vaultgen.disk import cache_folder, plan, scan
from vaultgen.disk.files import digest_file
from vaultgen.disk.plan import Output
from vaultgen.disk.reports import WriteReport
from vaultgen.disk.scan import Stat, Tree

_NOTHING: Mapping[str, Any] = {"made": {}, "chapters": (), "kinds": {}, "rows": {}, "notes": {}}
_JUST_NOW = 0.5  # seconds
_KEPT = 20  # answers to different questions (formats, colours) that are kept of one vault


class Said(NamedTuple):
    """What a run prints, with marks for what depends on the minute (see `marked_text`), and its exit code.

    `rest` is printed last, behind what is only known when the site is written.
    """

    out: str = ""
    err: str = ""
    code: int = 0
    rest: str = ""


class Look(NamedTuple):
    """How the files looked at a moment (seconds since 1970). None stands for what could not be looked at."""

    at: float
    vault: Tree | None
    site: Tree | None
    vaultgen: Tree | None


class Own(NamedTuple):
    """The files of one folder as a run knows them: the digest of what it read or wrote, and how it left the latter.

    The look of what it wrote has its size, its time and its number, by which nobody else's is taken for it.
    """

    digest: Callable[[str], str | None]
    written: Mapping[str, Stat] = {}
    deleted: Collection[str] = ()


def look(root: Path, output: Path, *, site: bool) -> Look:
    """How everything looks that a run depends on; the site, where the run is to write it."""
    at = clock.utc_now().timestamp()
    return Look(at, scan.scan_vault(root, output), scan.scan_site(output) if site else None, scan.scan_package())


class Bound(NamedTuple):
    """What a site was made of, as plain values.

    `chapters` are what its parts came to, `kinds` the state of each kind of page that shows all, and its files, and
    `rows` those of which they were made, by shelf and what tells them apart; those that were not asked for lie there.
    """

    chapters: Sequence[tuple[Any, ...]] = ()
    kinds: Mapping[str, tuple[str, tuple[str, ...]]] = {}
    rows: Mapping[str, Mapping[str, bytes]] = {}


class Lost(Exception):
    """What an earlier run left is not there any more, or not whole."""


class Work(NamedTuple):
    """What a run worked on.

    `output` is the site's folder as the settings name it; `system_zone` says that the zone is the computer's and not
    the settings', `private` what git must not take, and `made` are the files of the site, of `bound`; `notes` are the
    digests of the notes, by path.
    """

    output: str
    zone: ZoneInfo
    system_zone: bool
    private: tuple[str, ...]
    vault: Own
    site: Own | None = None
    made: Sequence[Output] = ()
    bound: Bound = Bound()
    notes: Mapping[str, str] = {}


class Memory:
    """What is known from earlier runs of one vault, whose site goes to the folder `out`, or to its own."""

    def __init__(self, root: Path, out: str | None) -> None:
        self._root = root
        self._out = out
        self._about = (str(root.resolve()), str(Path(out).resolve()) if out else "")
        self._name = cache_folder.named(*self._about)
        self._made_name = f"{self._name}-made"
        self._left: dict[str, Any] | None = None
        self._looked: Look | None = None
        kept = cache_folder.load(self._name)
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) and kept.get("about") == self._about else {}

    def said(self, key: tuple[str, ...], now: str | None, *, site: bool = False) -> tuple[Said, datetime] | None:
        """What a run said that was asked the same, and the time now, if it would say it again; else None.

        Raises `UsageProblem` where `now` is no time.
        """
        if not self.may_say(key) or (site and self._kept["site"] is None):
            return None
        answer = self._kept["said"][key]
        since, until, *texts = answer
        moment = clock.now(self._zone(), now)
        if self._kept["system"] and self._zone() != clock.system_zone():
            return None
        if not since <= moment.timestamp() < until or not self._looks_the_same(site=site):
            return None
        return Said(*texts), moment

    def look(self, output: Path) -> Look:
        """How everything looks to a build: as it looked just now, where that was asked already."""
        looked, self._looked = self._looked, None
        # Whoever had to wait for another build does not know how things look after it.
        is_fresh = looked is not None and 0 <= clock.utc_now().timestamp() - looked.at < _JUST_NOW
        if looked is not None and looked.site is not None and is_fresh and self.output == output:
            return looked
        return look(self._root, output, site=True)

    def may_say(self, key: tuple[str, ...]) -> bool:
        """Whether a run was asked the same before."""
        return key in self._kept.get("said", {})

    @property
    def output(self) -> Path:
        """The site's folder."""
        return Path(self._out) if self._out else self._root / self._kept["output"]

    @property
    def private(self) -> tuple[str, ...]:
        """The files and folders that git must not take."""
        return tuple(self._kept.get("private", ()))

    def made(self) -> Mapping[str, Output]:
        """The files of the site as the last build left them, by path, if this vaultgen would make them so."""
        made: Mapping[str, Output] = self._of_site()["made"]
        return made

    def bound(self) -> Bound:
        """What they were made of, but for the rows."""
        left = self._of_site()
        return Bound(left["chapters"], left["kinds"])

    def notes(self, now: Look) -> dict[str, str]:
        """The digests of the notes that look now as they did when they had them, without a doubt."""
        looks = now.vault or {}
        return {path: digest for path, (look, digest) in self._of_site()["notes"].items() if looks.get(path) == look}

    def rows(self, shelf: str) -> Mapping[str, bytes]:
        """The rows of one shelf, by what tells them apart. Raises `Lost`."""
        token, *rows = (*cache_folder.load_all(self._rows_name(shelf)),) or (None,)
        if token is None or token != self._of_site()["rows"].get(shelf):
            raise Lost(shelf)
        return dict(rows)

    def forget_site(self) -> None:
        """Takes nothing for known of how the site was made."""
        self._left = dict(_NOTHING)

    def _of_site(self) -> dict[str, Any]:
        if self._left is None:
            kept = cache_folder.load(self._made_name)
            same = isinstance(kept, dict) and kept["token"] == self._kept.get("token")
            same = same and self._kept.get("vaultgen") == scan.scan_package()
            self._left = kept | {"made": {row[0]: Output(*row) for row in kept["made"]}} if same else dict(_NOTHING)
        return self._left

    def _rows_name(self, shelf: str) -> str:
        return f"{self._made_name}-{shelf}"

    def _keep_site(self, work: Work, looks: Tree, doubts: Collection[str]) -> None:
        token = self._kept["token"]
        notes = {path: (looks[path], digest) for path, digest in work.notes.items() if path in looks}
        rows = dict(self._of_site()["rows"])
        for shelf, written in work.bound.rows.items():
            cache_folder.save_all(self._rows_name(shelf), chain([token], written.items()))
            rows[shelf] = token
        kept = {"token": token, "chapters": work.bound.chapters, "kinds": work.bound.kinds, "rows": rows}
        kept["notes"] = {path: row for path, row in notes.items() if path not in doubts}
        cache_folder.save(self._made_name, kept | {"made": [tuple(one) for one in work.made]})
        self._left = kept | {"made": {one.path: one for one in work.made}}

    def site(self) -> Mapping[str, tuple[Stat, str]]:
        """Of files of the site, how they looked when their digest was what it is; none that are in doubt."""
        looks, doubts = self._kept.get("site") or {}, self._kept.get("doubts", {}).get("site", {})
        return {
            path: (looks[path], made.digest)
            for path, made in self.made().items()
            if path in looks and path not in doubts and not made.marked_text
        }

    def bring_to(self, moment: datetime) -> WriteReport:
        """Has the site say that it was built at a moment, as every build does. Raises `FileProblem`."""
        if self._kept["built"] == int(moment.timestamp()):
            return WriteReport(kept=self._kept["size"])
        from vaultgen.disk.output import read_manifest, write_site  # late: most answers change nothing in the site

        manifest = read_manifest(self.output)
        owned = plan.read_manifest(manifest)
        texts = {path: time_marks.filled(text, moment).encode() for path, text in self._kept["timely"].items()}
        wanted = {path: found[0] for path, found in owned.items()} | {p: plan.digest(text) for p, text in texts.items()}
        there = {path: owned[path][0] for path in texts}
        steps = plan.site({path: wanted[path] for path in texts}, there, manifest, data=texts.__getitem__)
        report = write_site(self.output, steps, wanted, manifest)
        self._kept["built"] = int(moment.timestamp())
        self._rewritten(Own(lambda path: wanted.get(path) or digest_file(self.output / path), report.looks))
        return report._replace(kept=len(wanted) - len(report.written))

    def remember(
        self, key: tuple[str, ...], said: Said, span: tuple[datetime, datetime], before: Look, work: "Work"
    ) -> None:
        """Keeps what a run said, where nobody else was at work meanwhile.

        It holds from the first moment of `span` until before the second. `before` is how the files looked when the
        run had read none of them.
        """
        site = work.site is not None
        after = look(self._root, Path(self._out) if self._out else self._root / work.output, site=site)
        if before.vaultgen is None or before.vaultgen != after.vaultgen:
            return
        ats = (before.at, after.at)
        vault_doubts = _doubts(before.vault, after.vault, work.vault, ats)
        site_doubts = _doubts(before.site, after.site, work.site, ats) if work.site is not None else {}
        if vault_doubts is None or site_doubts is None:
            return
        if self._kept.get("vault") != after.vault or self._kept.get("vaultgen") != after.vaultgen or site:
            # What is known of the site holds where its files look so still, which a build asks.
            left = self._kept if self._kept.get("vaultgen") == after.vaultgen else {}
            about_site: dict[str, Any] = {
                name: left[name] for name in ("token", "size", "built", "timely") if name in left
            }
            doubts = {"site": left.get("doubts", {}).get("site", {})}
            self._kept = {"about": self._about, "said": {}, "site": left.get("site"), "doubts": doubts, **about_site}
        if site:
            self._kept |= {
                "site": after.site,
                "timely": {one.path: one.marked_text for one in work.made if one.marked_text},
            }
            self._kept |= {"size": len(work.made), "built": int(span[0].timestamp()), "token": os.urandom(8).hex()}
            self._keep_site(work, after.vault or {}, vault_doubts)
            self._kept["doubts"]["site"] = site_doubts
        self._kept |= {"vault": after.vault, "vaultgen": after.vaultgen, "output": work.output, "private": work.private}
        self._kept |= {"zone": work.zone.key, "system": work.system_zone}
        self._kept["doubts"]["vault"] = vault_doubts
        answers = {**self._kept["said"], key: (*(moment.timestamp() for moment in span), *said)}
        self._kept["said"] = dict(list(answers.items())[-_KEPT:])
        cache_folder.save(self._name, self._kept)

    def _rewritten(self, own: Own) -> None:
        """Looks at what was written, and only that: of the rest it counts how it looked before."""
        at, site = clock.utc_now().timestamp(), self._kept["site"]
        try:
            found = {path: scan.stat_link(self.output / path) for path in own.written}
        except OSError:
            found = None
        doubts = _doubts({path: site[path] for path in own.written if path in site}, found, own, (at, at))
        if doubts is not None:
            self._kept["doubts"]["site"] |= doubts
        self._kept["site"] = None if found is None or doubts is None else site | found
        cache_folder.save(self._name, self._kept)

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self._kept["zone"])
        except (LookupError, OSError):
            return clock.utc_zone()  # raises where no zone can be read at all

    def _looks_the_same(self, *, site: bool) -> bool:
        kept = self._kept
        found = self._looked = look(self._root, self.output, site=site)
        same = found.vaultgen == kept["vaultgen"] and found.vault == kept["vault"]
        if not same or (site and found.site != kept["site"]):
            return False
        return self._dispel(found.at, site=site)

    def _dispel(self, at: float, *, site: bool) -> bool:
        """Reads those files that had been written just before they were last looked at."""
        places = {"vault": self._root, "site": self.output} if site else {"vault": self._root}
        doubts = [(part, name) for part in places for name in self._kept["doubts"][part]]
        if any(digest_file(places[part] / name) != self._kept["doubts"][part][name] for part, name in doubts):
            return False
        for part in places:
            known, looks = self._kept["doubts"][part], self._kept[part]
            still = scan.racy({name: looks[name] for name in known}, at)
            left = {name: known[name] for name in still}
            if left != known:
                self._kept["doubts"][part] = left
                cache_folder.save(self._name, self._kept)
        return True


def _doubts(before: Tree | None, after: Tree | None, own: Own, ats: tuple[float, float]) -> dict[str, str] | None:
    """The digests of the files that may be written again without looking otherwise than in `after`.

    What nobody touched was looked at by the first of `ats`, what was written by the second. None where somebody else
    was at work, or where such a file's digest is not known.
    """
    if before is None or after is None:
        return None
    if any(name not in own.deleted and not name.endswith("/") for name in before.keys() - after.keys()):
        return None
    kept = {name: stamp for name, stamp in after.items() if before.get(name) == stamp}
    others = {name: stamp for name, stamp in after.items() if name not in kept and stamp}
    if not all(name in own.written and _is_ours(own.written[name], stamp) for name, stamp in others.items()):
        return None
    names = [*scan.racy(kept, ats[0]), *scan.racy(others, ats[1])]
    found = {name: own.digest(name) for name in names}
    known = {name: digest for name, digest in found.items() if digest is not None}
    return known if len(known) == len(found) else None


def _is_ours(left: Stat, found: Stat) -> bool:
    """Whether a file is as it was left: giving it its name has changed the time of its change."""
    return (left[0], left[1], left[3]) == (found[0], found[1], found[3])
