# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def _is_reduced_by_discount(self):
        """Tell whether this line bills goods that a discount line reduces."""
        self.ensure_one()
        return self.display_type == "product" and self.price_subtotal > 0

    def _is_shared_discount(self):
        """Tell whether this line reduced the goods of its invoice, all of them."""
        self.ensure_one()
        return (
            self.display_type == "product"
            and self.price_subtotal < 0
            and not any(self.sale_line_ids.mapped("is_downpayment"))
        )

    def _get_net_of(self, part):
        """Return what a part of this line costs without taxes.

        :param part: {return line: quantity in the unit of the order}
        """
        self.ensure_one()
        sold = next(iter(part)).order_line_id
        billed = self.product_uom_id._compute_quantity(
            self.quantity, sold.product_uom_id, round=False
        )
        return self.price_subtotal * float(sum(part.values())) / billed

    def _prepare_discount_share(self, share, earlier):
        """Return the values of the line that credits this discount up to a share.

        The quantity has few decimals, so the price makes the amount exact.

        :param share: of the goods that is credited, with this credit note
        :param earlier: lines of the credit notes before
        """
        self.ensure_one()
        taken = sum(
            line.price_subtotal
            for line in earlier
            if line.price_subtotal < 0 and line.sale_line_ids == self.sale_line_ids
        )
        amount = self.currency_id.round(self.price_subtotal * share - taken)
        part = max(0.0, amount / self.price_subtotal)
        quantity = max(0.01, round(self.quantity * part, 2))
        return {
            "quantity": quantity,
            "price_unit": self.price_unit * part * self.quantity / quantity,
        }
