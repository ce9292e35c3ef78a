"""A theme in memory, and the rendering of pages with it.

A page is a pure function of its data and the theme. Templates autoescape, and an undefined name is
an error: a theme's mistake names the theme's file and line, and never shows as an empty page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from vaultgen.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: its path, its template's name, and all that the template is given."""

    path: str
    template: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's files: templates as text by name (`pages/today.html`), assets as bytes by name."""

    name: str
    templates: Mapping[str, str]
    assets: Mapping[str, bytes] = field(default_factory=dict)


def renderer(theme: Theme, site: Mapping[str, Any], *, relative: Callable[[str, str], str]) -> Callable[[Page], str]:
    """A function that renders pages; `site` is what every page knows, `relative` makes URLs.

    Raises `UsageProblem` with the template's file and line where the theme is at fault.
    """
    environment = Environment(
        loader=DictLoader(dict(theme.templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    @pass_context
    def url(context: Context, target: str) -> str:
        return relative(context["page"], target)

    environment.filters["url"] = url
    environment.globals["site"] = dict(site)

    def render(page: Page) -> str:
        try:
            text = environment.get_template(f"pages/{page.template}.html").render({**page.data, "page": page.path})
        except TemplateError as error:
            raise _fault(theme, error) from None
        return text

    return render


def trusted(html: str) -> Markup:
    """HTML that vaultgen's own Markdown renderer made, for templates to show as it is."""
    return Markup(html)  # noqa: S704 - the renderer escapes whatever the note says


def _fault(theme: Theme, error: TemplateError) -> UsageProblem:
    place = ""
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.name or ''}:{error.lineno}: "
    else:
        frame = error.__traceback__
        while frame is not None:
            if frame.tb_frame.f_code.co_filename == "<template>":
                name = frame.tb_frame.f_globals.get("__jinja_template__")
                if name is not None:
                    place = f"{name.name}:{name.get_corresponding_lineno(frame.tb_lineno)}: "
            frame = frame.tb_next
    return UsageProblem(
        f"The theme “{theme.name}” cannot show a page: {place}{error.message or type(error).__name__}",
        "Mend that file of the theme, or choose another theme in vaultgen.toml.",
    )
