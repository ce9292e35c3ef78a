"""How many matches of needs and results are right, and how many are found, on the labelled pairs.

python -m tests.benchmarks.matching [--wrong]
"""

import argparse

from tests.learning.labelled import HALVES, figures, pairs_of


def main() -> None:
    """The command line. With `--wrong`, every pair on which the rules and the label differ is printed, too."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.matching", description=__doc__.partition("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="print each pair that is matched wrongly or missed")
    parser.add_argument("--half", choices=HALVES, help="only one of the three sets")
    asked = parser.parse_args()
    print("| labelled pairs | pairs | met | precision | recall |\n|---|---|---|---|---|")
    for half in HALVES if asked.half is None else (asked.half,):
        found = figures(half)
        print(f"| {half} | {found.pairs} | {found.met} | {found.precision:.3f} | {found.recall:.3f} |")
        for pair in pairs_of(half) if asked.wrong else ():
            if pair.is_told != (pair.label == "met"):
                what = "told" if pair.is_told else "missed"
                reasons = pair.match.reasons if pair.match else ()
                print(
                    f"  {what}, {pair.label}: {pair.profession}: {pair.need.text!r} – {pair.accomplishment} {reasons}"
                )


if __name__ == "__main__":
    main()
