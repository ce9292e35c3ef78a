"""`vaultgen lsp`: the language server for editors, over standard input and output."""

import click

from vaultgen.errors import UsageProblem


@click.command("lsp")
def command() -> int:
    """Serve an editor: problems while you type, completions, and mends. Started by the editor, not by you."""
    return run()


def run() -> int:
    """Serves until the editor stops it. Returns 0."""
    try:
        from vaultgen.lsp.server import language_server
    except ImportError:
        raise UsageProblem(
            "The language server needs the package pygls, which is not installed.",
            "Install it with: pip install 'vaultgen[lsp]' (with pipx or uv: vaultgen doctor says how)",
        ) from None
    language_server().start_io()
    return 0
