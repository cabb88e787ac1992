# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class AccountMoveLine(models.Model):
    _name = "account.move.line"
    _inherit = ["account.move.line", "distributor.member.document"]

    _portal_right = "money"
    _portal_partner_field = "move_id.commercial_partner_id"
