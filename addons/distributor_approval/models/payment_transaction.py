# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _check_amount_and_confirm_order(self):
        """Extend: what is paid and still needs approval waits, and asks for it."""
        held = self.browse()
        for transaction in self:
            order = transaction.sale_order_ids
            if (
                len(order) == 1
                and order.state in ("draft", "sent")
                and order._needs_approval()
                and order._is_confirmation_amount_reached()
            ):
                order._ask_approval(order._get_submitter(), submitted=True)
                held |= transaction
        return super(PaymentTransaction, self - held)._check_amount_and_confirm_order()
