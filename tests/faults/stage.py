"""A process that runs commands in forked children and injects faults into them.

Run as `python -m tests.faults.stage`; takes a line with the path of a vault to warm up on, then lists of `Job`s,
each as a line of JSON. Plays those of a list all at once, and gives a list of `Played` as a line. A child is a real
process, which works on real files. What it does to them is seen through Python's own audit events, so that nothing of
vaultgen is touched, and whatever it may write one day is seen as well.
"""

import contextlib
import ctypes
import json
import os
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import jinja2

import vaultgen
from vaultgen.cli.commands import build

# The audit events of writes. Opening counts if it is for writing.
_CHANGES = frozenset(
    f"os.{name}" for name in "chmod chown link mkdir remove rename rmdir setxattr symlink truncate utime".split()
)
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_ALONE = frozenset({"vaultgen.__main__", "vaultgen.lsp.server", "vaultgen.watch.server"})  # they loop
MEDDLED = "Somebody else wrote this."
_CAPABILITIES_3 = 0x20080522


@dataclass(frozen=True)
class Job:
    """A command to run in a folder, and the fault to inject.

    Just before its change number `at` (from 1): `die` of a signal, `fail` with an error number, `vanish` a folder, or
    `meddle`: somebody else adds a line to a file. `held` is the number of times that a file may not be replaced or
    deleted, as where another program has it open. `file_size` is how many bytes a file may have; a write beyond is
    refused, or kills where `die` is set. `unprivileged` heeds what files allow, even to root. `memory` is where the
    command keeps what it knows for the next one.
    """

    args: list[str]
    cwd: str
    at: int = 0
    die: int = 0
    fail: int = 0
    vanish: str = ""
    meddle: str = ""
    held: int = 0
    file_size: int = 0
    unprivileged: bool = False
    memory: str = "off"


@dataclass(frozen=True)
class Played:
    """How a command ended (below 0: the signal that killed it), what it printed, and which changes it made."""

    code: int
    out: str
    err: str
    changes: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    """Plays jobs until there are no more lines."""
    sys.dont_write_bytecode = True
    _load(sys.stdin.readline().strip())
    from vaultgen.cli import entry

    for line in sys.stdin:
        jobs = [Job(**job) for job in json.loads(line)]
        with tempfile.TemporaryDirectory() as folder:
            begun = [_begin(job, Path(folder, str(number)), entry.main) for number, job in enumerate(jobs)]
            played = [_ended(child, prints) for child, prints in begun]
        sys.stdout.write(json.dumps([asdict(one) for one in played]) + "\n")
        sys.stdout.flush()


def _load(vault: str) -> None:
    """Imports the modules and compiles the templates once for all commands."""
    for module in pkgutil.walk_packages(vaultgen.__path__, "vaultgen."):
        if module.name not in _ALONE:
            import_module(module.name)
    _compile_once()
    with contextlib.redirect_stdout(StringIO()), contextlib.redirect_stderr(StringIO()):
        build.run(vault, now=None, out=None, open_=False)


def _compile_once() -> None:
    """Caches the code of Jinja templates, which would otherwise take half of a small build."""
    known: dict[tuple[Any, ...], Any] = {}
    compile_ = jinja2.Environment.compile

    def compiled(self: jinja2.Environment, *args: Any) -> Any:
        key = (self.autoescape, self.undefined, *args)
        if key not in known:
            known[key] = compile_(self, *args)
        return known[key]

    jinja2.Environment.compile = compiled  # type: ignore[method-assign, assignment]


def _begin(job: Job, prints: Path, command: Callable[[], None]) -> tuple[int, Path]:
    """Starts a child whose output goes to files below `prints`."""
    prints.mkdir()
    child = os.fork()
    if child == 0:
        try:
            _play(job, prints, command)
        except BaseException:  # noqa: BLE001 - whatever it is, the child must not go on as a second stage
            traceback.print_exc()
        finally:
            os._exit(99)
    return child, prints


def _play(job: Job, prints: Path, command: Callable[[], None]) -> None:
    os.chdir(job.cwd)
    os.environ["VAULTGEN_CACHE"] = job.memory
    for number, name in ((0, os.devnull), (1, prints / "out"), (2, prints / "err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
    changes = os.open(prints / "changes", os.O_WRONLY | os.O_CREAT)
    sys.argv = ["vaultgen", *job.args]
    if job.unprivileged:
        _give_up_privileges()
    if job.file_size:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if job.die else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (job.file_size, resource.RLIM_INFINITY))
    sys.addaudithook(_harm(job, changes))
    code: Any = 0
    try:
        command()
    except SystemExit as end:
        code = end.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _harm(job: Job, changes: int) -> Callable[[str, tuple[Any, ...]], None]:
    """Records each write just before it happens, and injects the fault of the job."""
    made, held, harming = 0, 0, False

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal made, held, harming
        is_change = event in _CHANGES or (event == "open" and bool(args[2] & _FOR_WRITING))
        if not is_change or harming:
            return
        made += 1
        if not job.file_size:
            os.write(changes, json.dumps([event, os.fsdecode(args[0])]).encode() + b"\n")
        if event in ("os.rename", "os.remove") and held < job.held:
            held += 1
            raise PermissionError(13, "Permission denied", args[0])
        if made == job.at:
            harming = True
            if job.die:
                os.kill(os.getpid(), job.die)
            if job.vanish:
                shutil.rmtree(job.vanish, ignore_errors=True)
            if job.meddle:
                with Path(job.meddle).open("a") as file:
                    file.write(f"{MEDDLED}\n")
            harming = False
            if job.fail:
                raise OSError(job.fail, os.strerror(job.fail), args[0])

    return hook


def _give_up_privileges() -> None:
    """Drops the privilege of root to ignore file modes, if the process has it."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
        if ctypes.CDLL(None, use_errno=True).capset(header, (ctypes.c_uint32 * 6)()) != 0:
            raise OSError(ctypes.get_errno(), "capset")


def _ended(child: int, prints: Path) -> Played:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    changes = (prints / "changes").read_text("utf-8", "replace").splitlines()
    out, err = ((prints / name).read_text("utf-8", "replace") for name in ("out", "err"))
    return Played(code, out, err, [(event, path) for event, path in map(json.loads, changes)])


if __name__ == "__main__":
    main()
