# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .price_page import PAGE


class ProductPricelistItem(models.Model):
    """Two more conditions of a price rule: what was bought in a period; a deposit."""

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item", "distributor.price.explained"]
    # the rule that asks for more wins over its equal; all else as in stock
    _order = "applied_on, min_quantity desc, categ_id desc, min_deposit desc, id desc"

    quantity_period = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("year", "Year")],
        "Quantity Counted Over",
        help="Empty: the minimum quantity is that of the order line. Else what the"
        " distributor was invoiced in the running month, quarter or year, less what it"
        " returned, counts too.",
    )
    min_deposit = fields.Float(
        "Deposit From",
        digits="Account",
        default=0.0,
        help="For distributors whose available deposit, in the currency of the"
        " company, is at least this when the order is priced and confirmed.",
    )

    _min_deposit_check = models.Constraint(
        "CHECK (min_deposit >= 0)", "The deposit of a price rule cannot be negative."
    )

    @api.constrains("quantity_period", "min_quantity")
    def _check_quantity_period(self):
        for item in self:
            if item.quantity_period and item.min_quantity <= 0:
                raise ValidationError(
                    self.env._(
                        "“%(item)s” of %(pricelist)s counts the quantity of a period:"
                        " fill the minimum quantity.",
                        item=item.name,
                        pricelist=item.pricelist_id.name,
                    )
                )

    def _is_applicable_for(self, product, qty_in_product_uom):
        page = self.env.context.get(PAGE)
        if self.quantity_period and page:
            qty_in_product_uom += page.get_quantity(self, product)
        if not super()._is_applicable_for(product, qty_in_product_uom):
            return False
        return not self.min_deposit or self._has_deposit(page)

    def _has_deposit(self, page):
        currency = self._get_deposit_currency(page)
        held = page.get_deposit() if page else 0.0
        return currency.compare_amounts(held, self.min_deposit) >= 0

    def _get_deposit_currency(self, page):
        """Return the currency in which a deposit is asked for: of the company."""
        company = page and page.distributor and page.distributor.company_id
        return (company or self.env.company).currency_id
