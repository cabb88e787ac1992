# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    distributor_contract_policy = fields.Selection(
        [("warn", "Warn"), ("block", "Block orders")],
        "After the End of a Contract",
        default="warn",
        required=True,
        groups="base.group_user",
    )
    distributor_contract_grace_days = fields.Integer(
        "Days of Grace after a Contract", groups="base.group_user"
    )

    _distributor_contract_grace_check = models.Constraint(
        "CHECK (distributor_contract_grace_days >= 0)",
        "The days of grace after a contract are 0 or more.",
    )
