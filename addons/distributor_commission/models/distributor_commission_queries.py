# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements by which commissions are read and written in bulk."""

# what FACTS reads and the ORM may not have written yet
FLUSHED = {
    "account.move": [
        "state",
        "move_type",
        "invoice_date",
        "company_id",
        "currency_id",
        "reversed_entry_id",
        "name",
    ],
    "account.move.line": [
        "move_id",
        "balance",
        "amount_currency",
        "quantity",
        "product_id",
        "display_type",
        "is_downpayment",
        "name",
        "sale_line_ids",
    ],
    "sale.order.line": ["order_id", "is_downpayment"],
    "sale.order": ["name"],
    "distributor.chain": [
        "order_id",
        "generation",
        "distributor_id",
        "level_id",
        "can_earn_commission",
    ],
    "distributor.distributor": ["code", "name"],
    "distributor.level": ["code"],
    "product.product": ["product_tmpl_id"],
    "product.template": ["categ_id"],
    "product.category": ["parent_path"],
}

# One row for each product line of an order with a chain that is not booked yet. A line
# that stands for several order lines follows the first of them. Down payments earn on
# the final invoice: neither their own line nor its deduction is a fact.
FACTS = """
    WITH line AS (
        SELECT line.*, move.move_type AS "type", move.name AS document_name,
               move.reversed_entry_id AS reversed, move.invoice_date AS invoiced_on,
               origin.id AS sale_line, origin.order_id
          FROM account_move AS move
          JOIN account_move_line AS line ON line.move_id = move.id
    JOIN LATERAL (
                SELECT sale_line.id, sale_line.order_id
                  FROM sale_order_line_invoice_rel AS rel
                  JOIN sale_order_line AS sale_line
                    ON sale_line.id = rel.order_line_id
                 WHERE rel.invoice_line_id = line.id
                   AND sale_line.is_downpayment IS NOT TRUE
              ORDER BY sale_line.id
                 LIMIT 1
               ) AS origin ON TRUE
         WHERE move.id IN %(moves)s
           AND move.state = 'posted'
           AND line.display_type = 'product'
           AND line.is_downpayment IS NOT TRUE
    ), chain AS (
        SELECT chain.order_id,
               JSON_AGG(JSON_BUILD_OBJECT(
                   'generation', chain.generation, 'id', chain.distributor_id,
                   'code', who.code, 'name', who.name,
                   'level', chain.level_id, 'level_code', level.code,
                   'earns', chain.can_earn_commission IS NOT FALSE
               ) ORDER BY chain.generation) AS links
          FROM distributor_chain AS chain
          JOIN distributor_distributor AS who ON who.id = chain.distributor_id
          JOIN distributor_level AS level ON level.id = chain.level_id
         WHERE chain.order_id IN (SELECT order_id FROM line)
      GROUP BY chain.order_id
    )
    SELECT line.id AS line, line.move_id AS move, line."type", line.reversed,
           line.document_name AS move_name, line.name AS label,
           line.company_id AS company, line.invoiced_on AS date,
           line.currency_id AS source_currency, company.currency_id AS currency,
           (-line.balance)::text AS net, (-line.amount_currency)::text AS source,
           line.quantity::text AS quantity, line.product_id AS product,
           category.parent_path AS path, line.sale_line,
           sale_order.id AS "order", sale_order.name AS order_name,
           chain.links AS chain, booked.undone AS epoch
      FROM line
      JOIN chain ON chain.order_id = line.order_id
      JOIN sale_order ON sale_order.id = line.order_id
      JOIN res_company AS company ON company.id = line.company_id
 LEFT JOIN product_product AS product ON product.id = line.product_id
 LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
 LEFT JOIN product_category AS category ON category.id = template.categ_id
CROSS JOIN LATERAL (
            SELECT COUNT(*) FILTER (WHERE kind = 'undo') AS undone,
                   COUNT(*) FILTER (WHERE kind <> 'undo') AS done
              FROM distributor_commission_entry AS entry
             WHERE entry.move_line_id = line.id
           ) AS booked
     WHERE booked.done = booked.undone
  ORDER BY line.id
"""

# For each earner of the invoice lines of these order lines: its latest accrual, and
# what all entries of that invoice line still sum up to for it.
ROOTS = """
    WITH root AS (
        SELECT rel.order_line_id AS sale_line, entry.*
          FROM sale_order_line_invoice_rel AS rel
          JOIN distributor_commission_entry AS entry
            ON entry.move_line_id = rel.invoice_line_id AND entry.kind = 'accrual'
         WHERE rel.order_line_id IN %(sale_lines)s
           AND rel.invoice_line_id NOT IN %(lines)s
           AND NOT EXISTS (
                SELECT FROM sale_order_line_invoice_rel AS earlier
                 WHERE earlier.invoice_line_id = rel.invoice_line_id
                   AND earlier.order_line_id < rel.order_line_id
               )
    ), sums AS (
        SELECT part.move_line_id, part.generation, part.beneficiary_id,
               SUM(part.source_basis) AS source, SUM(part.basis) AS basis,
               SUM(part.amount) AS amount
          FROM (
                SELECT move_line_id, generation, beneficiary_id,
                       source_basis, basis, amount
                  FROM root
             UNION ALL
                SELECT root.move_line_id, root.generation, root.beneficiary_id,
                       later.source_basis, later.basis, later.amount
                  FROM root
                  JOIN distributor_commission_entry AS later
                    ON later.origin_entry_id = root.id
               ) AS part
      GROUP BY part.move_line_id, part.generation, part.beneficiary_id
    )
    SELECT DISTINCT ON (root.move_line_id, root.generation, root.beneficiary_id)
           root.id, root.sale_line, root.move_line_id AS line, root.move_id AS move,
           root.generation, root.beneficiary_id AS beneficiary,
           root.buyer_id AS buyer, root.order_id AS "order", root.level_id AS level,
           root.version_id AS version, root.rule_id AS rule, root.rate::text AS rate,
           root.chain, move.currency_id AS source_currency,
           root.source_basis::text AS source, root.basis::text AS basis,
           root.amount::text AS amount, sums.source::text AS open_source,
           sums.basis::text AS open_basis, sums.amount::text AS open_amount
      FROM root
      JOIN sums USING (move_line_id, generation, beneficiary_id)
      JOIN account_move AS move ON move.id = root.move_id
  ORDER BY root.move_line_id, root.generation, root.beneficiary_id, root.id DESC
"""

COLUMNS = (
    ("company_id", "int"),
    ("currency_id", "int"),
    ("beneficiary_id", "int"),
    ("buyer_id", "int"),
    ("order_id", "int"),
    ("move_id", "int"),
    ("move_line_id", "int"),
    ("kind", "varchar"),
    ("date", "date"),
    ("expected_date", "date"),
    ("generation", "int"),
    ("level_id", "int"),
    ("version_id", "int"),
    ("rule_id", "int"),
    ("rate", "numeric"),
    ("basis", "numeric"),
    ("source_basis", "numeric"),
    ("amount", "numeric"),
    ("origin_entry_id", "int"),
    ("key", "varchar"),
    ("chain", "jsonb"),
    ("facts", "jsonb"),
)
NAMES = ", ".join(name for name, _type in COLUMNS)
TYPED = ", ".join(" ".join(column) for column in COLUMNS)

# constants of this file only, no value goes into the text
INSERT = f"""
    INSERT INTO distributor_commission_entry
           ({NAMES}, create_uid, create_date, write_uid, write_date)
    SELECT {NAMES}, %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s,
           NOW() AT TIME ZONE 'UTC'
      FROM JSONB_TO_RECORDSET(%(rows)s::jsonb) AS row ({TYPED})
        ON CONFLICT (key) DO NOTHING
 RETURNING id
"""

# The opposite of each entry of these documents that has not been taken back yet.
UNDO = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, beneficiary_id, buyer_id, order_id, move_id,
           move_line_id, kind, date, expected_date, generation, level_id, version_id,
           rule_id, rate, basis, source_basis, amount, origin_entry_id, key, chain,
           facts, create_uid, create_date, write_uid, write_date)
    SELECT company_id, currency_id, beneficiary_id, buyer_id, order_id, move_id,
           move_line_id, 'undo', day.date,
           (DATE_TRUNC('month', day.date) + INTERVAL '1 month')::date,
           generation, level_id, version_id, rule_id, rate, -basis, -source_basis,
           -amount, COALESCE(origin_entry_id, id), 'undo:' || id, chain, facts,
           %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC'
      FROM distributor_commission_entry AS entry
CROSS JOIN LATERAL (SELECT GREATEST(entry.date, %(today)s::date) AS date) AS day
     WHERE move_id IN %(moves)s
       AND kind <> 'undo'
       AND NOT EXISTS (
            SELECT FROM distributor_commission_entry AS undone
             WHERE undone.key = 'undo:' || entry.id
           )
        ON CONFLICT (key) DO NOTHING
 RETURNING id
"""
