# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL

# what a decision adds to a sale, or takes from it; the key lets it happen once
DECIDE = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, generation, version_id, sale_line_id, move_line_id, product_id,
           amount, origin_entry_id, key, reason, user_id)
    SELECT source.company_id, source.currency_id, source.id,
           COALESCE(origin.document_id, source.id), %(beneficiary)s, 'dispute',
           %(day)s, %(day)s, origin.generation,
           COALESCE(origin.version_id, source.version_id), origin.sale_line_id,
           origin.move_line_id, origin.product_id, %(amount)s, origin.id, %(key)s,
           %(reason)s, %(uid)s
      FROM distributor_commission_source AS source
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = %(entry)s
     WHERE source.id = %(source)s
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
 RETURNING id
"""
# decisions about documents that were undone after them
TAKE_BACK = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, generation, version_id, sale_line_id, move_line_id, product_id,
           amount, origin_entry_id, key, user_id)
    SELECT entry.company_id, entry.currency_id, entry.source_id, entry.document_id,
           entry.beneficiary_id, 'undo', day.date, day.date, entry.generation,
           entry.version_id, entry.sale_line_id, entry.move_line_id, entry.product_id,
           -entry.amount, entry.id, 'undo:' || entry.id, %(uid)s
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.document_id = source.id
CROSS JOIN LATERAL (SELECT GREATEST(entry.date, %(today)s::date) AS date) AS day
     WHERE source.undone
       AND (source.move_id = ANY(%(moves)s) OR source.order_id = ANY(%(orders)s))
       AND entry.kind = 'dispute'
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
 RETURNING source_id
"""


class DistributorCommissionBooking(models.AbstractModel):
    """Books what is decided about disputes."""

    _inherit = "distributor.commission.booking"

    @api.model
    def _book_dispute(self, dispute, amount, reason):
        """Write the entry that carries out a decision.

        :param dispute: distributor.commission.dispute with a source
        :param amount: what the distributor gets, or loses when it is negative
        :param reason: words that explain the entry
        :return: the entry, or none when the decision is booked already
        """
        self.env["distributor.commission.source"].flush_model()
        rows = self.env.execute_query(
            SQL(
                DECIDE,
                beneficiary=dispute.distributor_id.id,
                source=dispute.source_id.id,
                entry=dispute.entry_id.id or None,
                day=dispute.company_id._get_commission_today(),
                amount=amount,
                key=f"dispute:{dispute.id}",
                reason=reason,
                uid=self.env.uid,
            )
        )
        self._reopen(dispute.source_id.ids)
        self._forget()
        return self.env["distributor.commission.entry"].browse(key for (key,) in rows)

    @api.model
    def _undo(self, moves):
        count = super()._undo(moves)
        for company, own in moves.grouped("company_id").items():
            count += self._take_back_disputes(company, moves=own)
        return count

    @api.model
    def _undo_orders(self, orders):
        result = super()._undo_orders(orders)
        for company, own in orders.grouped("company_id").items():
            self._take_back_disputes(company, orders=own)
        return result

    def _take_back_disputes(self, company, moves=None, orders=None):
        """Take back what was decided about documents that are undone now."""
        self.env["distributor.commission.source"].flush_model()
        rows = self.env.execute_query(
            SQL(
                TAKE_BACK,
                moves=moves.ids if moves else [],
                orders=orders.ids if orders else [],
                today=company._get_commission_today(),
                uid=self.env.uid,
            )
        )
        self._reopen({source for (source,) in rows})
        if rows:
            self._forget()
        return len(rows)
