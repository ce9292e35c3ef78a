"""Exit codes, and the output for errors: the message and hint of a `VaultgenError`.

Any other exception is a bug of ours; the message says how to report it.
"""

import gc
import sys
from collections.abc import Callable
from typing import NoReturn

from vaultgen import __version__
from vaultgen.console import say
from vaultgen.errors import VaultgenError


def end_with(command: Callable[[], int]) -> NoReturn:
    """Exits with the code of a command: 0 for success, 1 for errors in notes, 2 for usage, 3 for files."""
    # What a build makes lives until its end: collecting garbage meanwhile would free nothing.
    gc.set_threshold(200_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command()
        gc.freeze()  # nor at the end, when all of it goes
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except VaultgenError as error:
        _report(error)
        sys.exit(error.exit_code)
    except OSError as error:
        from vaultgen.disk.refusals import unforeseen

        refusal = unforeseen(error)
        _report(refusal)
        sys.exit(refusal.exit_code)
    except Exception as error:  # noqa: BLE001 - the one place where a bug of ours shows
        _report_bug(error)
        sys.exit(70)


def _report(error: VaultgenError) -> None:
    from vaultgen.terminal import printable

    lines = f"vaultgen: {error.message}" + (f"\n  {error.hint}" if error.hint else "")
    say("\n".join(map(printable, lines.split("\n"))) + "\n", err=True)


def _report_bug(error: Exception) -> None:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.name} ({frame.filename.rpartition('vaultgen')[2].lstrip('/')}:{frame.lineno})" for frame in frames
    ]
    say(
        "vaultgen: this is a mistake in vaultgen, not in your notes, which are unchanged.\n"
        "  Please report it with these lines (they hold no text of your notes):\n"
        f"  vaultgen {__version__}, Python {sys.version.split()[0]}, {type(error).__name__}\n"
        + "".join(f"    in {place}\n" for place in places[-6:]),
        err=True,
    )
