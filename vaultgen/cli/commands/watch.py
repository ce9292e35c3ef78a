"""`vaultgen watch`: builds once, then again on every change and at every deadline, until Ctrl-C."""

import signal
import sys

import click

from vaultgen.builder import workspace
from vaultgen.cli import options
from vaultgen.watch.loop import Loop

PORT = 8421


@click.command("watch")
@options.vault
@options.now
@options.out
@click.option("--serve", is_flag=True, help="Show the dashboard on this computer, with pages that follow each build.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Where to serve it, or on the next free port.  [{PORT}]")
@click.option("--open", "open_", is_flag=True, help="Open the dashboard in the browser.")
@click.option("--poll", is_flag=True, help="Look every second instead of listening: for network drives.")
def command(
    vault: str | None, now: str | None, out: str | None, serve: bool, port: int | None, open_: bool, poll: bool
) -> int:
    """Build, and build again whenever a note, a setting or the theme changes or a deadline passes. Ctrl-C ends it."""
    asked = port if port is not None else PORT if serve else None
    return run(vault, now=now, out=out, port=asked, open_=open_, poll=poll)


def run(vault: str | None, *, now: str | None, out: str | None, port: int | None, open_: bool, poll: bool) -> int:
    """Builds until interrupted; returns 0. `port` is where to serve; None does not serve.

    After an error in the settings or the theme, it waits for the next change.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with Loop(workspace.open_vault(vault, out=out), now=now, out=out, poll=poll) as watch:
            watch.begin(port, open_=open_)
            while True:
                watch.build_again(watch.wait())
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            click.echo(err=True)  # the terminal has written ^C, and the next prompt begins a line
        return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
