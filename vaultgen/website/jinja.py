"""Jinja for a theme: thousands of pages, and on each of them much that others show as well.

A template means here what it means in any Jinja, and gives the same text. What is done a million times
takes less: an entry of a view is found without a search for a method of that name, a text is escaped once
for all its places, and a part's macro is worked out once for each view.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import pass_context
from markupsafe import Markup, escape

_METHODS = frozenset(dir(dict))
# What a macro may be given for its text to be kept. Lists are left out: they are often made for the one call.
_LASTING = frozenset({dict, str, Markup, int, float, bool, type(None)})

_MOST = 10_000  # texts, or macros, that are kept at once: of a large vault not every page is held in memory

_Macros = dict[tuple[object, ...], tuple[Any, ...]]


class RenderScope:
    """What the pages of one run share, and what leads from the page that is being rendered."""

    def __init__(self, relative: Callable[[str, str], str]) -> None:
        self._relative = relative
        self._by_way: dict[str, tuple[_Urls, _Macros]] = {}
        self.texts: dict[str, str] = {}
        self.at("")

    def at(self, page: str) -> None:
        """Turns to a page; those share from which the same way leads to the top of the site, and so to all of it."""
        top = self._relative(page, "")
        if top not in self._by_way:
            self._by_way[top] = _Urls(page, self._relative), {}
        self.urls, self.macros = self._by_way[top]
        for kept in (self.urls, self.macros, self.texts):
            if len(kept) > _MOST:
                kept.clear()


class _Urls(dict[str, str]):
    """The ways from a page to other files of the site, by their places."""

    def __init__(self, page: str, relative: Callable[[str, str], str]) -> None:
        self._page = page
        self._relative = relative

    def __missing__(self, target: str) -> str:
        url = self[target] = self._relative(self._page, target)
        return url


FORM = 1  # of what templates are compiled to: one more wherever the generator gives something else than before


class _Generator(CodeGenerator):
    """Compiles for views, which are dictionaries, and for text that is written out at once."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own name for it
        if node.attr in _METHODS:
            super().visit_Getattr(node, frame)
            return
        thing = self.temporary_identifier()
        self.write(f"({thing}[{node.attr!r}] if type({thing} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {node.attr!r} in {thing} else environment.getattr({thing}, {node.attr!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.text(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """Calls a part's macro once for the same things."""

    environment: "ThemeEnvironment"

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        if type(called) is not Macro or not self.eval_ctx.autoescape:
            return super().call(called, *args, **named)
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        key = (id(called), *map(id, args), *named, *map(id, named.values())) if named else (id(called), *map(id, args))
        macros = self.environment.shown.macros
        found = macros.get(key)
        if found is not None:
            return found[0]
        made = called(self.eval_ctx, *args, **named)
        if _LASTING.issuperset(map(type, (*args, *named.values()))) and self._is_of_part(called):
            # Held together with what it was made from, so that nothing else comes to have the same identity.
            macros[key] = made, called, args, named
        return made

    def _is_of_part(self, called: Macro) -> bool:
        """Whether a macro is not of the page's own file: that is made anew with each page, and may show its data."""
        return (self.name or "").startswith("parts/") or self.vars.get(called.name) is not called


class ThemeEnvironment(Environment):
    """Where a theme's templates are compiled and rendered; `shown` is set before a page is."""

    code_generator_class = _Generator
    context_class = _Context
    shown: RenderScope

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)

        # An imported part is made once and serves every page: the page that is read is known here, not in its context.
        @pass_context  # what asks for the context is not worked out once for all
        def url(_: Context, target: str) -> str:
            return self.shown.urls[target]

        self.filters["url"] = url

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, as one dictionary: it is copied for each page."""
        return {**self.globals, **(d or {})}

    def text(self, value: Any) -> str:
        """A value as it stands on a page: HTML as it is, all else escaped."""
        if type(value) is str:
            texts = self.shown.texts
            try:
                return texts[value]
            except KeyError:
                escaped = str(escape(value))
                texts[value] = escaped = value if escaped == value else escaped
                return escaped
        if type(value) is Markup:
            return value
        return escape(value)
