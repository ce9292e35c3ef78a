"""`vaultgen schema`: JSON Schema of the properties, for editors that know YAML, and of what `export json` writes."""

import json

import click

from vaultgen.disk.shipped import read_export_schema
from vaultgen.vault import json_schema
from vaultgen.vault.model import KINDS

_EXPORT = "export"


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice((*KINDS, _EXPORT)), metavar="[KIND]")
def command(kind: str | None) -> int:
    """Print the properties of a KIND of note as JSON Schema; without one, of every kind by its type.

    `vaultgen schema export` prints the schema of what `vaultgen export json` writes.
    """
    return run(kind)


def run(kind: str | None) -> int:
    """Prints the schema; always 0."""
    if kind == _EXPORT:
        click.echo(read_export_schema(), nl=False)
        return 0
    schema = json_schema.of_kind(kind) if kind else json_schema.of_any()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
