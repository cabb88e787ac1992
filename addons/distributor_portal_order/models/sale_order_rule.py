# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.distributor_authorization.models.res_company import INTERNAL


class SaleOrder(models.Model):
    """Order days and minimum orders hold for each order, also one that a salesperson
    makes, splits or changes: there they are exceptions that a manager may pass.
    """

    _inherit = "sale.order"

    order_window = fields.Text(
        "Order Days", compute="_compute_order_window", groups=INTERNAL
    )

    @api.depends("state", "distributor_id", "order_day")
    @api.depends_context("lang")
    def _compute_order_window(self):
        for order in self:
            rule = order._get_order_rule()
            asked = rule and order.state in ("draft", "sent") and not order.order_day
            order.order_window = asked and rule._tell() or False

    @api.depends("amount_untaxed")
    def _compute_exception_ids(self):
        return super()._compute_exception_ids()

    def _get_order_rule(self):
        """Return the order rule of this order, or none."""
        self.ensure_one()
        # sudo: what the rules say does not depend on who looks
        order = self.sudo()
        rules = self.env["distributor.order.rule"].sudo()
        if not order.distributor_id or order.historic_date:
            return rules
        return rules._get_for(order.distributor_id)

    def _find_exceptions(self):
        result = super()._find_exceptions()
        windows = {}
        for order in self:
            # sudo: what the rules say does not depend on who looks
            order_sudo, rule = order.sudo(), order._get_order_rule()
            if not rule or not order_sudo.order_line:
                continue
            for kind, vals in order_sudo._find_rule_exceptions(rule, windows).items():
                day = order_sudo._get_channel_date()
                result[order][kind] = {
                    **order_sudo._prepare_exception_vals(kind, {}, day),
                    "fingerprint": str(order_sudo.distributor_id.id),
                    **vals,
                }
        return result

    def _find_rule_exceptions(self, rule, windows):
        """Return {kind: values} of what an order rule does not provide for.

        :param windows: {rule: its window now}, filled as needed
        """
        found = {}
        if missing := rule._get_missing(self):
            found["minimum"] = {
                "minimum_amount": rule.min_amount,
                "minimum_missing": missing,
            }
        # what was ordered in time is in time, however long it waited
        if rule.late_policy == "refuse" and not self._get_known_order_day():
            if rule not in windows:
                windows[rule] = rule._get_window()
            if not windows[rule].is_open:
                found["day"] = {"next_day": windows[rule].day}
        return found

    def _get_known_order_day(self):
        """Return the order day of this order, or of what it was split from."""
        days = self._get_whole().filtered("order_day").mapped("order_day")
        return self.order_day or min(days, default=False)

    def _set_order_days(self, only_open=False):
        """Give orders without one the order day of now.

        :param only_open: leave out those that no orders are taken for now
        """
        days, windows = {}, {}
        # sudo: the caller was allowed to send or confirm the orders
        for order in self.sudo().filtered(lambda one: not one.order_day):
            rule = order._get_order_rule()
            if rule and rule not in windows:
                windows[rule] = rule._get_window()
            if rule and not (only_open and rule._refuses(windows[rule])):
                day = order._get_known_order_day() or windows[rule].day
                days[day] = days.get(day, order.browse()) | order
        for day, orders in days.items():
            orders.order_day = day

    def _request_confirmation(self):
        # sent now, it belongs to this order day, whenever it is approved
        self._set_order_days(only_open=True)
        return super()._request_confirmation()

    def _on_confirmation(self):
        result = super()._on_confirmation()
        self._set_order_days()
        return result

    @api.model
    def _cron_follow_order_days(self):
        """Look again at what waits for an order day that has come."""
        # the day of a company may have begun already where it is
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        rows = Domain("kind", "=", "day") & Domain("next_day", "<=", tomorrow)
        self._refresh_open_exceptions([("exception_ids", "any", rows)])
