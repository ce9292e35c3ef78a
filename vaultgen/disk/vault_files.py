"""The files of a vault for a caller that reads them repeatedly: only files whose stats have changed are read again."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk import scan
from vaultgen.disk.scan import Stat, Tree
from vaultgen.disk.template_folders import template_folders
from vaultgen.disk.vault import list_attachments, read_note, read_scope, read_vault, unread
from vaultgen.vault.scope import Scope

_PLAIN = 4  # numbers in the stat of a file that is no link


class _Last(NamedTuple):
    """The last reading: the settings that decide which folders are read, all stats, and the notes with a racy stat."""

    where: tuple[Path, frozenset[Path], Scope]
    tree: Tree
    racy: list[str]


class VaultFiles:
    """The files of the vault at `root`, as of the last `read`.

    `sources` are its notes by path, `attachments` the paths of its images and PDFs.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: _Last | None = None
        self.sources: dict[str, SourceFile] = {}
        self.attachments: tuple[str, ...] = ()

    def read(self, output: Path, tree: Tree | None, at: float, known: Mapping[str, str]) -> dict[str, SourceFile]:
        """Reads what has changed, and gives the notes by path; see `read_vault`.

        `tree` are the stats of everything in the vault, taken at `at` (seconds since 1970); None if some are not known.
        `known` are digests of notes that are unchanged since an earlier run.
        """
        where, last = (output, template_folders(self._root), read_scope(self._root)), self._last
        same_folders = last is not None and tree is not None and last.where == where
        read = self._read_changed(last, tree) if last and tree and same_folders else None
        if read is None:
            read = {source.path: source for source in read_vault(self._root, output, known)}
            self.sources, self.attachments = read, list_attachments(self._root, output)
        else:
            digests = {path: source.digest for path, source in self.sources.items()}
            self.sources = {**unread(self._root, self.sources, digests), **read}
        racy = scan.racy({path: tree[path] for path in read if path in tree}, at) if tree else []
        self._last = _Last(where, tree, racy) if tree else None
        return self.sources

    def forget(self) -> None:
        """Forgets what was read, so that all of it is read again.

        A build that begins again needs this: it has replaced the digests of drafts by those of what it was to write.
        """
        self._last, self.sources = None, {}

    def let_go(self, digests: Mapping[str, str]) -> dict[str, SourceFile]:
        """The notes without their bytes, which are read again where they are needed; `digests` are theirs by path."""
        self.sources = unread(self._root, self.sources, digests)
        return self.sources

    def _read_changed(self, last: _Last, tree: Tree) -> dict[str, SourceFile] | None:
        """The notes whose bytes may have changed, read again; None if any other file has changed."""
        before, sources = last.tree, self.sources
        if before.keys() != tree.keys() or any(source.fault for source in sources.values()):
            return None
        changed = [path for path, stat in tree.items() if before[path] != stat]
        if not all(_is_plain(before[path], tree[path]) for path in changed):
            return None
        if any(path.lower().endswith(".md") and path not in sources for path in changed):
            return None
        found: dict[str, SourceFile] = {}
        for path in {*changed, *last.racy}.intersection(sources):
            place = self._root / path
            source = None if place.is_symlink() else read_note(self._root, place)
            if source is None or source.fault:
                return None
            found[path] = source
        return found


def _is_plain(*stats: Stat) -> bool:
    return all(len(stat) == _PLAIN for stat in stats)
