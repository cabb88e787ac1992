# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor.models.group_names import FINANCE

INTERNAL = "base.group_user"


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "sale.order.credit"]

    credit_override_ids = fields.One2many(
        "distributor.credit.override", "order_id", groups=INTERNAL
    )

    def _find_exceptions(self):
        result = super()._find_exceptions()
        # sudo: what credit covers does not depend on who looks
        found = self.sudo()._find_credit_exceptions()
        for order in self:
            order_sudo = order.sudo()
            amounts = found.get(order_sudo)
            if amounts and not order_sudo._passes_credit(amounts):
                day = order._get_channel_date()
                vals = order_sudo._prepare_exception_vals("credit", {}, day)
                result[order]["credit"] = {**vals, **amounts}
        return result

    def _passes_credit(self, amounts):
        """Tell whether an override made an exception of this unnecessary; one that was
        approved on the order stays to be read."""
        rows = self.exception_ids.filtered(lambda row: row.kind == "credit")
        return rows.state != "approved" and self._is_covered(amounts)

    def _get_credit_orders(self):
        """Return those whose confirmation uses credit, or might."""
        # sudo: whether credit is used is no secret of whoever confirms
        return self.sudo().filtered(
            lambda o: o.distributor_id
            and not o.historic_date
            and o.company_id.credit_in_use
        )

    def action_confirm(self):
        # sudo: waiting in line is no access to the wallet
        wallets = self._get_credit_orders().distributor_id.wallet_ids
        wallets._queue(wallets.ids)
        return super().action_confirm()

    def _on_confirmation(self):
        self._get_credit_orders().distributor_id._lock_credit()
        return super()._on_confirmation()

    def _get_blocking_advice(self, blocking):
        if set(blocking.mapped("kind")) != {"credit"}:
            return super()._get_blocking_advice(blocking)
        advice = self.env._("A payment or a top-up of the deposit helps.")
        if self._get_exception_level(blocking) != "refused":
            advice += " " + self.env._(
                "Finance can approve it on the order, tab Exceptions."
            )
        return advice

    def _get_desk_items(self):
        items = super()._get_desk_items()
        if self.state != "sale":
            return items
        held = self.picking_ids.filtered("is_credit_held")
        for picking in held.filtered(lambda p: p.state not in ("done", "cancel")):
            again = (self.env._("Look Again"), "action_retry_credit", picking)
            items.append(
                self._prepare_desk_item(
                    picking.credit_reason or self.env._("Wait for money."),
                    again,
                    *self._get_credit_buttons(),
                    kind=self.env._("Delivery %s is held by credit", picking.name),
                )
            )
        return items

    def _get_credit_buttons(self):
        """Return what helps an order that credit does not cover."""
        buyer = self.distributor_id
        buttons = [(self.env._("Ask for More Credit"), "action_ask_override", buyer)]
        if buyer.prepaid and self.env.user.has_group(FINANCE):
            buttons.append((self.env._("Top Up"), "action_top_up", buyer))
        return buttons

    def _get_totals_on_credit(self):
        """Return {id: total} of the confirmed ones, before they change."""
        confirmed = self.filtered(lambda o: o.state == "sale")
        return {
            order.id: order.amount_total for order in confirmed._get_credit_orders()
        }

    def _check_credit_growth(self, before):
        """Refuse that confirmed orders grow beyond the credit.

        :param before: {id: total before the change}
        :raise UserError: names the order and what is exceeded
        """
        grown = self._get_credit_orders().filtered(
            lambda o: o.id in before
            and o.currency_id.compare_amounts(o.amount_total, before[o.id]) > 0
            and o.distributor_id._get_exception_policy("credit") != "allow"
        )
        if not grown:
            return
        grown.distributor_id._lock_credit()
        for order, amounts in grown._find_credit_exceptions().items():
            if not order._is_covered(amounts):
                raise UserError(
                    self.env._(
                        "Order %(order)s cannot be made larger: %(reason)s",
                        order=order.name,
                        reason=order._tell_credit(amounts),
                    )
                )
