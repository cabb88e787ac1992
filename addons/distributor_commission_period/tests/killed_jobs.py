# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with the close and with computing again."""

from datetime import date

from odoo import SUPERUSER_ID, api

FIRST = date(2019, 4, 1)  # nothing else is sold in that month


def close(registry, plan_id):
    """Close a period in batches of one, as the scheduled job does."""
    runs = registry["distributor.commission.close.run"]
    find = lambda self: [  # noqa: E731
        (self.env["distributor.commission.plan"].browse(plan_id), "month", FIRST)
    ]
    runs._get_work = find
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["distributor.commission.close"]._cron_close(batch_size=1)


def write(registry, run_id):
    """Go on writing what was computed again, as the scheduled job does."""
    runs = registry["distributor.commission.recompute"]
    search = runs.search

    def find(self, domain, *args, **kwargs):
        return search(self, [("id", "=", run_id), *domain], *args, **kwargs)

    runs.search = find
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        env["distributor.commission.recompute"]._cron_recompute()


JOBS = {"close": close, "write": write}

BOUNDARIES = (
    ("distributor.commission.close", "_claim_dues"),
    ("distributor.commission.close", "_write_dues"),
    ("distributor.commission.recompute", "_take_turn"),
    ("distributor.commission.recompute", "_write_batch"),
)
