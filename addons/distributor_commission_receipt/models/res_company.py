# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_commission_by_receipt = fields.Boolean(
        "Commission After the Receipt",
        default=True,
        groups="base.group_user",
        help="Commission that waits for the goods is released by the receipt of the"
        " distributor; without it, as soon as they are shipped.",
    )
