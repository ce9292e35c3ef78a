"""A theme in memory, and the rendering of pages with it.

A page is a pure function of its data and the theme. Templates autoescape, and an undefined name is
an error: a theme's mistake names the theme's file and line, and never shows as an empty page.
"""

import hashlib
import json
import pickle
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from vaultgen.errors import UsageProblem
from vaultgen.website.jinja import RenderScope, ThemeEnvironment

# A watch keeps its environment, and is not to keep with it what the pages of one build were made of.
_AT_REST = RenderScope(lambda _, target: target)


class Page(NamedTuple):
    """One page of the site: its path, its template's name, and all that the template is given."""

    path: str
    template: str
    data: Mapping[str, Any]


class Theme(NamedTuple):
    """A theme's files: templates as text by name (`pages/today.html`), assets as bytes by name.

    `places` says where a template lies that is the user's own, for messages. `compiled` keeps what compiling the
    templates gave, for other runs.
    """

    name: str
    templates: Mapping[str, str]
    assets: Mapping[str, bytes] = {}
    places: Mapping[str, str] = {}
    compiled: BytecodeCache | None = None


def renderer(theme: Theme, site: Mapping[str, Any], *, relative: Callable[[str, str], str]) -> Callable[[Page], str]:
    """A function that renders pages; `site` is what every page knows, `relative` makes URLs.

    Raises `UsageProblem` with the template's file and line where the theme is at fault.
    """
    texts = tuple(sorted(theme.templates.items()))
    environment = _environment(texts, json.dumps(site, sort_keys=True), theme.compiled)
    shown = RenderScope(relative)

    def render(page: Page) -> str:
        shown.at(page.path)
        environment.shown = shown
        try:
            return environment.get_template(f"pages/{page.template}.html").render({**page.data, "page": page.path})
        except TemplateError as error:
            raise _fault(theme, error) from None
        finally:
            environment.shown = _AT_REST

    return render


def theme_digest(theme: Theme, site: Mapping[str, Any]) -> str:
    """What tells one state of a theme's templates, and of what every page knows, from another."""
    said = repr((sorted(theme.templates.items()), sorted(site.items())))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def page_keys(theme: Theme, site: Mapping[str, Any]) -> Callable[[Page], str]:
    """A function that gives a page's key: while that is the same, so is what `renderer` makes of the page."""
    base = hashlib.blake2b(theme_digest(theme, site).encode(), digest_size=16)

    def key(page: Page) -> str:
        found = base.copy()
        pickler = pickle.Pickler(_Into(found.update), pickle.HIGHEST_PROTOCOL)
        pickler.fast = True  # the same value gives the same bytes, whatever it shares with others
        pickler.dump((page.path, page.template, dict(page.data)))
        return found.hexdigest()

    return key


class _Into(NamedTuple):
    """A file that hands on what is written to it."""

    write: Callable[[bytes], None]


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...], site: str, compiled: BytecodeCache | None) -> ThemeEnvironment:
    """Where templates are rendered. Compiling them takes long: a watch does it once, until one of them changes."""
    texts = dict(templates)
    environment = ThemeEnvironment(
        # The template's name stands for a file's: by it the traceback of an error tells its line.
        loader=FunctionLoader(lambda name: (texts[name], name, lambda: True) if name in texts else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled,
        auto_reload=False,
    )
    environment.globals["site"] = json.loads(site)
    return environment


def trusted(html: str) -> Markup:
    """HTML that vaultgen's own Markdown renderer made, for templates to show as it is."""
    return Markup(html)  # noqa: S704 - the renderer escapes whatever the note says


def _fault(theme: Theme, error: TemplateError) -> UsageProblem:
    name, line = _place(theme, error)
    said = error.message or type(error).__name__
    if name in theme.places:
        return UsageProblem(
            f"A page cannot be shown: {theme.places[name]}:{line}: {said}", "Mend that file, or delete it to have ours."
        )
    return UsageProblem(
        f"The theme “{theme.name}” cannot show a page: {name}:{line}: {said}",
        "Mend that file of the theme, or choose another theme in vaultgen.toml.",
    )


def _place(theme: Theme, error: TemplateError) -> tuple[str, int]:
    """The template that is at fault, and its line: Jinja's tracebacks show templates in place of code."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    stack = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    return next((place for place in reversed(stack) if place[0] in theme.templates), ("", 0))
