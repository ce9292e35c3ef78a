"""Every command in one process: none opens a socket but `watch --serve` and `lsp`, which are made for that.

The process has a console without UTF-8, as those of Windows, and none fails for that.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from vaultgen.cli.commands import COMMANDS

# Runs the words of the command line one command after the other, in a process in which a socket ends everything.
RUN = """\
import os, socket, sys
def refuse(event, arguments):
    if event.startswith("socket.") or event in ("urllib.Request", "http.client.connect"):
        os.write(2, f"SOCKET {event}\\n".encode())
        os._exit(99)
sys.addaudithook(refuse)
from vaultgen.cli import app
from vaultgen.cli.exits import end_with
for line in open(sys.argv[1], encoding="utf-8"):
    words = line.rstrip("\\n").split("\\t")
    sys.argv[1:] = words
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        stream.reconfigure(encoding="cp437", errors="strict")
    os.write(2, f"RUN {words[0]}\\n".encode())
    try:
        end_with(app.run)
    except SystemExit as end:
        os.write(2, f"CODE {end.code} of {words[0]}\\n".encode())
"""
LINES = (
    ("init", "new"),
    ("new", "person", "Kim Oh", "--vault", "new"),
    ("debrief", "--vault", "vault"),
    ("prep", "--vault", "vault"),
    ("practice", "--vault", "vault"),
    ("heard", "Harbor", "--vault", "vault"),
    ("skip", "letter", "Ingrid", "--vault", "vault"),
    ("check", "vault"),
    ("explain", "VG101"),
    ("schema", "interview"),
    ("status", "vault", "--format", "json"),
    ("draft", "vault"),
    ("build", "vault"),
    ("theme", "list"),
    ("sent", "Nneka", "promise", "--vault", "vault"),
    ("export", "ics", "vault", "--out", "a.ics"),
    ("export", "vcf", "--vault", "vault", "--out", "a.vcf"),
    ("export", "json", "vault", "--out", "a.json"),
    ("import", "vault/files/Meridian Atlas invitation.ics", "--vault", "vault", "--yes"),
    ("import", "jobs.csv", "--vault", "vault", "--yes"),
    ("obsidian", "vault", "--yes"),
    ("doctor", "vault"),
)


def test_no_command_opens_a_socket_or_needs_a_console_with_utf_8(example: Path, tmp_path: Path) -> None:
    shutil.copytree(example, tmp_path / "vault", ignore=shutil.ignore_patterns("site"))
    (tmp_path / "jobs.csv").write_text("Company,Role\nAcme,Dev\n")
    (tmp_path / "lines").write_text("\n".join("\t".join(line) for line in LINES) + "\n")
    done = subprocess.run(
        [sys.executable, "-c", RUN, "lines"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "VAULTGEN_NOW": "2026-03-12T09:00"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "SOCKET" not in done.stderr, done.stderr[-500:]
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stderr.count("RUN ") == len(LINES)
    codes = re.findall("CODE (.*)", done.stderr)
    assert len(codes) == len(LINES)
    assert not [code for code in codes if code[:2] not in ("0 ", "1 ", "2 ")], done.stderr
    assert "Ingrid Søndergaard" in done.stdout, "what the console's own characters lack is printed, too"
    for made in ("new/vaultgen.toml", "vault/site/index.html", "a.ics", "a.vcf", "a.json", "vault/bases/People.base"):
        assert (tmp_path / made).exists(), made
    assert (tmp_path / "vault/applications/Acme – Dev.md").exists()


def test_each_command_is_run() -> None:
    serving = {"watch", "lsp"}
    missing = set(COMMANDS) - {line[0] for line in LINES} - serving
    assert not missing, "give each command a line above"


def test_a_socket_would_be_told() -> None:
    code = RUN.replace("from vaultgen.cli import app", "import socket; socket.socket()")
    done = subprocess.run([sys.executable, "-c", code, "none"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (99, "SOCKET socket.__new__\n")
