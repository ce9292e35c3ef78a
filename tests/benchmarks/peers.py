"""What somebody would take instead: other generators, on the same notes with equal work, where they are installed.

Equal work: a page for each note, an index, and a listing for each folder. None of them checks a note, computes a
follow-up or writes a draft.
"""

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its name, its command, the folder to run it in, its output, and a note of its own to change."""

    name: str
    command: list[str]
    folder: Path
    output: Path
    note: Path


def peers(vault: Path, folder: Path) -> Iterator[Peer]:
    """Those that are installed, each with the vault's notes brought into its form below `folder`."""
    if hugo := shutil.which("hugo"):
        yield _hugo(hugo, vault, folder / "hugo")
    if importlib.util.find_spec("mkdocs"):
        yield _mkdocs(vault, folder / "mkdocs")
    if importlib.util.find_spec("pelican"):
        yield _pelican(vault, folder / "pelican")


def _copy(vault: Path, content: Path, *, head: str = "title: {title}\n") -> Path:
    """The notes below `content`, their properties replaced by a title, which every generator understands."""
    last = content
    for note in sorted(vault.rglob("*.md")):
        if note.relative_to(vault).parts[0] in ("drafts", "site"):
            continue
        last = content / note.relative_to(vault)
        last.parent.mkdir(parents=True, exist_ok=True)
        properties, body = re.split(r"^---\n", note.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)[1:]
        # What the properties say is text as well: no generator gets less to render.
        shown = "".join(f"- {line.strip(' -')}\n" for line in properties.splitlines())
        last.write_text(f"---\n{head.format(title=note.stem)}---\n{shown}\n{body}", "utf-8")
    return last


def _hugo(program: str, vault: Path, folder: Path) -> Peer:
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>"
    (layouts / "single.html").write_text(page + "{{ .Content }}")
    (layouts / "list.html").write_text(
        page + '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>'
    )
    (folder / "layouts/index.html").write_text(
        page + '<ul>{{ range .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>'
    )
    kinds = 'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
    (folder / "hugo.toml").write_text(f'baseURL = "https://site.example/"\ntitle = "Notes"\n{kinds}')
    return Peer("Hugo", [program, "--quiet"], folder, folder / "public", _copy(vault, folder / "content"))


def _mkdocs(vault: Path, folder: Path) -> Peer:
    note = _copy(vault, folder / "docs")
    (folder / "docs/index.md").write_text("# Notes\n")
    (folder / "mkdocs.yml").write_text("site_name: Notes\nplugins: []\n")
    return Peer("MkDocs", [sys.executable, "-m", "mkdocs", "build", "-q"], folder, folder / "site", note)


def _pelican(vault: Path, folder: Path) -> Peer:
    head = "title: {title}\ndate: 2026-01-01\n"
    note = _copy(vault, folder / "content", head=head)
    (folder / "pelicanconf.py").write_text("SITENAME = 'Notes'\nTIMEZONE = 'UTC'\nFEED_ALL_ATOM = None\n")
    return Peer("Pelican", [sys.executable, "-m", "pelican", "-q", "content"], folder, folder / "output", note)
