# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements that claim and read orders, for commission that orders earn."""

FLUSHED = {
    "sale.order": [
        "state",
        "name",
        "company_id",
        "ship_territory_id",
        "sale_channel_id",
        "currency_rate",
    ],
    "sale.order.line": [
        "order_id",
        "product_id",
        "product_uom_qty",
        "product_uom_id",
        "qty_delivered",
        "price_subtotal",
        "display_type",
        "is_downpayment",
    ],
}

SOLD = """
    sold AS (SELECT UNNEST(%(orders)s::int[]) AS order_id)
"""

# One row a plan for each of these orders.
CLAIMED = """
    period AS (
        SELECT *
          FROM UNNEST(
               %(versions)s::int[], %(plans)s::int[], %(companies)s::int[],
               %(events)s::text[], %(starts)s::date[], %(ends)s::date[]
               ) AS period (version, plan, company, "event", first, "end")
    )
    INSERT INTO distributor_commission_source (
           company_id, currency_id, event, plan_id, version_id, order_id, buyer_id,
           territory_id, channel_id, date, document, chain, waiting, expected_date,
           release_date, open, undone, user_id)
    SELECT sale.company_id, company.currency_id, period.event, period.plan,
           period.version, sale.id, chain.buyer, sale.ship_territory_id,
           sale.sale_channel_id, confirmed.day, sale.name, chain.links,
           waits, COALESCE(sale.commitment_date::date, confirmed.day),
           CASE WHEN waits IS NULL THEN confirmed.day END, TRUE, FALSE, %(uid)s
      FROM UNNEST(%(orders)s::int[], %(days)s::date[]) AS confirmed (id, day)
      JOIN sale_order AS sale ON sale.id = confirmed.id
      JOIN res_company AS company ON company.id = sale.company_id
      JOIN chain ON chain.order_id = sale.id
      JOIN period
        ON period.company = sale.company_id
       AND period.first <= confirmed.day
       AND (period."end" IS NULL OR period."end" > confirmed.day)
      JOIN distributor_commission_version AS version ON version.id = period.version
CROSS JOIN LATERAL (
            SELECT CASE WHEN version.wait_receipt AND period.event = 'confirmed'
                        THEN 'receipt'
                        WHEN version.wait_payment THEN 'payment' END AS waits
           ) AS waiting
  ORDER BY sale.id, period.plan
        ON CONFLICT DO NOTHING
 RETURNING order_id
"""

UNDONE = """
    UPDATE distributor_commission_source
       SET undone = TRUE, open = TRUE, waiting = NULL,
           release_date = COALESCE(release_date, date)
     WHERE order_id = ANY(%(orders)s) AND event IN ('confirmed', 'delivered')
       AND NOT undone
 RETURNING id
"""

# Facts of the lines of orders that are claimed and not taken back, with what is
# invoiced of them (less credit notes) and what is credited. Quantities are in the unit
# of the product, nets in the currency of the company.
FACTS = """
    SELECT source.id AS source, source.event, source.version_id AS version,
           source.company_id AS company, source.currency_id AS currency,
           source.date, source.chain::text AS chain, source.channel_id AS channel,
           source.order_id AS "order", source.promised,
           territory.parent_path AS territories, NULL::int AS line,
           line.id AS sale_line, line.product_id AS product,
           category.parent_path AS categories,
           (line.price_subtotal / money.rate)::text AS net, money.rate::text AS rate,
           line.price_subtotal::text AS source_net,
           (line.product_uom_qty * measure.factor)::text AS quantity,
           (line.qty_delivered * measure.factor)::text AS delivered,
           (billed.net / money.rate)::text AS invoiced_net,
           (billed.quantity * measure.factor)::text AS invoiced_quantity,
           (billed.credited_net / money.rate)::text AS credited_net,
           (billed.credited_quantity * measure.factor)::text AS credited_quantity,
           COALESCE(product.standard_price ->> source.company_id::text, '0') AS cost
      FROM distributor_commission_source AS source
      JOIN sale_order AS sale ON sale.id = source.order_id
      JOIN sale_order_line AS line ON line.order_id = sale.id
 LEFT JOIN distributor_territory AS territory ON territory.id = source.territory_id
 LEFT JOIN product_product AS product ON product.id = line.product_id
 LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
 LEFT JOIN product_category AS category ON category.id = template.categ_id
 LEFT JOIN uom_uom AS unit
        ON unit.id = line.product_uom_id AND unit.id <> template.uom_id
 LEFT JOIN uom_uom AS own ON own.id = template.uom_id
CROSS JOIN LATERAL (
            SELECT COALESCE(NULLIF(sale.currency_rate, 0), 1)::numeric AS rate
           ) AS money
CROSS JOIN LATERAL (
            SELECT COALESCE(unit.factor / own.factor, 1) AS factor
           ) AS measure
CROSS JOIN LATERAL (
            SELECT COALESCE(-SUM(part.net), 0) AS net,
                   COALESCE(-SUM(part.quantity), 0) AS quantity,
                   COALESCE(SUM(part.net)
                       FILTER (WHERE part.type = 'out_refund'), 0) AS credited_net,
                   COALESCE(SUM(part.quantity)
                       FILTER (WHERE part.type = 'out_refund'), 0) AS credited_quantity
              FROM (
                    SELECT move.move_type AS type,
                           CASE WHEN move.currency_id = sale.currency_id
                                THEN bill.amount_currency
                                ELSE bill.balance * money.rate END AS net,
                           CASE WHEN move.move_type = 'out_refund' THEN bill.quantity
                                ELSE -bill.quantity END AS quantity
                      FROM sale_order_line_invoice_rel AS rel
                      JOIN account_move_line AS bill ON bill.id = rel.invoice_line_id
                      JOIN account_move AS move ON move.id = bill.move_id
                 LEFT JOIN account_move AS credited
                        ON credited.id = move.reversed_entry_id
                     WHERE rel.order_line_id = line.id
                       AND move.state = 'posted'
                       -- a credit note counts for nothing while its invoice does
                       AND COALESCE(credited.state, 'posted') = 'posted'
                   ) AS part
           ) AS billed
     WHERE source.order_id = ANY(%(orders)s)
       AND source.event IN ('confirmed', 'delivered')
       AND NOT source.undone
       AND line.display_type IS NULL
       AND line.is_downpayment IS NOT TRUE
  ORDER BY source.id, line.id
"""

# Sources that wait for goods which all have arrived by now: those of an order for all
# that is ordered, those of an invoice for what it bills. Goods that arrive belong to
# the earliest invoice of their order line first, less what credit notes took off it; a
# credit note of no invoice in particular takes off the latest ones.
RECEIVED = """
    UPDATE distributor_commission_source AS source
       SET waiting = CASE WHEN version.wait_payment THEN 'payment' END,
           release_date = CASE WHEN NOT COALESCE(version.wait_payment, FALSE)
                               THEN %(today)s::date
                                    + COALESCE(version.freeze_days, 0) END
      FROM distributor_commission_version AS version
     WHERE version.id = source.version_id
       AND source.order_id = ANY(%(orders)s)
       AND source.waiting = 'receipt'
       AND NOT source.undone
       AND NOT EXISTS (
            SELECT
              FROM sale_order_line AS line
              JOIN product_product AS product ON product.id = line.product_id
              JOIN product_template AS template ON template.id = product.product_tmpl_id
             WHERE line.order_id = source.order_id
               AND template.type = 'consu'
               AND source.move_id IS NULL
               AND line.qty_delivered < line.product_uom_qty
           )
       AND NOT EXISTS (
            SELECT
              FROM sale_order_line AS line
              JOIN product_product AS product ON product.id = line.product_id
              JOIN product_template AS template ON template.id = product.product_tmpl_id
        CROSS JOIN LATERAL (
                    SELECT SUM(part.quantity) FILTER (WHERE part.id = source.move_id)
                           AS own,
                           LEAST(SUM(part.quantity), SUM(part.quantity) FILTER (
                               WHERE (part.date, part.id)
                                     <= (source.date, source.move_id))) AS upto
                      FROM (
                            SELECT invoice.id, invoice.invoice_date AS date,
                                   CASE WHEN move.move_type = 'out_refund'
                                        THEN -bill.quantity ELSE bill.quantity END
                                   * CASE WHEN bill.product_uom_id = line.product_uom_id
                                          THEN 1 ELSE other.factor / own.factor END
                                   AS quantity
                              FROM sale_order_line_invoice_rel AS rel
                              JOIN account_move_line AS bill
                                ON bill.id = rel.invoice_line_id
                              JOIN account_move AS move ON move.id = bill.move_id
                         LEFT JOIN account_move AS invoice
                                ON invoice.id = CASE WHEN move.move_type = 'out_refund'
                                                     THEN move.reversed_entry_id
                                                     ELSE move.id END
                         LEFT JOIN uom_uom AS own ON own.id = line.product_uom_id
                         LEFT JOIN uom_uom AS other ON other.id = bill.product_uom_id
                             WHERE rel.order_line_id = line.id
                               AND move.state = 'posted'
                               AND COALESCE(invoice.state, 'posted') = 'posted'
                           ) AS part
                   ) AS billed
             WHERE line.order_id = source.order_id
               AND template.type = 'consu'
               AND billed.own > 0
               -- quantities in another unit are rounded, those in this one are exact
               AND line.qty_delivered < TRUNC(billed.upto, 4)
           )
 RETURNING source.move_id, source.order_id
"""
