# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.distributor_commission.engine import get_portion

from .distributor_commission_decided import IN_PROPORTION

# What a decision adds to a sale, or takes from it; the key lets it happen once. It
# points to the first entry of the share, as corrections do: credit notes find it so.
DECIDE = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, generation, version_id, sale_line_id, move_line_id, product_id,
           amount, origin_entry_id, key, reason, user_id)
    SELECT source.company_id, source.currency_id, source.id,
           COALESCE(origin.document_id, source.id), %(beneficiary)s, 'dispute',
           %(day)s, %(day)s, origin.generation,
           COALESCE(origin.version_id, source.version_id), origin.sale_line_id,
           origin.move_line_id, origin.product_id, %(amount)s,
           CASE WHEN origin.kind IN ('reversal', 'undo') THEN origin.id
                ELSE COALESCE(origin.origin_entry_id, origin.id) END,
           %(key)s, %(reason)s, %(uid)s
      FROM distributor_commission_source AS source
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = %(entry)s
     WHERE source.id = %(source)s
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
 RETURNING id
"""
# What credit notes took of the share that a decision adds to, the oldest first.
CREDITED = """
    SELECT taken.document_id, taken.move_line_id, (-SUM(taken.source_basis))::text
      FROM distributor_commission_entry AS decided
      JOIN distributor_commission_entry AS taken
        ON taken.origin_entry_id = decided.origin_entry_id
     WHERE decided.id = %(entry)s AND taken.id < decided.id
       AND taken.kind IN ('reversal', 'undo')
  GROUP BY taken.document_id, taken.move_line_id
    HAVING SUM(taken.source_basis) <> 0
  ORDER BY MIN(taken.id)
"""
TAKE_PART = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, earner, generation, level_id, version_id, rule_id, move_line_id,
           sale_line_id, product_id, rate, rate_kind, basis, basis_kind, source_basis,
           amount, origin_entry_id, key, reason, user_id)
    SELECT decided.company_id, decided.currency_id, decided.source_id, part.document,
           decided.beneficiary_id, 'reversal', decided.date, decided.due_date,
           first.earner, first.generation, first.level_id, first.version_id,
           first.rule_id, part.line, first.sale_line_id, first.product_id, first.rate,
           first.rate_kind, 0, first.basis_kind, 0, -part.amount, first.id,
           decided.key || ':' || part.document || ':' || COALESCE(part.line, 0),
           decided.reason, decided.user_id
      FROM distributor_commission_entry AS decided
      JOIN distributor_commission_entry AS first ON first.id = decided.origin_entry_id
CROSS JOIN UNNEST(%(documents)s::int[], %(lines)s::int[], %(amounts)s::numeric[])
           AS part (document, line, amount)
     WHERE decided.id = %(entry)s
"""
# a sale of which a payment bounced after it was settled
BOUNCED = """
    SELECT source.id
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
     WHERE source.id = %(source)s AND source.event <> 'paid'
       AND entry.kind = 'payment'
  GROUP BY source.id
    HAVING SUM(entry.amount) <> 0
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

    _name = "distributor.commission.booking"
    _inherit = ["distributor.commission.booking", "distributor.commission.decided"]

    @api.model
    def _lock_source(self, source):
        """Let whoever computes these documents again come before or after."""
        source.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE distributor_commission_source SET open = open"
                " WHERE id = ANY(%s)",
                source.ids,
            )
        )

    @api.model
    def _book_dispute(self, dispute, amount, reason, credited=Decimal(0)):
        """Write the entries that carry out a decision.

        :param dispute: distributor.commission.dispute with a source
        :param amount: what the distributor gets, or loses when it is negative
        :param reason: words that explain the entry
        :param credited: what credit notes take back of it
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
        if rows and dispute.source_id.event in IN_PROPORTION:
            today = dispute.company_id._get_commission_today()
            self._follow_decided(dispute.source_id.ids, today)
        elif rows and credited:
            self._take_part(rows[0][0], credited)
        if rows:
            self._follow_bounced(dispute.source_id, dispute.company_id)
        self._reopen(dispute.source_id.ids)
        self._forget()
        return self.env["distributor.commission.entry"].browse(key for (key,) in rows)

    def _take_part(self, entry, credited):
        """Let each credit note take its part of what a decision adds.

        :param entry: id of the entry of the decision
        :param credited: what they take together
        """
        rows, parts = self._split_credited(entry, credited)
        self.env.cr.execute(
            SQL(
                TAKE_PART,
                entry=entry,
                documents=[document for document, _line, _net in rows],
                lines=[line for _document, line, _net in rows],
                amounts=parts,
            )
        )

    def _split_credited(self, entry, credited):
        """Return [(credit note, its line, net)], and which part each of them takes."""
        rows = self.env.execute_query(SQL(CREDITED, entry=entry))
        nets = [Decimal(net) for _document, _line, net in rows]
        unit = self.env["distributor.commission.entry"].browse(entry)
        unit = unit.company_id._get_commission_unit()
        parts, done, reached = [], Decimal(0), Decimal(0)
        for net in nets:
            reached += net
            now = get_portion(credited, reached, sum(nets), unit)
            parts.append(now - done)
            done = now
        return rows, parts

    def _follow_bounced(self, source, company):
        """Keep what is decided back as well while a payment is bounced."""
        if self.env.execute_query(SQL(BOUNCED, source=source.id)):
            self._offset_source(source.id, company._get_commission_today())

    def _follow_decided(self, sources, day):
        return super()._follow_decided(sources, day) + self._bring_decided(sources, day)

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
