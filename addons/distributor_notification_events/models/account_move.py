# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        bills = self.filtered(lambda move: move.move_type == "in_invoice")
        if bills:
            # sudo: whoever pays the bill, the distributor is told of its commission
            settlements = self.env["distributor.commission.settlement"].sudo()
            settlements.search([("bill_id", "in", bills.ids)])._tell_paid()
        return result
