"""The shipped templates as Python, made when the wheel is built: to compile them takes longer than to render a site.

In a checkout there are none, and they are compiled at the first build.
"""

import json
import pkgutil
from collections.abc import Iterable
from functools import cache

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from vaultgen.website.jinja import FORM
from vaultgen.website.theme import Theme, environment_of

FILE = "precompiled.json"


def pack(themes: Iterable[Theme]) -> bytes:
    """The file: the Python of each template of some themes, and what it was made with."""
    keys, python = BytecodeCache(), {}
    for theme in themes:
        environment = environment_of(theme, {})
        for name, text in theme.templates.items():
            key = keys.get_cache_key(name, name) + keys.get_source_checksum(text)
            python[key] = environment.compile(text, name, name, raw=True)
    return json.dumps({"made_with": _made_with(), "python": python}).encode()


def load(bucket: Bucket) -> None:
    """Puts the code of a template into its bucket, if that very template ships and was compiled as it would be now."""
    python = _python().get(bucket.key + bucket.checksum)
    if python is not None:
        bucket.code = compile(python, "<template>", "exec")


@cache
def _python() -> dict[str, str]:
    try:
        data = pkgutil.get_data(__package__, FILE)
    except FileNotFoundError:
        return {}
    packed = json.loads(data or b"{}")
    return packed["python"] if packed.get("made_with") == _made_with() else {}


def _made_with() -> list[str]:
    return [jinja2.__version__, str(FORM)]
