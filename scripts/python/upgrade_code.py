# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Print the files of a folder that `odoo upgrade_code` would rewrite; exit 1 if any.

The command itself also reads every module of Odoo, for minutes.

Usage: upgrade_code.py FOLDER
"""

import sys

from odoo.cli.upgrade_code import migrate, parse_version

sys.exit(
    migrate(
        [sys.argv[1]],
        "**/*",
        parse_version("17.0"),
        parse_version("19.0"),
        dry_run=True,
    )
)
