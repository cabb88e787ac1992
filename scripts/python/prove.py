# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""Compare every wallet with its entries, its rewards and its ledger account.

Usage: prove.py CONFIG DATABASE [--json]
"""

import json
import sys

from odoo_env import open_env


def main(config, database, as_json=False):
    with open_env(config, database) as env:
        wallets = env["distributor.wallet"].with_context(active_test=False)
        count = wallets.search_count([])
        differences = wallets._prove()
    if as_json:
        result = {
            "database": database,
            "wallets": count,
            "differences": differences,
        }
        sys.stdout.write(json.dumps(result, default=str) + "\n")
    elif differences:
        for difference in differences:
            texts = (f"{key} {value}" for key, value in difference.items())
            sys.stdout.write(f"{database}: {', '.join(texts)}\n")
        sys.stdout.write(f"{database}: {len(differences)} of {count} wallets differ\n")
    else:
        sys.stdout.write(
            f"{database}: {count} wallets, each as its entries, holds and ledger\n"
        )
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3], as_json="--json" in sys.argv[3:]))
