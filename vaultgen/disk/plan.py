"""Plans: what to write, keep and delete, from what should exist and what does. No file is touched.

Only a file that vaultgen wrote, and that has not changed since, is ever replaced or deleted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from vaultgen.diagnostics.source import SourceFile

MANIFEST = ".vaultgen.json"
# Files that systems strew about: they make a folder no less vaultgen's own.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Staged(NamedTuple):
    """A file that was written in its folder under the temporary name `name`, and its stat."""

    name: str
    stat: tuple[int, ...]


class Output(NamedTuple):
    """A file of the site, rendered: its digest, its key, and the places in the site of attachments that it shows.

    `staged` is where it was staged, None where the file in its place is right already. `marked_text` is its text if
    that has time marks.
    """

    path: str
    digest: str
    key: str = ""
    references: tuple[str, ...] = ()
    staged: Staged | None = None
    marked_text: str = ""


class FileWrite(NamedTuple):
    """A file to write: its path with `/`, relative to its folder, and its bytes, if it is not staged.

    `expects` is the digest that the file must still have when it is replaced; None if there must be no file.
    """

    path: str
    data: bytes | Staged
    expects: str | None = None


class Plan(NamedTuple):
    """`write` and `delete` are sorted; `keep` counts the files that are up to date; `foreign` are in the way.

    `delete` pairs a path with the digest that it must still have.
    """

    write: tuple[FileWrite, ...] = ()
    keep: int = 0
    delete: tuple[tuple[str, str], ...] = ()
    foreign: tuple[str, ...] = ()


_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # the digest of no bytes


def site(
    wanted: Mapping[str, str],
    on_disk: Mapping[str, str],
    manifest: bytes | None,
    *,
    data: Callable[[str], bytes | Staged],
) -> Plan:
    """The plan for the site's folder.

    `wanted` are the digests of the files that should exist, and `data` returns the bytes of one to write; `on_disk` are
    the digests of those that exist, `manifest` is that of the last build. Without a manifest, any file is foreign; with
    one, a file is foreign if it is in the way of a page and not as vaultgen wrote it. Empty files are never foreign: a
    power cut may leave such pages, and they contain nothing to lose.
    """
    owned, there = read_manifest(manifest), _pages(on_disk)
    if manifest is None and there:
        return Plan(foreign=tuple(sorted(there)))
    # Nearly all files are as they should be: only the others are looked at more closely.
    others = {path: found for path, found in there.items() if found != wanted.get(path)}
    ours = {path for path, found in others.items() if path in owned and found in (*owned[path], _EMPTY)}
    if unknown := others.keys() - ours:
        folders = {folder for path in wanted for folder in _above(path)}
        if foreign := sorted(path for path in unknown if _in_the_way(path, wanted, folders)):
            return Plan(foreign=tuple(foreign))
    new = sorted(path for path, found in wanted.items() if there.get(path) != found)
    write = tuple(FileWrite(path, data(path), there.get(path)) for path in new)
    delete = tuple((path, others[path]) for path in sorted(ours) if path not in wanted)
    return Plan(write, len(wanted) - len(write), delete)


def others(on_disk: Iterable[str], manifest: bytes | None) -> Plan:
    """The files that are foreign regardless of the pages: all files in a folder without a manifest."""
    return Plan(foreign=() if manifest is not None else tuple(sorted(_pages(dict.fromkeys(on_disk, "")))))


def _pages(on_disk: Mapping[str, str]) -> dict[str, str]:
    """The files of a folder, without the manifest and files of operating systems."""
    return {p: found for p, found in on_disk.items() if p != MANIFEST and p.rpartition("/")[2] not in LITTER}


def drafts(wanted: Mapping[str, str], on_disk: "Mapping[str, SourceFile]", leaving: Iterable[str]) -> Plan:
    """The plan for `drafts/`. Paths are relative to the vault; `wanted` are only unedited drafts.

    A draft that differs only by line breaks is kept. What is replaced or deleted must still be the file whose digest is
    known: the bytes of a draft may be read later, when somebody has edited it.
    """
    write = []
    for path, text in sorted(wanted.items()):
        there = on_disk.get(path)
        if there is None or _as_text(there) != text:
            write.append(FileWrite(path, text.encode(), there.digest if there is not None else None))
    delete = [(path, on_disk[path].digest) for path in sorted(leaving)]
    return Plan(tuple(write), len(wanted) - len(write), tuple(delete))


def _as_text(source: "SourceFile") -> str:
    return source.data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")


def _in_the_way(path: str, wanted: Mapping[str, str], folders: set[str]) -> bool:
    """Whether a path is that of a page or of a folder with pages, or is below that of a page."""
    return path in wanted or path in folders or any(above in wanted for above in _above(path))


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def manifest_of(files: Mapping[str, Collection[str]]) -> bytes:
    """The manifest of what vaultgen wrote: for each path, the digests that its file may have, each once."""
    from json.encoder import encode_basestring as text  # late, as OpenSSL is

    rows = (
        f"{text(path)}: [{', '.join(map(text, sorted(digests) if len(digests) > 1 else digests))}]"
        for path, digests in sorted(files.items())
    )
    return ('{"version": 1, "files": {\n' + ",\n".join(rows) + "\n}}\n").encode()


@lru_cache(maxsize=1)  # several steps of one build read the same list
def read_manifest(data: bytes | None) -> Mapping[str, tuple[str, ...]]:
    """The digests by path; empty if there is no readable manifest."""
    import json  # late, as OpenSSL is

    try:
        files = json.loads(data or b"{}").get("files", {})
        return {str(path): tuple(map(str, digests)) for path, digests in files.items()}
    except (ValueError, AttributeError, TypeError):
        return {}
