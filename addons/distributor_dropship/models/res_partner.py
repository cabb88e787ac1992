# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_consumer = fields.Boolean(
        "Stands for a Consumer",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The contact of an order that goes to a consumer of a distributor.",
    )
