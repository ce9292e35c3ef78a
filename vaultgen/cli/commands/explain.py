"""`vaultgen explain`: what a code means, with files that have the problem and files that do not."""

import textwrap
from collections.abc import Iterator

import click

from vaultgen.checks import RULES
from vaultgen.cli import options
from vaultgen.diagnostics.explanations import Example, Explanation
from vaultgen.diagnostics.selection import UnknownCode
from vaultgen.disk.shipped import read_explanations
from vaultgen.errors import UsageProblem

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDTH = 80


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def command(codes: tuple[str, ...]) -> int:
    """Say what each CODE means, why it matters, and how to mend it; without one, list all codes."""
    return run(codes)


def run(codes: tuple[str, ...]) -> int:
    """Prints the explanations, or the list. Always returns 0. Raises `UsageProblem` for an unknown code."""
    wanted = tuple(dict.fromkeys(_known(code) for code in codes))
    if not wanted:
        click.echo("\n".join(f"{code}  {rule.severity:<7}  {rule.title}" for code, rule in RULES.items()))
        return 0
    explanations = read_explanations()
    colour = options.colour()
    click.echo("\n\n".join(shown(explanations[code], colour=colour) for code in wanted))
    return 0


def shown(explanation: Explanation, *, colour: bool) -> str:
    """An explanation for the terminal: headings bold if there is colour, files indented."""
    heading = f"{explanation.code}: {explanation.title} ({RULES[explanation.code].severity})"
    parts = [_styled(_BOLD, heading, colour), *map(_wrapped, explanation.about.split("\n\n"))]
    for title, examples in (("Wrong", explanation.wrong), ("Right", explanation.right)):
        parts += [_styled(_BOLD, title, colour), *_files(examples, colour)]
    return "\n\n".join(parts)


def _wrapped(paragraph: str) -> str:
    """A paragraph wrapped to 80 columns; a list keeps its lines."""
    if paragraph.lstrip().startswith(("- ", "|", "1.")):
        return paragraph
    return textwrap.fill(" ".join(paragraph.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _files(examples: tuple[Example, ...], colour: bool) -> Iterator[str]:
    for example in examples:
        lines = [f"    {line}".rstrip() for line in example.text.rstrip("\n").split("\n")]
        yield "\n".join([f"  {_styled(_DIM, example.title, colour)}", *lines])


def _styled(style: str, text: str, colour: bool) -> str:
    return f"{style}{text}{_PLAIN}" if colour else text


def _known(typed: str) -> str:
    code = typed.strip().upper()
    if code not in RULES:
        raise UsageProblem(f"There is no code “{typed}”.", UnknownCode(typed, RULES).hint)
    return code
