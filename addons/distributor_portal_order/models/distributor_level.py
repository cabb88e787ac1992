# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

from odoo.addons.distributor_authorization.models.res_company import POLICIES


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    exception_policy_minimum = fields.Selection(
        POLICIES, "Below the Minimum Order", help="Empty: as the company says."
    )
    exception_policy_day = fields.Selection(
        POLICIES, "Outside the Order Days", help="Empty: as the company says."
    )
