"""The command line: a click group that imports a command only when it is called.

Every error that stops a run is shown here, once: a sentence, the mend, an exit code. Anything
that is not a `VaultgenError` is a bug of ours, and says how to report it.
"""

import gc
import sys
from importlib import import_module

import click

from vaultgen import __version__
from vaultgen.commands import COMMANDS
from vaultgen.errors import VaultgenError


class _Commands(click.Group):
    """Lists the commands from their table; `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"vaultgen.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vaultgen")
def cli() -> None:
    """Interview notes in; follow-ups, drafts and a private dashboard out.

    Write each interview as one Markdown note, then run `vaultgen build`.
    """


def main() -> None:
    """The console script. Exits 0 when fine, 1 with errors in notes, 2 for usage, 3 for files."""
    # What a build makes lives until its end: to look through it again and again for what may go frees nothing.
    gc.set_threshold(200_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(cli.main(prog_name="vaultgen", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except VaultgenError as error:
        _report(error)
        sys.exit(error.exit_code)
    except OSError as error:
        from vaultgen import disk

        refusal = disk.unforeseen(error)
        _report(refusal)
        sys.exit(refusal.exit_code)
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours shows
        _report_bug(error)
        sys.exit(70)


def _report(error: VaultgenError) -> None:
    from vaultgen.terminal import printable

    lines = f"vaultgen: {error.message}" + (f"\n  {error.hint}" if error.hint else "")
    click.echo("\n".join(map(printable, lines.split("\n"))), err=True)


def _report_bug(error: Exception) -> None:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.name} ({frame.filename.rpartition('vaultgen')[2].lstrip('/')}:{frame.lineno})" for frame in frames
    ]
    click.echo(
        "vaultgen: this is a mistake in vaultgen, not in your notes, which are unchanged.\n"
        "  Please report it with these lines (they hold no text of your notes):\n"
        f"  vaultgen {__version__}, Python {sys.version.split()[0]}, {type(error).__name__}\n"
        + "\n".join(f"    in {place}" for place in places[-6:]),
        err=True,
    )
