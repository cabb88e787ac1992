# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError

from odoo.addons.distributor_portal.controllers.parameters import read_key

from ..engine.quantities import read_lines

MAX_NOTE = 1000


class DistributorOrderPlacing(models.AbstractModel):
    """Makes the order of a basket, once for each key."""

    _name = "distributor.order.placing"
    _description = "Placing of Orders"

    def _find_order_by_key(self, key):
        """Return the order that a basket became already, or none."""
        self.ensure_one()
        if not read_key(key):
            return self.env["sale.order"]
        return self.env["sale.order"].search(
            [("distributor_id", "=", self.id), ("portal_order_key", "=", key)]
        )

    def _wait_for_turn(self, text):
        """Wait for orders of the same deposit or goods, then see what they took.

        Called before anything is written, as it begins the transaction anew. Without
        it the orders of a busy hour would fail each other and be tried again.
        """
        self.ensure_one()
        try:
            product_ids = list(read_lines(text))
        except ValueError:
            product_ids = []  # there will be no order
        self.env["distributor.wallet"]._queue(self.wallet_ids.ids, product_ids)

    def _place_order(self, user, text, address_id, key, shown=None, note=""):
        """Make the order of a basket, and confirm it when nothing stands against it.

        All or nothing. The key is unique in the database: of two requests at once the
        second fails on it, and the caller leads to the order of the first.

        :param text: products and quantities, see ``engine.quantities``
        :param shown: total that the visitor agreed to (str of an amount)
        :raise UserError: names product and field, or what else stands against it
        """
        self.ensure_one()
        if not read_key(key):
            raise UserError(self.env._("This basket is too old: please start again."))
        lines, notes = self._read_basket(text)
        if notes:
            raise UserError("\n".join(notes))
        address = self._find_order_address(address_id)
        check = self._check_basket(lines, address, user)
        if check["blockers"]:
            raise UserError("\n".join(check["blockers"]))
        self._check_shown_total(check["order"], shown)
        order = self._get_basket_orders(lines).create(
            {
                **self._prepare_basket_order(lines, address),
                **self._prepare_placed_order(key, note),
            }
        )
        order = order.with_env(self.env)
        order.action_quotation_sent()
        order._confirm_in_portal()
        return order

    def _prepare_placed_order(self, key, note):
        rule = self._get_order_rule()
        values = {
            "portal_order_key": key,
            "order_day": rule._get_order_day() if rule else False,
        }
        if self.user_id:
            values["user_id"] = self.user_id.id
        if note:
            values["portal_note"] = str(note).strip()[:MAX_NOTE]
        return values

    def _check_shown_total(self, order, shown):
        """Refuse when another total was agreed to than the order has now."""
        total = f"{order.amount_total:.{order.currency_id.decimal_places}f}"
        if shown and shown != total:
            raise UserError(
                self.env._(
                    "A price changed since you looked: the total is %s now. Please"
                    " check it and submit again.",
                    order.currency_id.format(order.amount_total),
                )
            )
