# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements that compare what was booked with what documents earn now."""

# The documents of a plan in a period, but those whose bounced payment took all back.
SOURCES = """
    SELECT source.id
      FROM distributor_commission_source AS source
     WHERE source.plan_id = %(plan)s
       AND source.date BETWEEN %(start)s AND %(end)s
       AND source.event <> 'period'
       AND NOT source.undone
       AND source.id > %(last_source)s AND source.id <= %(until_source)s
       AND (%(orders)s::int[] = '{}' OR source.order_id = ANY(%(orders)s))
       AND (%(buyers)s::int[] = '{}' OR source.buyer_id = ANY(%(buyers)s))
       AND NOT EXISTS (
            SELECT FROM distributor_commission_entry AS entry
             WHERE entry.source_id = source.id
               AND entry.kind = 'payment' AND source.event <> 'paid'
            HAVING SUM(entry.amount) <> 0)
  ORDER BY source.id
     LIMIT %(limit)s
"""
# Posted invoices of orders with a chain that the plan never claimed.
MISSING = """
    SELECT DISTINCT move.id
      FROM account_move AS move
      JOIN account_move_line AS line ON line.move_id = move.id
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
      JOIN sale_order_line AS origin
        ON origin.id = rel.order_line_id AND origin.is_downpayment IS NOT TRUE
      JOIN distributor_chain AS chain
        ON chain.order_id = origin.order_id AND chain.generation = 0
      JOIN UNNEST(%(starts)s::date[], %(ends)s::date[]) AS period (first, "end")
        ON period.first <= move.invoice_date
       AND (period."end" IS NULL OR period."end" > move.invoice_date)
     WHERE move.company_id = %(company)s
       AND move.move_type = 'out_invoice' AND move.state = 'posted'
       AND move.invoice_date BETWEEN %(start)s AND %(end)s
       AND move.id > %(last_move)s
       AND line.display_type = 'product' AND line.is_downpayment IS NOT TRUE
       AND (%(orders)s::int[] = '{}' OR origin.order_id = ANY(%(orders)s))
       AND (%(buyers)s::int[] = '{}' OR chain.distributor_id = ANY(%(buyers)s))
       AND NOT EXISTS (
            SELECT FROM distributor_commission_source AS source
             WHERE source.order_id = origin.order_id AND source.move_id = move.id
               AND source.plan_id = %(plan)s AND NOT source.undone)
  ORDER BY move.id
     LIMIT %(limit)s
"""
# What orders say today.
TODAY = """
    SELECT sale.id AS order, chain.links::text AS chain,
           sale.sale_channel_id AS channel, territory.parent_path AS territories
      FROM chain
      JOIN sale_order AS sale ON sale.id = chain.order_id
 LEFT JOIN distributor_territory AS territory ON territory.id = sale.ship_territory_id
"""

# What was booked, by share; credit notes apart. A reversal stands with the line of the
# sale that it takes back.
BOOKED = """
    SELECT entry.source_id AS source,
           COALESCE(origin.move_line_id, entry.move_line_id, 0) AS line,
           COALESCE(entry.sale_line_id, 0) AS sale_line, entry.beneficiary_id AS who,
           entry.earner, COALESCE(entry.generation, -1) AS generation,
           entry.rule_id AS rule,
           MIN(entry.level_id) AS level, MIN(entry.version_id) AS version,
           MIN(entry.product_id) AS product, MIN(entry.rate)::text AS rate,
           MIN(entry.rate_kind) AS rate_kind, MIN(entry.basis_kind) AS basis_kind,
           MIN(entry.id) FILTER (WHERE entry.kind = 'accrual') AS first,
           COALESCE(SUM(entry.basis) FILTER (WHERE NOT back.is), 0)::text AS basis,
           COALESCE(SUM(entry.source_basis) FILTER (WHERE NOT back.is), 0)::text
           AS source_basis,
           COALESCE(SUM(entry.amount_before) FILTER (WHERE NOT back.is), 0)::text
           AS amount_before,
           COALESCE(SUM(entry.amount) FILTER (WHERE NOT back.is), 0)::text AS amount,
           COALESCE(SUM(entry.basis) FILTER (WHERE back.is), 0)::text AS back_basis,
           COALESCE(SUM(entry.source_basis) FILTER (WHERE back.is), 0)::text
           AS back_source,
           COALESCE(SUM(entry.amount) FILTER (WHERE back.is), 0)::text AS back_amount
      FROM distributor_commission_entry AS entry
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = entry.origin_entry_id
CROSS JOIN LATERAL (
            SELECT entry.kind = 'reversal'
                   OR entry.kind = 'undo' AND entry.document_id <> entry.source_id AS is
           ) AS back
     WHERE entry.source_id = ANY(%(sources)s)
       AND entry.earner IS NOT NULL
       AND entry.kind NOT IN ('tier', 'bonus', 'dispute')
  GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
FIRST = """
    SELECT source_id, MIN(id) FROM distributor_commission_entry
     WHERE source_id = ANY(%(sources)s) GROUP BY source_id
"""
# Negative lines of these invoices that took back from other lines, and how much.
TOOK = """
    SELECT line, MAX(taken)::text
      FROM (SELECT entry.move_line_id AS line, SUM(-entry.source_basis) AS taken
              FROM distributor_commission_entry AS entry
             WHERE entry.document_id = ANY(%(sources)s) AND entry.kind = 'reversal'
          GROUP BY entry.move_line_id, beneficiary_id, earner, generation) AS share
  GROUP BY line
"""
# What posted credit notes took off lines of these invoices.
CREDITED = """
    SELECT sold.id, SUM(line.amount_currency)::text
      FROM account_move_line AS sold
      JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = sold.id
      JOIN sale_order_line_invoice_rel AS other
        ON other.order_line_id = rel.order_line_id AND other.invoice_line_id <> sold.id
      JOIN account_move_line AS line ON line.id = other.invoice_line_id
      JOIN account_move AS refund ON refund.id = line.move_id
     WHERE sold.id = ANY(%(lines)s)
       AND refund.move_type = 'out_refund' AND refund.state = 'posted'
       AND COALESCE(refund.reversed_entry_id, sold.move_id) = sold.move_id
       AND line.display_type = 'product'
  GROUP BY sold.id
"""

# one draft of an entry, as the columns of the table and their types
COLUMNS = {
    "source_id": "int",
    "move_id": "int",
    "order_id": "int",
    "beneficiary_id": "int",
    "kind": "text",
    "earner": "text",
    "generation": "int",
    "level_id": "int",
    "version_id": "int",
    "rule_id": "int",
    "move_line_id": "int",
    "sale_line_id": "int",
    "product_id": "int",
    "rate": "numeric",
    "rate_kind": "text",
    "basis": "numeric",
    "basis_kind": "text",
    "source_basis": "numeric",
    "amount_before": "numeric",
    "limits": "text",
    "old": "numeric",
    "new": "numeric",
    "amount": "numeric",
    "origin_entry_id": "int",
    "is_missing": "boolean",
}
_NAMES = ", ".join(COLUMNS)
_TYPES = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
ADD_ENTRIES = f"""
    INSERT INTO distributor_commission_recompute_entry (recompute_id, {_NAMES})
    SELECT %(recompute)s, {_NAMES}
      FROM JSONB_TO_RECORDSET(%(rows)s::jsonb) AS draft ({_TYPES})
"""
ADD_LINES = """
    INSERT INTO distributor_commission_recompute_line (
           recompute_id, beneficiary_id, old, new, entry_count)
    SELECT %(recompute)s, who, old, new, entries
      FROM UNNEST(%(people)s::int[], %(olds)s::numeric[], %(news)s::numeric[],
                  %(counts)s::int[]) AS line (who, old, new, entries)
  ORDER BY who
        ON CONFLICT (recompute_id, beneficiary_id)
        DO UPDATE SET old = distributor_commission_recompute_line.old + EXCLUDED.old,
                      new = distributor_commission_recompute_line.new + EXCLUDED.new,
                      entry_count = distributor_commission_recompute_line.entry_count
                                    + EXCLUDED.entry_count
"""

# The drafts become entries: what is new first, then what points to it.
WRITE = """
    WITH added AS (
        INSERT INTO distributor_commission_entry (
               company_id, currency_id, source_id, document_id, beneficiary_id, kind,
               date, due_date, earner, generation, level_id, version_id, rule_id,
               move_line_id, sale_line_id, product_id, rate, rate_kind, basis,
               basis_kind, source_basis, amount_before, limits, amount,
               origin_entry_id, key, reason, user_id)
        SELECT source.company_id, source.currency_id, source.id, source.id,
               draft.beneficiary_id, draft.kind, %(today)s::date, %(today)s::date,
               draft.earner, draft.generation, draft.level_id, draft.version_id,
               draft.rule_id, draft.move_line_id, draft.sale_line_id, draft.product_id,
               draft.rate, draft.rate_kind, draft.basis, draft.basis_kind,
               draft.source_basis, draft.amount_before, draft.limits, draft.amount,
               CASE WHEN draft.kind <> 'accrual' THEN
                    COALESCE(draft.origin_entry_id, (
                     SELECT MIN(first.id)
                       FROM distributor_commission_entry AS first
                      WHERE first.source_id = source.id
                        AND first.kind = 'accrual'
                        AND first.move_line_id IS NOT DISTINCT FROM draft.move_line_id
                        AND first.sale_line_id IS NOT DISTINCT FROM draft.sale_line_id
                        AND first.beneficiary_id = draft.beneficiary_id
                        AND first.earner = draft.earner
                        AND first.generation IS NOT DISTINCT FROM draft.generation))
               END,
               'again:' || draft.id, %(reason)s, %(uid)s
          FROM distributor_commission_recompute_entry AS draft
          JOIN distributor_commission_source AS source ON source.id = draft.source_id
         WHERE draft.recompute_id = %(recompute)s
           AND draft.source_id = ANY(%(sources)s)
           AND (draft.kind = 'accrual') = %(first)s
      ORDER BY draft.id
     RETURNING source_id
    )
    UPDATE distributor_commission_source AS source
       SET open = TRUE
      FROM added
     WHERE source.id = added.source_id
"""
# two at once follow each other: the second one starts again with what is there then
LOCK = """
    UPDATE distributor_commission_source SET open = open
     WHERE id = ANY(%(sources)s)
"""
FOUND = """
    UPDATE distributor_commission_recompute_entry AS draft
       SET source_id = source.id
      FROM distributor_commission_source AS source
     WHERE draft.recompute_id = %(recompute)s AND draft.is_missing
       AND source.id = ANY(%(sources)s)
       AND draft.move_id = source.move_id AND draft.order_id = source.order_id
"""
PROMISE = """
    UPDATE distributor_commission_source
       SET promised = COALESCE(promised, '{}') || %(promised)s::jsonb
     WHERE id = %(source)s
"""
