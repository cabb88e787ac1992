# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Run benches, each in a transaction of its own that is rolled back.

Usage: bench.py [--ignore-bounds] CONFIG DATABASE REPETITIONS [BENCH…]

A bench is a file in benches/: its docstring says what it measures, and its function
``run(env, repeat)`` yields the lines to print; those of bounds.py say whether a bound
holds. Its ``PART_OF``, if any, is the bench that runs it as well. The exit status is 1
when a bound was exceeded.
"""

import sys
from importlib import import_module
from pathlib import Path

from bounds import is_exceeded
from odoo_env import open_env

FOLDER = Path(__file__).parent / "benches"
IGNORE = "--ignore-bounds"


def find_benches(names):
    """Return {name: module}, without names each bench once."""
    chosen = names or sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
    found = {name: import_module(f"benches.{name}") for name in chosen}
    if names:
        return found
    return {name: one for name, one in found.items() if not hasattr(one, "PART_OF")}


def run_all(benches, config, database, repeat):
    """Print the lines of benches and return those with an exceeded bound."""
    exceeded = []
    for name, bench in benches.items():
        print_line(f"== {name}: {' '.join(bench.__doc__.split())}")
        with open_env(config, database, "error") as env:
            for line in bench.run(env, repeat):
                print_line(line)
                if is_exceeded(line):
                    exceeded.append(f"{name}: {' '.join(line.split())}")
    return exceeded


def print_line(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(config, database, repeat, *names, ignore=False):
    exceeded = run_all(find_benches(names), config, database, int(repeat))
    for line in exceeded:
        print_line(f"== {line}")
    return 1 if exceeded and not ignore else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*(g for g in given if g != IGNORE), ignore=IGNORE in given))
