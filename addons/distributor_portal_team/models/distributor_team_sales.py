# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

PERIODS = ("month", "last_month", "year")


class DistributorTeamSales(models.AbstractModel):
    """What the members of a team bought: sums only, never a document or a price."""

    _name = "distributor.team.sales"
    _description = "Sales of a Team"

    def _get_team_periods(self):
        """Return {period: (first day, day after the last)} as of today."""
        today = self._get_today()
        month = today.replace(day=1)
        year = month.replace(month=1)
        return {
            "month": (month, month + relativedelta(months=1)),
            "last_month": (month - relativedelta(months=1), month),
            "year": (year, year + relativedelta(years=1)),
        }

    def _get_team_sales(self, members):
        """Return what members bought while they stood below this distributor.

        Untaxed amounts of posted invoices less credit notes, in the currency of the
        company. What a member bought below somebody else stays with that upline.

        :param members: distributors that the caller may show
        :return: {member id: {period: amount}}, each member of the argument
        """
        self.ensure_one()
        sales = {member: dict.fromkeys(PERIODS, 0.0) for member in members.ids}
        for member, *amounts in self.env.execute_query(self._get_sales_sql(members)):
            sales[member] = {
                period: float(amount or 0)
                for period, amount in zip(PERIODS, amounts, strict=True)
            }
        return sales

    def _get_sales_sql(self, members):
        days = self._get_team_periods()
        self.env["distributor.upline"].flush_model()
        self.env["distributor.distributor"].flush_model(["partner_id"])
        self.env["account.move"].flush_model(
            [
                "state",
                "move_type",
                "invoice_date",
                "amount_untaxed_signed",
                "commercial_partner_id",
                "company_id",
            ]
        )
        sums = SQL(", ").join(
            SQL(
                "SUM(move.amount_untaxed_signed) FILTER"
                " (WHERE move.invoice_date >= %s AND move.invoice_date < %s)",
                *days[name],
            )
            for name in PERIODS
        )
        # no branch has a circle on any day, so the spans end; those of one member
        # never overlap, so nothing counts twice
        return SQL(
            """
            WITH RECURSIVE span(node, date_from, date_to) AS (
                SELECT %(top)s, %(first)s::date, %(last)s::date
                 UNION ALL
                SELECT link.distributor_id,
                       GREATEST(span.date_from, link.date_start),
                       LEAST(span.date_to, link.date_end)
                  FROM span
                  JOIN distributor_upline AS link
                    ON link.upline_id = span.node
                   AND link.date_start < span.date_to
                   AND (link.date_end IS NULL OR link.date_end > span.date_from)
            )
            SELECT member.id, %(sums)s
              FROM span
              JOIN distributor_distributor AS member ON member.id = span.node
              JOIN account_move AS move
                ON move.commercial_partner_id = member.partner_id
               AND move.company_id = member.company_id
               AND move.invoice_date >= span.date_from
               AND move.invoice_date < span.date_to
             WHERE member.id = ANY(%(members)s)
               AND move.state = 'posted'
               AND move.move_type IN ('out_invoice', 'out_refund')
               -- said again, so that old documents are not even looked at
               AND move.invoice_date >= %(first)s
               AND move.invoice_date < %(last)s
             GROUP BY member.id
            """,
            top=self.id,
            first=min(first for first, _last in days.values()),
            last=max(last for _first, last in days.values()),
            sums=sums,
            members=members.ids,
        )
