"""How long an editor waits for the names that may complete a link.

`measure()` returns milliseconds; `python -m tests.benchmarks` prints them.
"""

import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.lsp.editor import Editor

_TYPED = 'moments: ["[[Ad'


class Waiting(NamedTuple):
    """Milliseconds from the request to the answer: the first one, for which the vault is read, and the median later."""

    first: float
    later: float


def measure(vault: Path, *, rounds: int = 15) -> Waiting:
    """Types the beginning of a link into the newest interview, again and again, and asks for completions."""
    note = max((vault / "interviews").iterdir())
    path, text = note.relative_to(vault).as_posix(), note.read_text("utf-8")
    editor = Editor(vault)
    editor.open(path, text)
    waited = []
    for number in range(rounds):
        typed = _TYPED + "a" * (number % 3)
        editor.change(path, text.replace("---\n", f'---\n{typed}"]\n', 1), number + 2)
        start = time.perf_counter()
        editor.ask("textDocument/completion", editor.at(path, 1, len(typed)))
        waited.append(1000 * (time.perf_counter() - start))
    editor.end()
    return Waiting(waited[0], median(waited[1:]))
