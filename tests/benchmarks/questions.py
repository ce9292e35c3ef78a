"""How many questions that one answer serves are found together, and how many are joined wrongly, on the labelled ones.

python -m tests.benchmarks.questions [--set working] [--wrong]
"""

import argparse

from tests.learning.labelled_questions import SETS, figures, labelled
from vaultgen.learning.theme_matching import theme_of


def main() -> None:
    """The command line. With `--wrong`, every question is printed whose theme is not that of most of its label."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.questions", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--set", choices=SETS, help="only one set")
    parser.add_argument("--wrong", action="store_true", help="print the theme of each question")
    asked = parser.parse_args()
    print("| labelled questions | questions | alone | pairs: precision | recall | alone, joined |")
    print("|---|---|---|---|---|---|")
    for name in SETS if asked.set is None else (asked.set,):
        found = figures(name)
        shares = f"{found.precision:.3f} | {found.recall:.3f}"
        print(f"| {name} | {found.questions} | {found.alone} | {shares} | {found.alone_joined} |")
        for label, text in labelled(name) if asked.wrong else ():
            fit = theme_of(text)
            print(f"  {label or 'alone'}: {text!r} – {f'{fit.theme.id} ({fit.by})' if fit else None}")


if __name__ == "__main__":
    main()
