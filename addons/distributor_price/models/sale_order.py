# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import RedirectWarning, UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _on_confirmation(self):
        self._check_price_conditions()
        return super()._on_confirmation()

    def _get_product_catalog_order_data(self, products, **kwargs):
        if self.distributor_id:
            # sudo: conditions of price rules ask for whom the price is
            kwargs["distributor"] = self.distributor_id.sudo()
        return super()._get_product_catalog_order_data(products, **kwargs)

    def _check_price_conditions(self):
        """Refuse orders with a price whose condition was lost since it was made.

        :raise UserError: names each product with its price now and then
        """
        for order in self:
            lost = []
            # sudo: whoever may confirm the order may know why its price is refused
            lines = order.order_line.sudo().filtered(
                lambda line: line._has_conditional_price()
            )
            found = lines._explain_prices(order) if lines else ()
            for line, data in zip(lines, found, strict=True):
                if line._has_lost_condition(data):
                    lost.append((line, data))
            if lost:
                order._raise_lost_conditions(lost)

    def _raise_lost_conditions(self, lost):
        tell = self.env["distributor.price.explanation"]._tell_money
        rows = "\n".join(
            self.env._(
                "• %(product)s: %(old)s → %(new)s",
                product=line.product_id.display_name,
                old=tell(line.price_explanation["price"], data["currency"]),
                new=tell(data["price"], data["currency"]),
            )
            for line, data in lost
        )
        message = self.env._(
            "Order %(order)s cannot be confirmed: the condition of a price is no longer"
            " met.\n%(rows)s\nAccept the new prices before you confirm.",
            order=self.name,
            rows=rows,
        )
        if self.env.user.share:
            raise UserError(message)
        action = self.env.ref("distributor_territory.sale_order_reprice_action")
        raise RedirectWarning(
            message,
            action.id,
            self.env._("Show new prices"),
            {"default_order_id": self.id},
        )
