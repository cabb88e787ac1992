# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Import the CSV files of a folder into a database.

Usage: import_channel.py CONFIG DATABASE FOLDER [--dry-run] [--json]
"""

import sys

from odoo_env import open_env


def main(config, database, directory, *options):
    with open_env(config, database) as env:
        # Odoo finds its addons only once its configuration is read.
        from odoo.addons.distributor_import import cli

        return cli.run(
            env,
            directory,
            dry_run="--dry-run" in options,
            as_json="--json" in options,
        )


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. Run the same command again to go on.\n")
        sys.exit(130)
