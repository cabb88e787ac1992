# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements by which a simulation finds its documents and adds up its result."""

# Invoices and credit notes of the period, in the order in which they came.
DOCUMENTS = """
    FROM account_move AS move
   WHERE move.company_id = %(company)s
     AND move.move_type IN ('out_invoice', 'out_refund')
     AND move.state = 'posted'
     AND move.invoice_date BETWEEN %(first)s AND %(last)s
"""
NEXT = f"""
    SELECT move.id, move.invoice_date
    {DOCUMENTS}
     AND (move.invoice_date, move.id) > (%(after)s::date, %(after_id)s)
ORDER BY move.invoice_date, move.id
   LIMIT %(size)s
"""
COUNT = f"SELECT COUNT(*) {DOCUMENTS}"

# Order lines of which documents of the period take something back.
CREDITED = f"""
    SELECT DISTINCT rel.order_line_id
      FROM (SELECT move.id, move.move_type {DOCUMENTS}) AS move
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
     WHERE line.display_type = 'product'
       AND (move.move_type = 'out_refund' OR line.balance > 0)
"""
# Documents before the period that sold these order lines, or took them back.
EARLIER = """
    SELECT DISTINCT move.id, move.invoice_date
      FROM sale_order_line_invoice_rel AS rel
      JOIN account_move_line AS line ON line.id = rel.invoice_line_id
      JOIN account_move AS move ON move.id = line.move_id
     WHERE rel.order_line_id = ANY(%(lines)s)
       AND move.company_id = %(company)s
       AND move.move_type IN ('out_invoice', 'out_refund')
       AND move.state = 'posted'
       AND move.invoice_date < %(first)s
  ORDER BY move.invoice_date, move.id
"""
# Orders with several documents in the period.
REPEATED = f"""
    SELECT origin.order_id
      FROM (SELECT move.id {DOCUMENTS}) AS move
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
      JOIN sale_order_line AS origin ON origin.id = rel.order_line_id
  GROUP BY origin.order_id
    HAVING COUNT(DISTINCT move.id) > 1
"""

# What the booking claims as documents, of one version and without claiming it.
SIMULATED = """
    simulated AS (
        SELECT NULL::int AS id,
               CASE WHEN move.move_type = 'out_refund' THEN 'refund'
                    ELSE 'invoiced' END AS event,
               %(version)s AS version_id, move.company_id, company.currency_id,
               document.order_id, move.id AS move_id,
               sale.ship_territory_id AS territory_id,
               sale.sale_channel_id AS channel_id, move.invoice_date AS date,
               chain.links AS chain, NULL::text AS waiting
          FROM (SELECT DISTINCT move_id, order_id FROM sold) AS document
          JOIN account_move AS move ON move.id = document.move_id
          JOIN res_company AS company ON company.id = move.company_id
          JOIN LATERAL (
                SELECT ship_territory_id, sale_channel_id
                  FROM sale_order
                 WHERE id = document.order_id
                 LIMIT 1
               ) AS sale ON TRUE
          JOIN chain ON chain.order_id = document.order_id
    )
"""

ADD = """
    INSERT INTO distributor_commission_simulation_line (
           simulation_id, company_id, currency_id, date, beneficiary_id, level_id,
           territory_id, product_id, categ_id, earner, amount_simulated, amount_actual,
           difference, basis)
    SELECT %(simulation)s, %(company)s, %(currency)s, part.date, part.beneficiary,
           part.level, part.territory, part.product, template.categ_id, part.earner,
           part.amount, 0, part.amount, part.basis
      FROM UNNEST(%(dates)s::date[], %(beneficiaries)s::int[], %(levels)s::int[],
                  %(territories)s::int[], %(products)s::int[], %(earners)s::text[],
                  %(amounts)s::numeric[], %(bases)s::numeric[])
           AS part (date, beneficiary, level, territory, product, earner, amount, basis)
 LEFT JOIN product_product AS product ON product.id = part.product
 LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
"""

# Batches become one row for each combination, with what really accrued beside it.
MERGE = """
    WITH part AS (
        DELETE FROM distributor_commission_simulation_line
         WHERE simulation_id = %(simulation)s
     RETURNING date, beneficiary_id, level_id, territory_id, product_id, categ_id,
               earner, amount_simulated AS simulated, 0::numeric AS actual, basis
    ), actual AS (
        SELECT DATE_TRUNC('month', document.date)::date, entry.beneficiary_id,
               entry.level_id, source.territory_id, entry.product_id,
               template.categ_id,
               COALESCE(entry.earner, CASE entry.kind WHEN 'bonus' THEN 'bonus'
                                           ELSE 'other' END),
               0::numeric, entry.amount, 0::numeric
          FROM distributor_commission_source AS document
          JOIN distributor_commission_entry AS entry ON entry.document_id = document.id
          JOIN distributor_commission_source AS source ON source.id = entry.source_id
     LEFT JOIN product_product AS product ON product.id = entry.product_id
     LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
         WHERE document.company_id = %(company)s
           AND document.date BETWEEN %(first)s AND %(last)s
           AND (%(plan)s::int IS NULL OR source.plan_id = %(plan)s)
    )
    INSERT INTO distributor_commission_simulation_line (
           simulation_id, company_id, currency_id, date, beneficiary_id, level_id,
           territory_id, product_id, categ_id, earner, amount_simulated, amount_actual,
           difference, basis)
    SELECT %(simulation)s, %(company)s, %(currency)s, date, beneficiary_id, level_id,
           territory_id, product_id, categ_id, earner, SUM(simulated), SUM(actual),
           SUM(simulated) - SUM(actual), SUM(basis)
      FROM (SELECT * FROM part UNION ALL SELECT * FROM actual) AS row
  GROUP BY date, beneficiary_id, level_id, territory_id, product_id, categ_id, earner
    HAVING SUM(simulated) <> 0 OR SUM(actual) <> 0 OR SUM(basis) <> 0
  ORDER BY date, beneficiary_id, level_id, territory_id, product_id, earner
"""
EARNERS = """
    INSERT INTO distributor_commission_simulation_earner (
           simulation_id, company_id, currency_id, beneficiary_id, level_id,
           amount_simulated, amount_actual, difference)
    SELECT simulation_id, line.company_id, currency_id, beneficiary_id, who.level_id,
           SUM(amount_simulated), SUM(amount_actual), SUM(difference)
      FROM distributor_commission_simulation_line AS line
      JOIN distributor_distributor AS who ON who.id = beneficiary_id
     WHERE simulation_id = %(simulation)s
  GROUP BY simulation_id, line.company_id, currency_id, beneficiary_id, who.level_id
"""
