# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""What killed.py of distributor_wallet does with accruing the months of a plan."""

import os
from datetime import date

from killed import insisting

from odoo import SUPERUSER_ID, api

MONTHS = (date(2026, 2, 1), date(2026, 3, 1))


def accrue(registry, plan_id, month=None):
    """Do what the scheduled job does."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        plan = env["distributor.commission.plan"].browse(plan_id)
        env["distributor.commission.accrual"]._accrue(plan, month)


def accrue_some(registry, plan_id):
    """Accrue up to one of the months; which one depends on the process."""
    accrue(registry, plan_id, MONTHS[os.getpid() % 2])


JOBS = {"accrue": insisting(accrue), "accrue_some": insisting(accrue_some)}

BOUNDARIES = (
    ("distributor.commission.accrual", "_accrue"),
    ("distributor.commission.accrual", "_prepare_month_entries"),
    ("distributor.commission.accrual", "_post_entries"),
)
