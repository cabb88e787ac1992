# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from odoo.addons.distributor_commission.models.distributor_commission_queries import (
    LINES,
)

# the documents of a type that are the booking's business, an order a row
DOCUMENTS = f"""
    {LINES}, document AS (
        SELECT DISTINCT move.id AS move_id, sold.order_id, move.invoice_date AS date
          FROM sold
          JOIN account_move AS move ON move.id = sold.move_id
         WHERE EXISTS (
                SELECT FROM distributor_chain AS chain
                 WHERE chain.order_id = sold.order_id
               )
    )
"""
MOVES = """
    ARRAY(
        SELECT id
          FROM account_move
         WHERE company_id = %(company)s
           AND state = 'posted'
           AND move_type = %(kind)s
           AND invoice_date >= %(first)s
           AND (%(last)s::date IS NULL OR invoice_date <= %(last)s)
    )
"""
INVOICES = f"""
    WITH {DOCUMENTS}, period AS (
        SELECT *
          FROM UNNEST(
               %(versions)s::int[], %(plans)s::int[], %(companies)s::int[],
               %(events)s::text[], %(starts)s::date[], %(ends)s::date[]
               ) AS period (version, plan, company, "event", first, "end")
    )
    SELECT document.move_id, ARRAY_AGG(DISTINCT document.order_id),
           ARRAY_AGG(DISTINCT period.version)
      FROM document
      JOIN period
        ON period.company = %(company)s
       AND period.first <= document.date
       AND (period."end" IS NULL OR period."end" > document.date)
     WHERE NOT EXISTS (
            SELECT FROM distributor_commission_source AS claim
             WHERE claim.order_id = document.order_id
               AND claim.move_id = document.move_id
               AND claim.plan_id = period.plan
               AND NOT claim.undone
           )
  GROUP BY document.move_id, document.date
  ORDER BY document.date, document.move_id
"""
# Those of sales that are booked, and, whatever their day, those of sales that are
# about to be booked. One that came before its sale was booked took back nothing.
REFUNDS = f"""
    WITH {DOCUMENTS}
    SELECT document.move_id, ARRAY_AGG(DISTINCT document.order_id)
      FROM document
 LEFT JOIN (SELECT UNNEST(%(orders)s::int[]) AS order_id) AS sale USING (order_id)
 LEFT JOIN distributor_commission_source AS claim
        ON claim.order_id = document.order_id
       AND claim.move_id = document.move_id
       AND claim.plan_id IS NULL
       AND NOT claim.undone
     WHERE CASE WHEN sale.order_id IS NOT NULL
                THEN NOT EXISTS (
                      SELECT FROM distributor_commission_entry AS entry
                       WHERE entry.document_id = claim.id
                     )
                ELSE claim.id IS NULL AND document.date <= %(until)s AND EXISTS (
                      SELECT FROM distributor_commission_source AS booked
                       WHERE booked.order_id = document.order_id
                         AND booked.event <> 'refund'
                         AND NOT booked.undone
                     )
            END
  GROUP BY document.move_id, document.date
  ORDER BY document.date, document.move_id
"""
FREE = """
    DELETE FROM distributor_commission_source AS claim
     WHERE claim.move_id = ANY(%(moves)s)
       AND claim.event = 'refund'
       AND NOT claim.undone
       AND NOT EXISTS (
            SELECT FROM distributor_commission_entry AS entry
             WHERE entry.document_id = claim.id
           )
"""


class Missing(NamedTuple):
    """What no plan has booked: (id of the document, ids of its orders), by date."""

    invoices: list
    refunds: list
    versions: set


class DistributorCommissionMissing(models.AbstractModel):
    """Finds posted documents that a plan should have booked and has not."""

    _name = "distributor.commission.missing"
    _description = "Documents Without Commission"

    def _find_missing(self, company, first, last):
        """Return what is missing in a company from a day to another.

        :return: :class:`Missing`
        """
        booking = self.env["distributor.commission.booking"]
        booking._flush_documents()
        self.env["distributor.commission.source"].flush_model()
        periods = booking._get_periods_of(("invoiced", "paid"))
        found = self.env.execute_query(
            SQL(
                INVOICES,
                moves=self._get_moves(company, "out_invoice", first, last),
                line=None,
                company=company.id,
                **periods,
            )
        )
        invoices = [(move, orders) for move, orders, _versions in found]
        refunds = self.env.execute_query(
            SQL(
                REFUNDS,
                moves=self._get_moves(company, "out_refund", first, None),
                line=None,
                orders=list({order for _move, own in invoices for order in own}),
                until=last,
            )
        )
        versions = {version for _move, _orders, own in found for version in own}
        return Missing(invoices, refunds, versions)

    def _get_moves(self, company, kind, first, last):
        return SQL(MOVES, company=company.id, kind=kind, first=first, last=last)

    def _free_refunds(self, move_ids):
        """Give up the claims of credit notes that took back nothing.

        They are booked after the sale now, and take back what it earned.
        """
        self.env.cr.execute(SQL(FREE, moves=list(move_ids)))
        self.env["distributor.commission.source"].invalidate_model(flush=False)
