# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL, format_date

from .month_name import format_month


class DistributorMoveEffects(models.AbstractModel):
    """What a move changes, what stays, who loses and who gains."""

    _name = "distributor.move.effects"
    _description = "What a Move Changes"

    def _get_move_effects(self, upline, date):
        """Return what happens when these distributors move; other modules add to it.

        Called with the rights of a manager of the channel, before anything moves.

        :param upline: the new upline, empty for directly below the brand
        :param date: day (date) from which it holds
        :return: list of dict: kind ("change", "stay", "gain" or "lose"), text (str, a
            sentence in the user's language)
        """
        sales = self._get_branch_sales(date)
        return (
            self._get_order_effects(sales, date)
            + self._get_sales_effects(sales)
            + self._get_upline_effects(sales, upline, date)
        )

    def _get_order_effects(self, sales, date):
        total = self._sum_sales(sales)
        effects = []
        if total["quotations"]:
            effects.append(
                {
                    "kind": "change",
                    "text": self.env._(
                        "Quotations not confirmed before %(date)s: %(count)s,"
                        " %(amount)s untaxed. They get the new chain when confirmed.",
                        date=format_date(self.env, date),
                        count=int(total["quotations"]),
                        amount=self._format_amount(total["quoted"]),
                    ),
                }
            )
        if total["orders"]:
            effects.append(
                {
                    "kind": "stay",
                    "text": self.env._(
                        "Open confirmed orders: %(count)s, %(amount)s untaxed. They"
                        " keep the chain they were confirmed with.",
                        count=int(total["orders"]),
                        amount=self._format_amount(total["ordered"]),
                    ),
                }
            )
        return effects

    def _get_sales_effects(self, sales):
        today = self._get_today()
        return [
            {
                "kind": "stay",
                "text": self.env._(
                    "Sales of %(month)s so far: %(amount)s. They stay with the uplines"
                    " of their day.",
                    month=format_month(self.env, today),
                    amount=self._format_amount(self._sum_sales(sales)["month"]),
                ),
            }
        ]

    def _get_upline_effects(self, sales, upline, date):
        """Return which uplines lose, gain or keep the branches, from the top down."""
        rows = self.env["distributor.upline"]
        chains = rows._get_chains((key, date) for key in [*self.ids, *upline.ids])
        after = chains.get((upline.id, date), [])
        amounts = {kind: defaultdict(float) for kind in ("lose", "gain", "stay")}
        for key in self.ids:
            before = chains[(key, date)][1:]
            for node in {*before, *after}:
                kind = "gain" if node not in before else "lose"
                kind = "stay" if node in before and node in after else kind
                amounts[kind][node] += sales[key]["quarter"]
        texts = {
            "lose": self.env._(
                "%(upline)s: the branch sold %(amount)s in the last three months."
            ),
            "gain": self.env._(
                "%(upline)s: the branch sold %(amount)s in the last three months."
            ),
            "stay": self.env._("%(upline)s stays an upline of the branch."),
        }
        nodes = self.browse({node for found in amounts.values() for node in found})
        return [
            {
                "kind": kind,
                "text": text
                % {
                    "upline": node.display_name,
                    "amount": self._format_amount(amounts[kind][node.id]),
                },
            }
            for kind, text in texts.items()
            for node in nodes.sorted(lambda node: (node.level_rank, node.code))
            if node.id in amounts[kind]
        ]

    def _get_branch_sales(self, date):
        """Return the orders of each branch that moves, in the currency of the company.

        :return: dict {distributor id: dict of quotations, quoted, orders, ordered,
            month (sales of this month so far), quarter (of the last three months)}
        """
        branches = self.env["distributor.upline"]._get_branches(
            ((key, date) for key in self.ids), without=self.ids
        )
        self.env["sale.order"].flush_model()
        today = self._get_today()
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH sale AS (
                    SELECT branch.top, sale.state, sale.invoice_status,
                           sale.amount_untaxed / COALESCE(
                               NULLIF(sale.currency_rate, 0), 1) AS amount,
                           (sale.date_order AT TIME ZONE 'UTC'
                            AT TIME ZONE %(zone)s)::date AS day
                      FROM unnest(%(tops)s::int[], %(nodes)s::int[])
                           AS branch(top, node)
                      JOIN sale_order AS sale ON sale.distributor_id = branch.node
                     WHERE sale.state <> 'cancel'
                )
                SELECT top,
                       COUNT(*) FILTER (WHERE state <> 'sale') AS quotations,
                       SUM(amount) FILTER (WHERE state <> 'sale') AS quoted,
                       COUNT(*) FILTER (WHERE %(is_open)s) AS orders,
                       SUM(amount) FILTER (WHERE %(is_open)s) AS ordered,
                       SUM(amount) FILTER (
                           WHERE state = 'sale' AND day >= %(month)s) AS month,
                       SUM(amount) FILTER (
                           WHERE state = 'sale' AND day >= %(quarter)s) AS quarter
                  FROM sale
                 GROUP BY top
                """,
                tops=[row[0] for row in branches],
                nodes=[row[2] for row in branches],
                zone=self._get_zone(),
                is_open=SQL("state = 'sale' AND invoice_status <> 'invoiced'"),
                month=today.replace(day=1),
                quarter=today - relativedelta(months=3),
            )
        )
        names = ("quotations", "quoted", "orders", "ordered", "month", "quarter")
        found = {row["top"]: row for row in rows}
        return {
            key: {name: found.get(key, {}).get(name) or 0 for name in names}
            for key in self.ids
        }

    def _sum_sales(self, sales):
        totals = defaultdict(float)
        for row in sales.values():
            for name, value in row.items():
                totals[name] += value
        return totals

    def _format_amount(self, amount):
        return self.company_id[:1].currency_id.format(amount)
