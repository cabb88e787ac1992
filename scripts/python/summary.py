# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Print "N passed, N failed, N skipped" of a run of pytest; exit 1 unless all is well.

All is well if something ran, nothing failed and no test was skipped because the
browser or a library was missing: such a test has not been run.

As a plugin of pytest (-p summary) this module writes the outcome of every test to the
file named by DISTRIBUTION_REPORT; as a program it reads that file.

Usage: summary.py FILE
"""

import json
import os
import re
import sys

NOT_RUN = re.compile(r"chrom|websocket|devtools|browser|HttpCase|odoo-http", re.I)


def pytest_terminal_summary(terminalreporter):
    """Collect {test: [outcome, reason]}; the worst outcome of a test counts."""
    outcomes = {}
    for outcome in ("passed", "xfailed", "skipped", "xpassed", "failed", "error"):
        # parts of a test (subtests) count with their test
        for key in (f"subtests {outcome}", outcome):
            for report in terminalreporter.stats.get(key, []):
                if not hasattr(report, "nodeid"):
                    continue
                reason = str(report.longrepr) if outcome == "skipped" else ""
                outcomes[report.nodeid] = [outcome, reason]
    path = os.environ.get("DISTRIBUTION_REPORT")
    if path:
        with open(path, "w", encoding="utf-8") as report_file:
            json.dump(outcomes, report_file, indent=1)


def count(outcomes):
    """Return (passed, failed, skipped, names of tests that should have been run)."""
    passed = failed = skipped = 0
    not_run = []
    for name, (outcome, reason) in outcomes.items():
        if outcome in ("failed", "error", "xpassed"):
            failed += 1
        elif outcome in ("skipped", "xfailed"):
            skipped += 1
            if NOT_RUN.search(reason):
                not_run.append(name)
        else:
            passed += 1
    return passed, failed, skipped, not_run


def main(path):
    try:
        with open(path, encoding="utf-8") as report_file:
            outcomes = json.load(report_file)
    except (OSError, ValueError):
        sys.stdout.write("pytest left no report: see its log\n")
        outcomes = {}
    passed, failed, skipped, not_run = count(outcomes)
    for name in not_run:
        sys.stdout.write(f"skipped for want of a browser: {name}\n")
    if not passed + failed:
        sys.stdout.write("no test was run\n")
    sys.stdout.write(f"{passed} passed, {failed} failed, {skipped} skipped\n")
    return 1 if failed or not_run or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
