"""The shipped templates as Python modules, made when the wheel is built: to compile them takes longer than to render.

An installer compiles the modules further to bytecode. In a checkout there are none, and the templates are compiled at
the first build.
"""

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from vaultgen.website.jinja import FORM
from vaultgen.website.theme import Theme, environment_of

FOLDER = "precompiled_templates"


def modules(themes: Iterable[Theme]) -> dict[str, str]:
    """The module of each template of some themes, as Python by name."""
    keys, python = BytecodeCache(), {}
    for theme in themes:
        environment = environment_of(theme, {})
        for name, text in theme.templates.items():
            module = _module(keys.get_cache_key(name, name), keys.get_source_checksum(text))
            python[module] = environment.compile(text, name, name, raw=True)
    return python


def load(bucket: Bucket) -> None:
    """Puts the code of a template into its bucket, if that very template ships and was compiled as it would be now."""
    name = f"{__package__}.{FOLDER}.{_module(bucket.key, bucket.checksum)}"
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:  # the folder: this is a checkout
        return
    if spec is not None and spec.loader is not None:
        bucket.code = spec.loader.get_code(name)  # type: ignore[attr-defined]


def _module(key: str, checksum: str) -> str:
    """The name of the module of a template, which changes with all that its code is made with."""
    made_with = f"{jinja2.__version__} {FORM} {key} {checksum}"
    return f"template_{hashlib.sha1(made_with.encode(), usedforsecurity=False).hexdigest()}"
