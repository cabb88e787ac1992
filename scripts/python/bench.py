# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Run benches, each in a transaction of its own that is rolled back.

Usage: bench.py CONFIG DATABASE REPETITIONS [BENCH…]

A bench is a file in benches/: its docstring says what it measures, and its function
``run(env, repeat)`` yields the lines to print.
"""

import sys
from importlib import import_module
from pathlib import Path

from odoo_env import open_env

FOLDER = Path(__file__).parent / "benches"


def main(config, database, repeat, *names):
    for name in names or sorted(path.stem for path in FOLDER.glob("[a-z]*.py")):
        bench = import_module(f"benches.{name}")
        sys.stdout.write(f"== {name}: {' '.join(bench.__doc__.split())}\n")
        with open_env(config, database, "error") as env:
            for line in bench.run(env, int(repeat)):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
