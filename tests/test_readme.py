"""The README is true: its tables match the code, its settings are the defaults."""

import os
import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from vaultgen.cli.commands import COMMANDS
from vaultgen.vault import settings, settings_file
from vaultgen.vault.model import KINDS
from vaultgen.vault.schema import specs

README = Path(__file__).parents[1] / "README.md"


def property_table(kind: str) -> str:
    """The properties of a kind of note as a Markdown table."""
    rows = ["| property | type | what it says |", "|---|---|---|"]
    for name, spec in specs(KINDS[kind]).items():
        words = " ".join(f"`{choice}`" for choice in spec.choices)
        needed = " (required)" if spec.required else ""
        rows.append(f"| `{name}`{needed} | {spec.type}{': ' if words else ''}{words} | {spec.description} |")
    return "\n".join(rows)


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_of_properties_is_that_of_the_model(kind: str) -> None:
    text = README.read_text("utf-8")
    place = re.compile(rf"(<!-- properties: {kind} -->\n)(.*?)(\n<!-- end -->)", re.DOTALL)
    if os.environ.get("VAULTGEN_GOLDEN") == "write":
        README.write_text(place.sub(lambda m: m[1] + property_table(kind) + m[3], text), "utf-8")
        return
    found = place.search(text)
    assert found
    assert found[2] == property_table(kind)


def test_every_command_is_in_the_table() -> None:
    listed = re.findall(r"^\| `vaultgen (\w+)", README.read_text("utf-8"), re.MULTILINE)
    assert listed == list(COMMANDS)


def plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    return list(value) if isinstance(value, tuple) else value


def test_the_settings_shown_are_the_defaults() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    block = block.replace('timezone = "…"', 'timezone = "UTC"')
    shown, found = settings_file.parse(block, system_zone=ZoneInfo("UTC"))
    assert not found
    assert shown == settings.Settings()
    named = {key for key, value in tomllib.loads(block).items() if not isinstance(value, dict)}
    named |= {key for value in tomllib.loads(block).values() if isinstance(value, dict) for key in value}
    every = {key for key, value in plain(settings.Settings()).items() if not isinstance(value, dict)}
    every |= {key for value in plain(settings.Settings()).values() if isinstance(value, dict) for key in value}
    inner = {"start", "end", "zone_from_system"}  # parts of working_hours, and what no file can set
    assert named - {"working_hours"} == every - inner - {"working_hours"}
