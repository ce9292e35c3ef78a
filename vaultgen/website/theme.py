"""Themes: rendering a page is a pure function of its data and the theme.

Templates escape values automatically. An undefined name is an error that names the template's file and line.
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

from vaultgen import fingerprint
from vaultgen.errors import UsageProblem
from vaultgen.website.jinja import RenderScope, ThemeEnvironment

# The environment is cached between builds; it must not keep the data of the pages alive.
_IDLE = RenderScope(lambda _, target: target)
_SHARED = 8  # values that many pages have, of which the digests are kept


class Page(NamedTuple):
    """A page of the site: its path, the name of its template, and the template's variables.

    `shared` names variables that many pages have: such a value goes into the keys of its pages as a digest, made once.
    """

    path: str
    template: str
    data: Mapping[str, Any]
    shared: tuple[str, ...] = ()


class DataFile(NamedTuple):
    """A file of the site that is no page: its path, a function that gives its bytes, and a key of what these are.

    A file without a key is made again whenever the pages of its kind are.
    """

    path: str
    make: Callable[[], bytes]
    key: str = ""


class Theme(NamedTuple):
    """The files of a theme: templates as text by name (`pages/today.html`), assets as bytes by name.

    `places` gives the paths of the user's own templates, for messages; `compiled` caches compiled templates.
    """

    name: str
    templates: Mapping[str, str]
    assets: Mapping[str, bytes] = {}
    places: Mapping[str, str] = {}
    compiled: BytecodeCache | None = None


def renderer(theme: Theme, site: Mapping[str, Any], *, relative: Callable[[str, str], str]) -> Callable[[Page], str]:
    """A function that renders pages. `site` is the template variable of that name; `relative` makes URLs.

    The function raises `UsageProblem` with the file and line of a template that fails.
    """
    environment = environment_of(theme, site)
    scope = RenderScope(relative)

    def render(page: Page) -> str:
        scope.at(page.path)
        environment.scope = scope
        try:
            return environment.get_template(f"pages/{page.template}.html").render({**page.data, "page": page.path})
        except TemplateError as error:
            raise _fault(theme, error) from None
        finally:
            environment.scope = _IDLE

    return render


def theme_digest(theme: Theme, site: Mapping[str, Any]) -> str:
    """The digest of a theme's templates and of the variable `site`."""
    return fingerprint.key(sorted(theme.templates.items()), sorted(site.items()))


def page_keys(theme: Theme, site: Mapping[str, Any]) -> Callable[[Page], str]:
    """A function that returns the key of a page: pages with the same key are rendered to the same HTML."""
    base = hashlib.blake2b(theme_digest(theme, site).encode(), digest_size=16)

    digests: dict[int, tuple[Any, str]] = {}  # those of shared values by id; a value that is held keeps its id

    def digest_of(value: Any) -> str:
        if id(value) not in digests:
            if len(digests) >= _SHARED:
                digests.clear()
            digests[id(value)] = value, _digest(base, value)
        return digests[id(value)][1]

    def key(page: Page) -> str:
        shared = {name: digest_of(page.data[name]) for name in page.shared}
        return _digest(base, (page.path, page.template, {**page.data, **shared}))

    return key


def _digest(base: Any, value: Any) -> str:
    digest = base.copy()
    pickler = pickle.Pickler(_Writer(digest.update), pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # without a memo, equal values give equal bytes
    pickler.dump(value)
    return str(digest.hexdigest())


class _Writer(NamedTuple):
    """A file-like object that passes on what is written to it."""

    write: Callable[[bytes], None]


def environment_of(theme: Theme, site: Mapping[str, Any]) -> ThemeEnvironment:
    """The Jinja environment of a theme; `site` is the template variable of that name."""
    return _environment(tuple(sorted(theme.templates.items())), json.dumps(site, sort_keys=True), theme.compiled)


@lru_cache(maxsize=2)
def _environment(templates: tuple[tuple[str, str], ...], site: str, compiled: BytecodeCache | None) -> ThemeEnvironment:
    """The Jinja environment, cached: a watch compiles the templates only when one of them changes."""
    texts = dict(templates)
    environment = ThemeEnvironment(
        # The template's name serves as its file name, so that tracebacks show the line of an error.
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
    """Marks HTML made by our Markdown renderer as safe, so that templates do not escape it."""
    return Markup(html)  # noqa: S704 - the renderer escapes whatever the note says


def _fault(theme: Theme, error: TemplateError) -> UsageProblem:
    name, line = _place(theme, error)
    message = error.message or type(error).__name__
    if name in theme.places:
        return UsageProblem(
            f"A page cannot be shown: {theme.places[name]}:{line}: {message}",
            "Mend that file, or delete it to have ours.",
        )
    return UsageProblem(
        f"The theme “{theme.name}” cannot show a page: {name}:{line}: {message}",
        "Mend that file of the theme, or choose another theme in vaultgen.toml.",
    )


def _place(theme: Theme, error: TemplateError) -> tuple[str, int]:
    """The name of the template that failed, and the line, from the traceback, which shows templates as files."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    stack = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    return next((place for place in reversed(stack) if place[0] in theme.templates), ("", 0))
