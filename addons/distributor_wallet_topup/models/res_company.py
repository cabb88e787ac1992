# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_topup_days = fields.Integer(
        "Top-Ups Are Valid",
        default=14,
        groups="base.group_user",
        help="Days after which a top-up that was not paid is not offered any more; 0"
        " for never.",
    )
    distributor_topup_journal_id = fields.Many2one(
        "account.journal",
        "Top-Up Bank Account",
        groups="base.group_user",
        check_company=True,
        domain="[('type', '=', 'bank')]",
        help="Where distributors transfer their top-ups; each bank account in the"
        " currency of the top-up if empty.",
    )
    distributor_topup_reminder = fields.Boolean(
        "Remind of Top-Ups",
        default=True,
        groups="base.group_user",
        help="Write to distributors whose deposit is below its minimum, at most once a"
        " week.",
    )
    distributor_topup_test = fields.Boolean(
        "Accept Test Payments",
        groups="base.group_user",
        help="Providers in test mode credit deposits as if money had arrived. Only for"
        " demonstrations.",
    )

    _distributor_topup_days_check = models.Constraint(
        "CHECK (distributor_topup_days >= 0)",
        "Top-ups are valid for 0 days or more.",
    )
