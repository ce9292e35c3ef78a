"""`vaultgen watch`: builds once, then again on every change, until Ctrl-C."""

import click

from vaultgen import disk, options, plan, workspace
from vaultgen.commands.build import build
from vaultgen.errors import VaultgenError
from vaultgen.reporters.text import printable
from vaultgen.watch import changes
from vaultgen.workspace import Workspace


@click.command("watch")
@options.vault
@options.now
@options.out
def command(vault: str | None, now: str | None, out: str | None) -> int:
    """Build, then build again whenever a note, a draft or a setting changes. Ctrl-C ends it."""
    return run(vault, now=now, out=out)


def run(vault: str | None, *, now: str | None, out: str | None) -> int:
    """Builds until interrupted; 0. An error in the settings is shown, and waited for to be mended."""
    work = workspace.open_vault(vault, out=out)
    left = _build(work, now=now, out=out)
    announced = False
    try:
        for _ in changes(work.root, work.output):
            found = disk.state(work.root, work.output)
            changed = sorted(path for path in found | left if found.get(path) != left.get(path))
            if changed:
                more = " …" if len(changed) > 3 else ""
                click.echo(printable(f"Changed: {', '.join(changed[:3])}{more}"), err=True)
                left = _build(work, now=now, out=out)
            if not announced:
                announced = True
                click.echo("Watching for changes; Ctrl-C ends it.", err=True)
    except KeyboardInterrupt:
        pass
    return 0


def _build(work: Workspace, *, now: str | None, out: str | None) -> dict[str, str]:
    """Builds, and gives the state in which it leaves the vault: the digest of each file by path.

    The state is that from before the build, with what the build itself did to the drafts: an edit
    in between is then seen as a change.
    """
    left = disk.state(work.root, work.output)
    try:
        current = workspace.open_vault(str(work.root), out=out)
        known = current.snapshot(current.now(now))
        done = build(current, known)
    except VaultgenError as error:
        click.echo(f"{error.message}\n  {error.hint}".rstrip(), err=True)
        return left
    texts = {draft.path: plan.digest(draft.text.encode()) for draft in known.drafts if draft.text is not None}
    left |= {path: texts[path] for path in done.written}
    return {path: digest for path, digest in left.items() if path not in done.deleted}
