# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Print "N passed, N failed, N skipped" of a JUnit file; exit 1 unless all is well.

All is well if something ran, nothing failed and no test was skipped because the
browser or a library was missing: such a test has not been run.

Usage: summary.py FILE
"""

import re
import sys
import xml.etree.ElementTree as ET

NOT_RUN = re.compile(r"chrom|websocket|devtools|browser|HttpCase|odoo-http", re.I)


def count(path):
    """Return (passed, failed, skipped, names of tests that should have been run)."""
    passed = failed = skipped = 0
    not_run = []
    for case in ET.parse(path).iter("testcase"):
        outcomes = {child.tag: child for child in case}
        if "failure" in outcomes or "error" in outcomes:
            failed += 1
        elif "skipped" in outcomes:
            skipped += 1
            skip = outcomes["skipped"]
            if NOT_RUN.search(f"{skip.get('message')} {skip.text}"):
                not_run.append(f"{case.get('classname')}.{case.get('name')}")
        else:
            passed += 1
    return passed, failed, skipped, not_run


def main(path):
    try:
        passed, failed, skipped, not_run = count(path)
    except (OSError, ET.ParseError):
        sys.stdout.write("pytest left no report: see its log\n")
        passed, failed, skipped, not_run = 0, 0, 0, []
    for name in not_run:
        sys.stdout.write(f"skipped for want of a browser: {name}\n")
    if not passed + failed:
        sys.stdout.write("no test was run\n")
    sys.stdout.write(f"{passed} passed, {failed} failed, {skipped} skipped\n")
    return 1 if failed or not_run or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
