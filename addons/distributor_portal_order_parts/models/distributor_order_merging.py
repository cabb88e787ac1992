# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

MAX_ORDERS = 20


class DistributorOrderMerging(models.AbstractModel):
    """Merges orders that a distributor placed, and undoes it."""

    _name = "distributor.order.merging"
    _description = "Merging of a Distributor's Orders"

    def _get_merging_domain(self, order):
        """Return the domain of its orders that can become one with an order."""
        self.ensure_one()
        return (
            Domain(self._get_parting_domain())
            & order._get_mergeable_domain()
            # what was signed was signed as it is
            & Domain("signature", "=", False)
        )

    def _get_merge_candidates(self, order):
        """Return what an order can be merged with, the oldest first."""
        found = self.env["sale.order"].search(
            self._get_merging_domain(order), order="id", limit=MAX_ORDERS
        )
        return found.filtered(lambda one: not self._get_state_blockers(one))

    def _get_merge_blockers(self, order):
        """Return why an order is merged with none now, as sentences."""
        blockers = self._get_parting_blockers(order)
        if not blockers and order.signature:
            blockers = [
                self.env._("%s is signed: it stays as it was signed.", order.name)
            ]
        return blockers

    def _check_merge(self, order, others, user):
        """Return all that a visitor is told before it merges orders.

        :return: dict of result (see `_check_parted`), target, orders, gains (sentences)
            and total (what is agreed to)
        """
        self.ensure_one()
        orders = (order | others).sorted("id")
        target = orders[0]
        joined = {}
        for line in orders._get_priced_lines():
            first, quantity = joined.get(line._get_merge_key(), (line, 0.0))
            quantity += line.product_uom_qty
            joined[line._get_merge_key()] = (first, quantity)
        preview = self._preview_order(
            target, dict(joined.values()), target.partner_shipping_id
        )
        return {
            "result": self._check_parted(target, preview, user),
            "target": target,
            "orders": orders,
            "gains": self._get_merge_gains(orders, preview),
            "total": self._get_shown_total(preview),
        }

    def _get_merge_gains(self, orders, preview):
        gains = [
            self.env._("One order to confirm and one delivery."),
            self.env._("Prices stay as they were ordered."),
        ]
        rule = self._get_order_rule()
        small = rule and [one for one in orders if rule._get_missing(one)]
        if small and not rule._get_missing(preview):
            gains.append(
                self.env._(
                    "Together they reach the minimum order of %s.",
                    rule.currency_id.format(rule.min_amount),
                )
            )
        return gains

    def _find_merged(self, ids):
        """Return the order that orders of these ids became already, or none."""
        orders = self.env["sale.order"].search(
            [("distributor_id", "=", self.id), ("id", "in", list(ids))]
        )
        gone = orders.filtered("merged_into_id")
        target = gone.merged_into_id
        is_done = len(target) == 1 and orders - gone == target & orders
        return target if is_done and len(orders) == len(set(ids)) else orders.browse()

    def _merge_in_portal(self, order, ids, shown, user):
        """Merge orders of this distributor; the caller checked the right to order.

        :param ids: of the other orders, from a form
        :param shown: what the visitor agreed to, see `_get_shown_total`
        :return: the order that has everything
        :raise UserError: what stands against it, and what to do
        """
        self.ensure_one()
        if blockers := self._get_merge_blockers(order):
            raise UserError("\n".join(blockers))
        others = self._find_merge_others(order, ids)
        check = self._check_merge(order, others, user)
        if shown != check["total"]:
            raise UserError(
                self.env._("The orders changed since you looked. Check them again.")
            )
        merged = check["orders"]._merge()
        (check["orders"] - merged).portal_merged = True
        return merged

    def _find_merge_others(self, order, ids):
        """Return the orders of ids from a form.

        :raise UserError: there is none, or one of them cannot be merged any more
        """
        others = self._get_merge_candidates(order).filtered(lambda one: one.id in ids)
        if not ids:
            raise UserError(self.env._("Tick at least one order."))
        if len(others) != len(set(ids)):
            raise UserError(
                self.env._(
                    "One of the orders was confirmed, cancelled or changed meanwhile."
                    " Tick again what you want to merge."
                )
            )
        return others

    def _unmerge_in_portal(self, order):
        """Undo what this distributor merged; the caller checked the right to order.

        :return: the orders that are open again
        :raise UserError: what stands against it, and what to do
        """
        self.ensure_one()
        if blockers := self._get_parting_blockers(order):
            raise UserError("\n".join(blockers))
        others = order._get_undoable_orders()
        if not others:
            raise UserError(self.env._("No order was merged into %s.", order.name))
        order._unmerge()
        others.portal_merged = False
        return others
