# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_consumer_days = fields.Integer(
        "Forget Consumers After",
        default=180,
        groups="base.group_user",
        help="Days after the last delivery until name, phone and address of a consumer"
        " are erased; 0 never does. The order stays.",
    )

    _distributor_consumer_days_check = models.Constraint(
        "CHECK (distributor_consumer_days >= 0)",
        "Consumers are forgotten after 0 days or more.",
    )
