"""The command line: a click group that imports a command only when it is called."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from vaultgen import __version__
from vaultgen.cli.commands import COMMANDS
from vaultgen.cli.completion import stand_in
from vaultgen.cli.exits import end_with

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Commands(click.Group):
    """Lists the commands of `COMMANDS`; `--help` imports none of their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing and (light := stand_in(cmd_name)) is not None:
            return light
        command: click.Command = import_module(f"vaultgen.cli.commands.{cmd_name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["CompletionItem"]:
        """The names of commands that begin with what is typed: click's own would import every command for them."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=about) for name, about in COMMANDS.items() if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vaultgen")
def cli() -> None:
    """Interview notes in; follow-ups, drafts and a private dashboard out.

    Write each interview as one Markdown note, then run `vaultgen build`.
    """


def run(answers: Any = None) -> int:
    """Runs the command line and returns the exit code. Raises any error but those that click itself reports.

    `answers` are the vault's cached answers, if they were searched already and had none for this command.
    """
    try:
        return cli.main(prog_name="vaultgen", standalone_mode=False, obj=answers) or 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return 2


def main() -> None:
    """Runs the command line and exits."""
    end_with(run)
