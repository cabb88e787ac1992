# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_portal_days = fields.Integer(
        "Keep Portal Access For",
        default=30,
        groups="base.group_user",
        help="Days after the end of a relation on which a distributor still sees its"
        " account. Proposed when a distributor is terminated.",
    )

    channel_tz = fields.Selection(
        related="partner_id.tz",
        string="Timezone of the Channel",
        store=True,
        groups="base.group_user",
        help="Decides which day it is. Stored, as each order asks for it and would"
        " read the whole contact of the company.",
    )

    _distributor_portal_days_check = models.Constraint(
        "CHECK (distributor_portal_days >= 0)",
        "Portal access lasts 0 days or more after the end.",
    )
