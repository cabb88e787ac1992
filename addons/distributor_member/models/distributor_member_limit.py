# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL


class DistributorMemberLimit(models.AbstractModel):
    """What a buyer may spend, per order and per calendar month."""

    _name = "distributor.member.limit"
    _description = "Limits of a Member"

    def _get_limit_refusals(self, order):
        """Return why an order is beyond what this member may confirm.

        :param order: sale.order in sudo, of the member's distributor
        :return: list of sentences in the user's language, empty when it is within
        """
        self.ensure_one()
        if self.role != "buyer":
            return []
        amount, refusals = self._get_order_amount(order), []
        shown = self.currency_id.format
        whole = order._get_whole_amount("amount_total", self.currency_id)
        if self.limit_order and self._exceeds(whole, self.limit_order):
            refusals.append(
                self.env._(
                    "Order %(order)s is %(amount)s; %(member)s may confirm %(limit)s"
                    " per order.",
                    order=order.name,
                    amount=shown(whole),
                    member=self._get_shown_name(),
                    limit=shown(self.limit_order),
                )
            )
        if self.limit_month:
            spent = self._get_month_amount(order)
            if self._exceeds(spent + amount, self.limit_month):
                refusals.append(
                    self.env._(
                        "Order %(order)s is %(amount)s; %(member)s confirmed %(spent)s"
                        " this month and may confirm %(limit)s per month.",
                        order=order.name,
                        amount=shown(amount),
                        member=self._get_shown_name(),
                        spent=shown(spent),
                        limit=shown(self.limit_month),
                    )
                )
        return refusals

    def _exceeds(self, amount, limit):
        return self.currency_id.compare_amounts(amount, limit) > 0

    def _get_order_amount(self, order):
        """Return the total of an order, taxes included, in the company's currency."""
        return order.currency_id._convert(
            order.amount_total,
            self.currency_id,
            order.company_id,
            order._get_channel_date(),
        )

    def _get_month_amount(self, order):
        """Return what this member confirmed in the month of an order, without it."""
        day = order._get_channel_date()
        first = day.replace(day=1)
        groups = order._read_group(
            [
                ("portal_user_id", "=", self.user_id.id),
                ("distributor_id", "=", self.distributor_id.id),
                ("portal_date", ">=", first),
                ("portal_date", "<", first + relativedelta(months=1)),
                ("state", "=", "sale"),
                ("id", "!=", order.id),
            ],
            ["currency_id"],
            ["amount_total:sum"],
        )
        return sum(
            currency._convert(amount, self.currency_id, order.company_id, day)
            for currency, amount in groups
        )

    def _lock_limit(self):
        """Make orders of one member that are confirmed at once start over.

        Reading is not enough under REPEATABLE READ: the row is updated, so that the
        second order fails with a serialization error and is checked again on what the
        first one left.
        """
        buyers = self.filtered(lambda m: m.role == "buyer" and m.limit_month)
        if buyers:
            self.env.execute_query(
                SQL(
                    """
                    UPDATE distributor_member
                       SET limit_version = COALESCE(limit_version, 0) + 1
                     WHERE id IN %(ids)s
                    RETURNING id
                    """,
                    ids=tuple(buyers.ids),
                )
            )
            buyers.invalidate_recordset(["limit_version"])
