# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with settling a month of a plan."""

from datetime import date

from killed import insisting

from odoo import SUPERUSER_ID, api
from odoo.exceptions import LockError

MONTH = date(2026, 2, 1)
BATCH = 2  # distributors that are committed together


def settle(registry, plan_id):
    """Do what the scheduled job does, which is run again when it did not end."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan = env["distributor.commission.plan"].browse(plan_id)
        settlements = env["distributor.commission.settlement"]
        if not settlements._cron_settle_month(plan, MONTH, BATCH):
            raise LockError(plan.name)


JOBS = {"settle": insisting(settle)}

BOUNDARIES = (
    ("distributor.commission.settlement", "_settle_batch"),
    ("distributor.commission.settlement", "_forget_settled"),
    ("distributor.commission.settlement", "_close_documents"),
)
