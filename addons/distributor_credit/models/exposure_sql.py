# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statement that adds up what distributors owe."""

# Money is in the currency of the company: receivables as booked, orders at the rate of
# their day, deposits and limits at today's. A credit note reduces what is owed, not
# what was invoiced of an order, so its goods do not come back as "not invoiced". An
# order is "invoiced" by its drafts too, which are not owed yet: those are looked at.
# An override that names an order makes room for what that order owes, up to its amount:
# so much of it is left out of what other orders are compared with.
EXPOSURE = """
WITH day AS (
    SELECT * FROM unnest(%(companies)s::int4[], %(days)s::date[])
           AS day (company_id, today)
), who AS MATERIALIZED (
    SELECT d.id, d.partner_id, d.company_id, day.today, company.currency_id,
           company.credit_transit_paid AS transit_paid,
           split_part(company.parent_path, '/', 1)::int4 AS root_id,
           CASE WHEN d.credit_overdue_own THEN d.credit_overdue_days
                ELSE company.credit_overdue_days END AS overdue_days,
           d.credit_until IS NULL OR d.credit_until >= day.today AS is_valid
      FROM distributor_distributor AS d
      JOIN res_company AS company ON company.id = d.company_id
      JOIN day ON day.company_id = d.company_id
     WHERE %(condition)s
), partner AS MATERIALIZED (
    SELECT who.id, partner.id AS partner_id, who.company_id, who.today,
           who.overdue_days, who.transit_paid
      FROM who JOIN res_partner AS partner
        ON partner.commercial_partner_id = who.partner_id
), item AS (
    SELECT partner.id, line.amount_residual AS amount,
           partner.today - COALESCE(line.date_maturity, line.date) AS age,
           partner.overdue_days
      FROM partner
      JOIN account_move_line AS line
        ON line.partner_id = partner.partner_id
       AND line.company_id = partner.company_id
      JOIN account_account AS account ON account.id = line.account_id
     WHERE account.account_type = 'asset_receivable'
       AND line.parent_state = 'posted' AND line.reconciled IS NOT TRUE
       AND line.amount_residual <> 0
), owed AS (
    SELECT id, SUM(amount) FILTER (WHERE amount > 0 AND age <= 0) AS not_due,
           SUM(amount) FILTER (WHERE amount > 0 AND age > 0) AS due,
           SUM(amount) FILTER (WHERE amount > 0 AND age > overdue_days) AS late,
           SUM(amount) FILTER (WHERE amount < 0) AS unapplied
      FROM item GROUP BY id
), transit AS (
    SELECT partner.id,
           SUM(CASE WHEN payment.move_id IS NULL AND partner.transit_paid
                    THEN -payment.amount_company_currency_signed
                    WHEN payment.move_id IS NOT NULL AND NOT partner.transit_paid
                    THEN payment.amount_company_currency_signed
                    ELSE 0 END) AS amount
      FROM partner
      JOIN account_payment AS payment
        ON payment.partner_id = partner.partner_id
       AND payment.company_id = partner.company_id
     WHERE payment.state = 'in_process' AND payment.payment_type = 'inbound'
       AND payment.is_matched IS NOT TRUE
     GROUP BY partner.id
), drafted AS MATERIALIZED (
    SELECT DISTINCT line.order_id
      FROM account_journal AS journal
      JOIN account_move AS move
        ON move.journal_id = journal.id AND move.state = 'draft'
      JOIN account_move_line AS item ON item.move_id = move.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = item.id
      JOIN sale_order_line AS line ON line.id = rel.order_line_id
     WHERE journal.type = 'sale' AND journal.company_id = ANY(%(companies)s::int4[])
), sold AS MATERIALIZED (
    SELECT who.id, line.id AS line_id, line.order_id, line.is_downpayment,
           line.product_uom_qty AS ordered, line.qty_delivered AS delivered,
           line.product_id, line.product_uom_id,
           CASE WHEN line.product_uom_qty <> 0
                THEN line.price_total / line.product_uom_qty
                ELSE line.price_unit * (1 - COALESCE(line.discount, 0) / 100)
           END AS price, COALESCE(NULLIF(sale.currency_rate, 0), 1) AS rate
      FROM who
      JOIN sale_order AS sale ON sale.distributor_id = who.id
      JOIN sale_order_line AS line ON line.order_id = sale.id
     WHERE sale.state = 'sale' AND sale.historic_date IS NULL
       AND (sale.invoice_status <> 'invoiced'
            OR sale.id IN (SELECT order_id FROM drafted))
       AND line.display_type IS NULL AND NOT sale.id = ANY(%(without)s::int4[])
), invoiced AS (
    SELECT sold.line_id,
           SUM(item.quantity * COALESCE(unit.factor / own.factor, 1))
               FILTER (WHERE move.move_type = 'out_invoice') AS quantity,
           SUM(CASE WHEN move.move_type = 'out_invoice' THEN item.price_total
                    ELSE -item.price_total END) AS amount
      FROM sold
      JOIN sale_order_line_invoice_rel AS rel ON rel.order_line_id = sold.line_id
      JOIN account_move_line AS item ON item.id = rel.invoice_line_id
      JOIN account_move AS move ON move.id = item.move_id AND move.state = 'posted'
 LEFT JOIN uom_uom AS unit ON unit.id = item.product_uom_id
 LEFT JOIN uom_uom AS own ON own.id = sold.product_uom_id
     GROUP BY sold.line_id
), moving AS (
    SELECT sold.line_id,
           SUM(move.product_uom_qty * unit.factor / own.factor)
               FILTER (WHERE move.state NOT IN ('done', 'cancel')) AS pending
      FROM sold
      JOIN product_product AS product ON product.id = sold.product_id
      JOIN product_template AS template ON template.id = product.product_tmpl_id
       AND template.invoice_policy = 'delivery'
      JOIN stock_move AS move ON move.sale_line_id = sold.line_id
      JOIN stock_location AS goal ON goal.id = move.location_dest_id
       AND goal.usage = 'customer'
      JOIN uom_uom AS unit ON unit.id = move.product_uom
      JOIN uom_uom AS own ON own.id = sold.product_uom_id
     GROUP BY sold.line_id
), need AS (
    SELECT sold.*, COALESCE(invoiced.quantity, 0) AS billed,
           COALESCE(invoiced.amount, 0) AS billed_amount,
           CASE WHEN moving.line_id IS NULL THEN ordered
                ELSE LEAST(ordered, GREATEST(delivered + COALESCE(pending, 0),
                                             COALESCE(invoiced.quantity, 0)))
           END AS coming
      FROM sold
 LEFT JOIN invoiced ON invoiced.line_id = sold.line_id
 LEFT JOIN moving ON moving.line_id = sold.line_id
), asked AS (
    SELECT id, order_id, MAX(rate) AS rate,
           SUM(price * GREATEST(0, delivered - billed))
               FILTER (WHERE NOT is_downpayment) AS delivered,
           SUM(price * GREATEST(0, coming - GREATEST(delivered, billed)))
               FILTER (WHERE NOT is_downpayment) AS confirmed,
           SUM(billed_amount) FILTER (WHERE is_downpayment) AS paid_ahead
      FROM (SELECT id, order_id, rate, price, delivered, billed, coming,
                   billed_amount, COALESCE(is_downpayment, FALSE) AS is_downpayment
              FROM need) AS need
     GROUP BY id, order_id
), held AS (
    SELECT hold.order_id, SUM(hold.order_remaining) AS amount
      FROM who
      JOIN distributor_wallet_hold AS hold ON hold.distributor_id = who.id
     WHERE hold.state = 'open' AND hold.on_credit IS NOT TRUE
       AND hold.order_id IS NOT NULL
     GROUP BY hold.order_id
), part AS (
    SELECT asked.id, asked.order_id, asked.rate, COALESCE(delivered, 0) AS delivered,
           COALESCE(delivered, 0) + COALESCE(confirmed, 0) AS total,
           COALESCE(paid_ahead, 0) + COALESCE(held.amount, 0) AS cover
      FROM asked LEFT JOIN held ON held.order_id = asked.order_id
), bound AS (
    SELECT id, SUM(LEAST(left_over, GREATEST(0, delivered - cover)) / rate)
               AS delivered,
           SUM((left_over - LEAST(left_over, GREATEST(0, delivered - cover)))
               / rate) AS confirmed
      FROM (SELECT *, GREATEST(0, total - cover) AS left_over FROM part) AS part
     GROUP BY id
), purse AS (
    SELECT who.id, purpose.refundable AND wallet.state = 'open' AS counts,
           wallet.balance - wallet.held AS available,
           CASE WHEN who.is_valid THEN wallet.credit_limit ELSE 0 END AS credit_limit,
           CASE WHEN wallet.currency_id = who.currency_id THEN 1
                ELSE %(own_rate)s / %(wallet_rate)s END AS rate
      FROM who
      JOIN distributor_wallet AS wallet ON wallet.distributor_id = who.id
       AND wallet.company_id = who.company_id
      JOIN distributor_wallet_purpose AS purpose ON purpose.id = wallet.purpose_id
     WHERE purpose.spendable
), money AS (
    SELECT id, SUM(available * rate) FILTER (WHERE counts) AS deposit,
           SUM(credit_limit * rate) AS credit_limit
      FROM purse GROUP BY id
), granted AS (
    SELECT who.id, SUM(override.amount) AS amount,
           bool_or(override.passes_overdue) AS passes_overdue
      FROM who
      JOIN distributor_credit_override AS override ON override.distributor_id = who.id
     WHERE override.state = 'approved' AND override.order_id IS NULL
       AND who.today BETWEEN override.date_start AND override.date_end
     GROUP BY who.id
), named AS MATERIALIZED (
    SELECT who.id, override.order_id, SUM(override.amount) AS amount
      FROM who
      JOIN distributor_credit_override AS override ON override.distributor_id = who.id
      JOIN sale_order AS sale ON sale.id = override.order_id
       AND sale.distributor_id = who.id
     WHERE override.state = 'approved'
       AND who.today BETWEEN override.date_start AND override.date_end
     GROUP BY who.id, override.order_id
), bill AS (
    SELECT named.order_id, move.amount_residual_signed AS residual,
           SUM(item.price_total) / NULLIF(move.amount_total, 0) AS share
      FROM named
      JOIN sale_order_line AS line ON line.order_id = named.order_id
      JOIN sale_order_line_invoice_rel AS rel ON rel.order_line_id = line.id
      JOIN account_move_line AS item ON item.id = rel.invoice_line_id
      JOIN account_move AS move ON move.id = item.move_id
       AND move.state = 'posted' AND move.move_type = 'out_invoice'
     GROUP BY named.order_id, move.id
), billed AS (
    SELECT order_id, SUM(residual * LEAST(1, GREATEST(0, share))) AS amount
      FROM bill GROUP BY order_id
), owing AS (
    SELECT named.id, jsonb_object_agg(
               named.order_id,
               LEAST(named.amount, COALESCE(billed.amount, 0)
                     + COALESCE(GREATEST(0, part.total - part.cover) / part.rate, 0))
           ) AS amounts
      FROM named
 LEFT JOIN part ON part.order_id = named.order_id
 LEFT JOIN billed ON billed.order_id = named.order_id
     GROUP BY named.id
)
SELECT who.id, COALESCE(not_due, 0)::float8, COALESCE(due, 0)::float8,
       COALESCE(late, 0)::float8, COALESCE(unapplied, 0)::float8,
       COALESCE(transit.amount, 0)::float8, COALESCE(bound.delivered, 0)::float8,
       COALESCE(bound.confirmed, 0)::float8, COALESCE(deposit, 0)::float8,
       COALESCE(credit_limit, 0)::float8, COALESCE(granted.amount, 0)::float8,
       COALESCE(granted.passes_overdue, FALSE), COALESCE(overdue_days, 0),
       owing.amounts
  FROM who
  LEFT JOIN owed ON owed.id = who.id
  LEFT JOIN transit ON transit.id = who.id
  LEFT JOIN bound ON bound.id = who.id
  LEFT JOIN money ON money.id = who.id
  LEFT JOIN granted ON granted.id = who.id
  LEFT JOIN owing ON owing.id = who.id
"""

RATE = """
COALESCE(
    (SELECT rate FROM res_currency_rate
      WHERE currency_id = {currency} AND name <= who.today
        AND (company_id IS NULL OR company_id = who.root_id)
      ORDER BY company_id, name DESC LIMIT 1),
    (SELECT rate FROM res_currency_rate
      WHERE currency_id = {currency}
        AND (company_id IS NULL OR company_id = who.root_id)
      ORDER BY company_id, name LIMIT 1), 1)
"""
EXPOSURE = EXPOSURE.replace("%(own_rate)s", RATE.format(currency="who.currency_id"))
EXPOSURE = EXPOSURE.replace(
    "%(wallet_rate)s", RATE.format(currency="wallet.currency_id")
)
