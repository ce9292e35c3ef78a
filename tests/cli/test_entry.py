"""Common command lines are parsed without click, with the same result."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run, VaultOf
from vaultgen.cli.entry import Typed, plainly

WORDS = (
    "build", "check", "status", "draft", "vault", "my vault", "*", "~", ".", "", "-", "--", "-h", "--help", "--version",
    "--now", "--now=2026-03-12", "2026-03-12T09:00", "--format", "--format=json", "text", "json", "xml", "--out",
    "--fix", "--yes", "--severity", "error", "--open", "--n", "@args",
)  # fmt: skip
lines = st.tuples(
    st.one_of(st.sampled_from(("build", "check", "status")), st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS))
).map(lambda parts: [parts[0], *parts[1]])


def as_click_reads(words: list[str], env: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The command and the values of its options; raises `click.ClickException` and `click.exceptions.Exit`."""
    before = os.environ.get("VAULTGEN_NOW")
    os.environ.pop("VAULTGEN_NOW", None)
    os.environ.update(env)
    try:
        command = import_module(f"vaultgen.cli.commands.{words[0]}").command
        return words[0], command.make_context(words[0], list(words[1:])).params
    finally:
        os.environ.pop("VAULTGEN_NOW", None)
        if before is not None:
            os.environ["VAULTGEN_NOW"] = before


@given(lines, st.sampled_from(({}, {"VAULTGEN_NOW": "2026-03-13"}, {"VAULTGEN_NOW": ""})))
def test_a_command_line_parsed_without_click_means_the_same_as_with_click(
    words: list[str], env: dict[str, str]
) -> None:
    typed = plainly(words, env)
    if typed is None:
        return
    try:
        command, params = as_click_reads(words, env)
    except click.BadParameter:  # no answer to such a question is remembered, and click says what is wrong with it
        assert typed.form not in ("text", "json")
        return
    form = params.get("form", "text")
    assert typed == Typed(command, params["vault"], params["now"], form)
    others = {name: value for name, value in params.items() if name not in ("vault", "now", "form")}
    assert not any(others.values()), "and asks for nothing else"


@pytest.mark.skipif(os.name == "nt", reason="there click reads every line")
@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (["build"], Typed("build", None, None, "text")),
        (["status", "jobs", "--format", "json"], Typed("status", "jobs", None, "json")),
        (["check", "--now", "2026-03-12", "jobs"], Typed("check", "jobs", "2026-03-12", "text")),
        (["build", "--open"], None),
        (["build", "jobs", "work"], None),
        (["draft", "jobs"], None),
        ([], None),
    ],
    ids=str,
)
def test_which_command_lines_are_parsed_without_click(words: list[str], typed: Typed | None) -> None:
    assert plainly(words, {}) == typed


def test_shell_completion_is_left_to_click() -> None:
    assert plainly(["build"], {"_VAULTGEN_COMPLETE": "bash_complete"}) is None


@pytest.mark.parametrize("words", [("check", "--format", "xml"), ("status", "--format", "sarif")], ids=" ".join)
def test_usage_errors_are_reported_before_errors_of_the_vault(run: Run, words: tuple[str, ...]) -> None:
    done = run(words[0], "nowhere", *words[1:])
    assert done.returncode == 2
    assert "Invalid value for '--format'" in done.stderr


def test_a_broken_pipe_ends_the_run_silently(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    root = vault_of({"companies/Acme.md": "Makers.\n"})
    surroundings = {"VAULTGEN_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        assert run("status", root, env=surroundings).returncode == 0
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "vaultgen", "status", str(root)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=os.environ | surroundings, check=False)
    os.close(writer)
    assert done.stderr == b""
