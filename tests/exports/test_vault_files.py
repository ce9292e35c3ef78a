"""Exports of a whole vault, as other programs read them."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.conftest import ROOT, Run, SnapshotOf, VaultOf, known
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.shipped import read_export_schema
from vaultgen.exports.vault_files import VAULT_FILES
from vaultgen.snapshot import Snapshot

EXAMPLE_NOW = "2026-03-12T09:00"
SCHEMA = json.loads(read_export_schema())


def told(snapshot: Snapshot) -> Any:
    """What `export json` writes, checked by its schema."""
    value = json.loads(VAULT_FILES["json"].export(snapshot, {"words": ()}).data)
    _closed().validate(value)
    return value


def _closed() -> Draft202012Validator:
    """The schema as a validator that allows no field that it does not name."""

    def closed(schema: Any) -> Any:
        if isinstance(schema, list):
            return [closed(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        more = {"additionalProperties": False} if "properties" in schema else {}
        return {key: closed(value) for key, value in schema.items()} | more

    return Draft202012Validator(closed(SCHEMA), format_checker=FormatChecker())


def example_snapshot(now: str = EXAMPLE_NOW) -> Snapshot:
    """The example vault at a moment."""
    root = ROOT / "example-vault"
    paths = [path for path in root.rglob("*.md") if path.relative_to(root).parts[0] not in ("site", "templates")]
    sources = [SourceFile(path.relative_to(root).as_posix(), path.read_bytes()) for path in sorted(paths)]
    return known(sources, now, (root / "vaultgen.toml").read_text("utf-8"), root)


def test_the_schema_is_valid_and_printed(run: Run) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(run("schema", "export").stdout) == SCHEMA


def test_everything_of_the_example_fits_the_schema() -> None:
    value = told(example_snapshot())
    assert value["version"] == 1
    assert len(value["interviews"]) == len(list((ROOT / "example-vault/interviews").rglob("*.md")))


def test_a_vault_without_notes_fits_the_schema(snapshot_of: SnapshotOf) -> None:
    value = told(snapshot_of({}))
    assert value["follow_ups"] == value["interviews"] == []


def test_notes_with_what_they_cannot_do_without_fit_the_schema(snapshot_of: SnapshotOf) -> None:
    sent = '---\nkind: thank-you\ninterview: "[[Acme]]"\nsent: 2026-03-11\n---\n'
    value = told(
        snapshot_of(
            {
                "interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-10\n---\n",
                "interviews/Beta.md": "---\ncompany: Beta\ndate: 2026-03-11T15:00\nskills: [SQL]\n---\n",
                "applications/Beta.md": "---\ncompany: Beta\nrole: Engineer\n---\n",
                "accomplishments/SQL.md": "---\nresult: 3 queries in SQL\n---\n",
                "questions/Why us.md": "",
                "people/Ann.md": "",
                "companies/Beta.md": "",
                "drafts/x.md": sent,
            }
        )
    )
    assert [one["stage"] for one in value["interviews"]] == [None, None]


def test_it_begins_with_what_status_tells(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    note = "---\ncompany: Acme\nrole: Engineer\nstage: technical\ndate: 2026-03-11T15:00\n---\n"
    root = vault_of({"interviews/Acme.md": note})
    every = run("export", "json", root, "--now", EXAMPLE_NOW)
    status = json.loads(run("status", root, "--now", EXAMPLE_NOW, "--format", "json").stdout)
    assert every.returncode == 0, every.stderr
    assert every.stderr == ""
    value = json.loads(every.stdout)
    assert {key: value[key] for key in status} == status
    done = run("export", "json", root, "--now", EXAMPLE_NOW, "--out", tmp_path)
    assert json.loads((tmp_path / "vault.json").read_text("utf-8")) == value
    assert done.stdout.startswith("wrote ")
    assert run("export", "json", root, "--out", tmp_path).returncode == 2
    assert "There is no format “pdf”" in run("export", "pdf", root).stderr
