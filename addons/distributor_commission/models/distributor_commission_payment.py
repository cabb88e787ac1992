# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

# What is paid on these invoices, beside credit notes; what credit notes take off them,
# in all and by order line; and when the last payment was.
PAID = """
    WITH paid AS (
        SELECT line.move_id,
               SUM(part.debit_amount_currency)
               FILTER (WHERE other.move_type = 'out_refund') AS refunded,
               MAX(part.max_date) AS day
          FROM account_move_line AS line
          JOIN account_partial_reconcile AS part ON part.debit_move_id = line.id
          JOIN account_move_line AS opposite ON opposite.id = part.credit_move_id
          JOIN account_move AS other ON other.id = opposite.move_id
         WHERE line.move_id = ANY(%(moves)s)
           AND line.display_type = 'payment_term'
      GROUP BY line.move_id
    ), credited AS (
        SELECT reversed_entry_id AS move_id, SUM(amount_total) AS amount
          FROM account_move
         WHERE reversed_entry_id = ANY(%(moves)s)
           AND move_type = 'out_refund' AND state = 'posted'
      GROUP BY reversed_entry_id
    )
    SELECT move.id AS move, move.amount_total::text AS total,
           (move.amount_total - move.amount_residual
            - COALESCE(paid.refunded, 0))::text AS paid,
           COALESCE(credited.amount, 0)::text AS credited,
           move.payment_state IN ('paid', 'in_payment', 'reversed') AS settled,
           COALESCE(paid.day, move.invoice_date) AS day
      FROM account_move AS move
 LEFT JOIN paid ON paid.move_id = move.id
 LEFT JOIN credited ON credited.move_id = move.id
     WHERE move.id = ANY(%(moves)s)
"""
CREDITED = """
    SELECT refund.reversed_entry_id, rel.order_line_id, SUM(line.amount_currency)::text
      FROM account_move AS refund
      JOIN account_move_line AS line ON line.move_id = refund.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
     WHERE refund.reversed_entry_id = ANY(%(moves)s)
       AND refund.move_type = 'out_refund' AND refund.state = 'posted'
       AND line.display_type = 'product'
  GROUP BY refund.reversed_entry_id, rel.order_line_id
"""
FOLLOWING = """
    SELECT source.id, source.move_id AS move, source.event, source.waiting,
           source.version_id AS version, source.company_id AS company,
           source.currency_id AS currency, source.promised,
           version.wait_payment AND source.event = 'invoiced' AS waits
      FROM distributor_commission_source AS source
      JOIN distributor_commission_version AS version ON version.id = source.version_id
     WHERE source.move_id = ANY(%(moves)s)
       AND NOT source.undone
       AND (source.event = 'paid' OR version.wait_payment)
  ORDER BY source.id
"""
RELEASE = """
    UPDATE distributor_commission_source AS source
       SET waiting = NULL, release_date = %(day)s::date + version.freeze_days
      FROM distributor_commission_version AS version
     WHERE version.id = source.version_id
       AND source.id = %(source)s AND source.waiting = 'payment'
"""
HOLD = """
    UPDATE distributor_commission_source AS source
       SET waiting = 'payment', release_date = NULL
     WHERE source.id = %(source)s
       AND NOT EXISTS (
            SELECT
              FROM distributor_commission_entry AS entry
              JOIN distributor_commission_settlement_line AS line
                ON line.entry_id = entry.id
             WHERE entry.source_id = source.id
           )
 RETURNING source.id
"""
# The opposite of what a source booked: of all when a settled payment bounced, of what
# that took back when it is paid again.
OFFSET = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, earner, generation, level_id, version_id, rule_id, move_line_id,
           sale_line_id, product_id, rate, rate_kind, basis, basis_kind, source_basis,
           amount, origin_entry_id, user_id)
    SELECT company_id, currency_id, source_id, source_id, beneficiary_id, 'payment',
           %(day)s::date, %(day)s::date, earner, generation, level_id, version_id,
           rule_id, move_line_id, sale_line_id, product_id, MIN(rate), rate_kind,
           -SUM(basis), basis_kind, -SUM(source_basis), -SUM(amount), MIN(id), %(uid)s
      FROM distributor_commission_entry
     WHERE source_id = %(source)s AND kind <> 'dispute'
       AND (%(all)s OR kind = 'payment')
  GROUP BY company_id, currency_id, source_id, beneficiary_id, earner, generation,
           level_id, version_id, rule_id, move_line_id, sale_line_id, product_id,
           rate_kind, basis_kind
    HAVING SUM(amount) <> 0
 RETURNING source_id
"""


class DistributorCommissionPayment(models.AbstractModel):
    """What the payment of an invoice does to its commission."""

    _name = "distributor.commission.payment"
    _description = "Commission and Payment"

    @api.model
    def _sync_payment(self, moves):
        """Follow what is paid on invoices: in proportion, or as a condition.

        :param moves: account.move records whose payment may have changed
        """
        if not moves:
            return
        rows = self.env.execute_query_dict(SQL(FOLLOWING, moves=moves.ids))
        if not rows:
            return
        moves.flush_model(["amount_total", "amount_residual", "payment_state", "state"])
        moves.env["account.move.line"].flush_model(["amount_currency"])
        moves.env["account.partial.reconcile"].flush_model()
        paid = {
            row["move"]: row
            for row in self.env.execute_query_dict(SQL(PAID, moves=moves.ids))
        }
        followed = [row for row in rows if row["event"] == "paid"]
        credited = self._get_credited(moves) if followed else {}
        for row in followed:
            self._follow_payment(row, paid[row["move"]], credited)
        for row in rows:
            if row["waits"]:
                self._sync_condition(row, paid[row["move"]])

    def _get_credited(self, moves):
        """Return {(invoice, order line): net that credit notes took off it}."""
        found = self.env.execute_query(SQL(CREDITED, moves=moves.ids))
        return {(move, line): Decimal(net) for move, line, net in found}

    def _follow_payment(self, row, paid, credited):
        """Book the paid part: of each line what is not credited, as far as paid."""
        due = Decimal(paid["total"]) - Decimal(paid["credited"])
        reached = min(max(Decimal(paid["paid"]), Decimal(0)), due)

        def get_part(_source, share):
            whole = Decimal(share.source_basis)
            kept = whole - credited.get((row["move"], share.sale_line), Decimal(0))
            if due <= 0 or not whole:
                return Decimal(0), Decimal(1)
            return max(kept, Decimal(0)) * reached, whole * due

        self._follow({row["id"]: row}, get_part, "payment", paid["day"])

    def _sync_condition(self, row, paid):
        """Release what waited for the payment, or take it back when that bounced."""
        if row["waiting"] == "receipt":
            return
        values = {"source": row["id"], "day": paid["day"]}
        if row["waiting"] == "payment":
            if paid["settled"]:
                self.env.cr.execute(SQL(RELEASE, **values))
        elif paid["settled"] or not self.env.execute_query(SQL(HOLD, **values)):
            self._offset_source(row["id"], paid["day"], whole=not paid["settled"])
        self._forget()

    def _offset_source(self, source, day, whole=True):
        """Book the opposite of all that a source booked, or of its payments only."""
        found = self.env.execute_query(
            SQL(OFFSET, source=source, day=day, all=whole, uid=self.env.uid)
        )
        self._reopen({source for (source,) in found})
