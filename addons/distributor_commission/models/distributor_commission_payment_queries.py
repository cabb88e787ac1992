# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements by which commission follows the payment of invoices."""

FLUSHED = {
    "account.move": [
        "amount_total",
        "amount_untaxed",
        "amount_residual",
        "payment_state",
        "state",
        "reversed_entry_id",
    ],
    "account.move.line": ["amount_currency", "move_id", "sale_line_ids"],
    "account.partial.reconcile": [
        "debit_move_id",
        "credit_move_id",
        "debit_amount_currency",
        "max_date",
    ],
}

# What is paid on these invoices, beside credit notes, what credit notes of them come
# to, and when the last payment was.
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
           move.amount_untaxed::text AS untaxed,
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
# Of order lines on these invoices that a credit note of no invoice names as well: their
# nets on each invoice, the latest first, and on those credit notes (without invoice).
LOOSE = """
    WITH sold AS (
        SELECT DISTINCT rel.order_line_id AS id
          FROM account_move_line AS line
          JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
         WHERE line.move_id = ANY(%(moves)s) AND line.display_type = 'product'
    ), bill AS (
        SELECT rel.order_line_id AS line,
               CASE WHEN move.move_type = 'out_invoice' THEN move.id END AS move,
               -SUM(line.amount_currency) AS net
          FROM sold
          JOIN sale_order_line_invoice_rel AS rel ON rel.order_line_id = sold.id
          JOIN account_move_line AS line ON line.id = rel.invoice_line_id
          JOIN account_move AS move ON move.id = line.move_id
         WHERE move.state = 'posted'
           AND line.display_type = 'product'
           AND (move.move_type = 'out_invoice'
                OR (move.move_type = 'out_refund' AND move.reversed_entry_id IS NULL))
      GROUP BY 1, 2
    )
    SELECT line, move, net::text
      FROM bill
     WHERE line IN (SELECT line FROM bill WHERE move IS NULL)
  ORDER BY line, move DESC
"""
FOLLOWING = """
    SELECT source.id, source.move_id AS move, source.event, source.waiting,
           source.version_id AS version, source.company_id AS company,
           source.currency_id AS currency, source.promised,
           COALESCE(version.wait_payment, FALSE) AS waits,
           COALESCE(nets.nets, '{}') AS nets
      FROM distributor_commission_source AS source
      JOIN distributor_commission_version AS version ON version.id = source.version_id
CROSS JOIN LATERAL (
            SELECT JSONB_OBJECT_AGG(line.id, line.net) AS nets
              FROM (
                    SELECT rel.order_line_id AS id,
                           (-SUM(line.amount_currency))::text AS net
                      FROM account_move_line AS line
                      JOIN sale_order_line_invoice_rel AS rel
                        ON rel.invoice_line_id = line.id
                     WHERE line.move_id = source.move_id
                       AND line.display_type = 'product'
                       AND source.event = 'paid'
                  GROUP BY rel.order_line_id
                   ) AS line
           ) AS nets
     WHERE source.move_id = ANY(%(moves)s)
       AND NOT source.undone
       AND (source.event = 'paid' OR version.wait_payment)
  ORDER BY source.id
"""
ORDERED = """
    SELECT DISTINCT sold.order_id
      FROM account_move_line AS line
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
      JOIN sale_order_line AS sold ON sold.id = rel.order_line_id
     WHERE line.move_id = ANY(%(moves)s)
"""
# Orders that wait for the payment of all their invoices.
PAID_ORDERS = """
    SELECT source.id, source.event, source.waiting,
           sale.invoice_status IN ('invoiced', 'upselling')
           AND COALESCE(bill.settled, FALSE) AS settled,
           COALESCE(bill.day, source.date) AS day
      FROM distributor_commission_source AS source
      JOIN distributor_commission_version AS version ON version.id = source.version_id
      JOIN sale_order AS sale ON sale.id = source.order_id
CROSS JOIN LATERAL (
            SELECT BOOL_AND(move.payment_state IN ('paid', 'in_payment', 'reversed'))
                   AS settled,
                   MAX(COALESCE(paid.day, move.invoice_date)) AS day
              FROM account_move AS move
         LEFT JOIN LATERAL (
                    SELECT MAX(part.max_date) AS day
                      FROM account_move_line AS line
                      JOIN account_partial_reconcile AS part
                        ON part.debit_move_id = line.id
                     WHERE line.move_id = move.id
                   ) AS paid ON TRUE
             WHERE move.move_type = 'out_invoice'
               AND move.state = 'posted'
               AND move.id IN (
                    SELECT line.move_id
                      FROM sale_order_line AS sold
                      JOIN sale_order_line_invoice_rel AS rel
                        ON rel.order_line_id = sold.id
                      JOIN account_move_line AS line ON line.id = rel.invoice_line_id
                     WHERE sold.order_id = source.order_id)
           ) AS bill
     WHERE source.order_id = ANY(%(orders)s)
       AND source.event IN ('confirmed', 'delivered')
       AND NOT source.undone
       AND version.wait_payment
  ORDER BY source.id
"""
RELEASE = """
    UPDATE distributor_commission_source AS source
       SET waiting = NULL,
           release_date = %(day)s::date + COALESCE(version.freeze_days, 0)
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
# that took back when it is paid again. It is not due before what it takes back. Decided
# disputes of a sale that is undone are taken back by themselves.
OFFSET = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, earner, generation, level_id, version_id, rule_id, move_line_id,
           sale_line_id, product_id, rate, rate_kind, basis, basis_kind, source_basis,
           amount, origin_entry_id, user_id)
    SELECT company_id, currency_id, source_id, source_id, beneficiary_id, %(kind)s,
           GREATEST(%(day)s::date, MIN(date)), GREATEST(%(day)s::date, MAX(due_date)),
           earner, generation,
           level_id, version_id, rule_id, MIN(move_line_id), sale_line_id, product_id,
           MIN(rate), rate_kind, -SUM(basis), basis_kind, -SUM(source_basis),
           -SUM(amount), MIN(COALESCE(origin_entry_id, id)), %(uid)s
      FROM distributor_commission_entry
     WHERE source_id = %(source)s AND (kind <> 'dispute' OR %(kind)s = 'payment')
       AND (%(all)s OR kind = 'payment')
  GROUP BY company_id, currency_id, source_id, beneficiary_id, earner, generation,
           level_id, version_id, rule_id, sale_line_id, product_id, rate_kind,
           basis_kind
    HAVING SUM(amount) <> 0 OR SUM(basis) <> 0
 RETURNING source_id
"""
