# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.fields import Command

PAYING = ("pending", "authorized", "done")


class DistributorOrderParting(models.AbstractModel):
    """Which orders a distributor splits or merges, and what they would become.

    Callers resolved the distributor from the session and checked the right to order.
    """

    _name = "distributor.order.parting"
    _description = "Parts of a Distributor's Orders"

    def _get_parting_domain(self):
        """Return the domain of what it ordered in the portal and is not confirmed.

        A quotation that the brand made is the brand's offer, to be accepted as it is.
        """
        self.ensure_one()
        return [
            *self._get_portal_order_domain(),
            ("state", "=", "sent"),
            ("portal_order_key", "!=", False),
        ]

    def _get_parting_blockers(self, order):
        """Return why an order is neither split nor merged now, as sentences."""
        self.ensure_one()
        return self._get_state_blockers(order) or self._get_account_blockers(order)

    def _get_state_blockers(self, order):
        """Return the same, as far as it follows from the order alone."""
        if order.state == "sale":
            return [
                self.env._(
                    "%s is confirmed. Ask your contact to deliver it in parts.",
                    order.name,
                )
            ]
        if order.state != "sent":
            return [self.env._("%s was cancelled.", order.name)]
        if not order.portal_order_key:
            return [
                self.env._(
                    "%s is an offer: accept it as it is, or ask your contact for"
                    " another one.",
                    order.name,
                )
            ]
        if set(PAYING) & set(order.transaction_ids.mapped("state")):
            return [
                self.env._(
                    "A payment for %s is on its way. Please wait until it is done.",
                    order.name,
                )
            ]
        return []

    def _preview_order(self, order, quantities, address):
        """Return the order that some lines of an order would be, not saved.

        :param quantities: {sale.order.line: quantity}
        :param address: res.partner to which it is delivered
        """
        position, line_values = order.fiscal_position_id, self._prepare_preview_line
        if address != order.partner_shipping_id:
            position = order._get_split_position(address)
        taxed = position == order.fiscal_position_id
        [values] = order.copy_data(
            {
                "partner_shipping_id": address.id,
                "fiscal_position_id": position.id,
                "order_line": [
                    Command.create(line_values(line, quantity, taxed))
                    for line, quantity in quantities.items()
                ],
            }
        )
        products = dict.fromkeys(line.product_id for line in quantities)
        return self._get_basket_orders(products).new(values)

    def _prepare_preview_line(self, line, quantity, taxed):
        values = {
            "product_id": line.product_id.id,
            "name": line.name,
            "product_uom_id": line.product_uom_id.id,
            "product_uom_qty": quantity,
            "price_unit": line.price_unit,
            "discount": line.discount,
            # nobody looks at them, and stock reads them line by line
            "analytic_distribution": False,
        }
        if taxed:
            values["tax_ids"] = [Command.set(line.tax_ids.ids)]
        return values

    def _check_parted(self, order, preview, user, before=None):
        """Return what a visitor is told about an order that is to be.

        :param order: of which it is a part, or that takes others over
        :param preview: what `_preview_order` returned
        :param before: another order that is paid first
        :return: dict of order, payment, place and waiting (sentences)
        """
        payment = self._check_payment(preview, user, before)
        place = self._check_place(preview)
        moved = preview.partner_shipping_id != order.partner_shipping_id
        stock = self._check_stock(preview)
        limits = payment["approvals"] or self._get_whole_limit_texts(order, user)
        return {
            "order": preview,
            "payment": payment,
            "place": place,
            "waiting": [
                *(place["approvals"] if moved else []),
                *stock["approvals"],
                *stock["refusals"],
                *limits,
                *payment["shortages"],
            ],
        }

    def _get_whole_limit_texts(self, order, user):
        """Return that an order with all its parts is beyond the visitor's limit."""
        member = self._get_member(user)
        if not member or not member.limit_order:
            return []
        whole = order._get_whole_amount("amount_total", member.currency_id)
        if not member._exceeds(whole, member.limit_order):
            return []
        return self._get_limit_texts(order, user)

    def _get_shown_total(self, *orders):
        """Return the amounts a visitor agrees to, as a form carries them."""
        return "_".join(
            f"{order.amount_total:.{order.currency_id.decimal_places}f}"
            for order in orders
        )
