# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements that measure a period, and that write what its close earns."""

# what the statements read and the ORM may not have written yet
FLUSHED = {
    "account.move": ["state", "move_type", "reversed_entry_id"],
    "account.move.line": [
        "move_id",
        "balance",
        "display_type",
        "is_downpayment",
        "sale_line_ids",
    ],
    "sale.order": ["currency_rate"],
    "sale.order.line": [
        "order_id",
        "is_downpayment",
        "display_type",
        "price_subtotal",
        "product_uom_qty",
        "qty_delivered",
    ],
    "distributor.distributor": ["level_id", "partner_id"],
    "distributor.level": ["can_earn_commission"],
    "distributor.commission.source": [],
}

# The sales of the period with what credit notes took off them. What happens to a sale
# later counts in the period of the sale. A credit note belongs to the invoice that it
# reverses, or else to the latest sale of its order.
NETS = """
    sale AS MATERIALIZED (
        SELECT source.id, source.event, source.order_id, source.move_id,
               source.buyer_id, source.chain
          FROM distributor_commission_source AS source
         WHERE source.plan_id = %(plan)s
           AND source.date >= %(start)s AND source.date < %(end)s
           AND source.event <> 'period'
           AND NOT source.undone
           AND (%(who)s::int IS NULL
                OR %(measure)s = 'own' AND source.buyer_id = %(who)s
                OR %(measure)s = 'downline' AND EXISTS (
                    SELECT FROM distributor_chain AS chain
                     WHERE chain.order_id = source.order_id
                       AND chain.distributor_id = %(who)s
                       AND chain.generation > 0))
    ), document AS (
        SELECT id, order_id, move_id
          FROM sale
         WHERE move_id IS NOT NULL
     UNION ALL
        SELECT sold.id, refund.order_id, refund.move_id
          FROM distributor_commission_source AS refund
          JOIN account_move AS move ON move.id = refund.move_id
    CROSS JOIN LATERAL (
                SELECT other.id
                  FROM distributor_commission_source AS other
                 WHERE other.order_id = refund.order_id
                   AND other.plan_id = %(plan)s
                   AND other.event NOT IN ('period', 'delivered')
                   AND NOT other.undone
                   AND (move.reversed_entry_id IS NULL OR other.move_id IS NULL
                        OR other.move_id = move.reversed_entry_id)
              ORDER BY other.date DESC, other.id DESC
                 LIMIT 1
               ) AS sold
         WHERE refund.event = 'refund'
           AND NOT refund.undone
           AND refund.order_id IN (SELECT order_id FROM sale)
           AND sold.id IN (SELECT id FROM sale)
    ), part AS (
        SELECT document.id, -line.balance AS net
          FROM document
          JOIN account_move AS move
            ON move.id = document.move_id AND move.state = 'posted'
          JOIN account_move_line AS line ON line.move_id = document.move_id
         WHERE line.display_type = 'product'
           AND line.is_downpayment IS NOT TRUE
           AND document.order_id = (
                SELECT origin.order_id
                  FROM sale_order_line_invoice_rel AS rel
                  JOIN sale_order_line AS origin ON origin.id = rel.order_line_id
                 WHERE rel.invoice_line_id = line.id
                   AND origin.is_downpayment IS NOT TRUE
              ORDER BY origin.id
                 LIMIT 1)
     UNION ALL
        SELECT sale.id,
               ROUND(line.price_subtotal / COALESCE(NULLIF(ordered.currency_rate, 0), 1)
                     * CASE WHEN sale.event = 'confirmed' THEN 1
                            ELSE line.qty_delivered
                                 / NULLIF(line.product_uom_qty, 0) END
                     / %(unit)s) * %(unit)s
          FROM sale
          JOIN sale_order AS ordered ON ordered.id = sale.order_id
          JOIN sale_order_line AS line ON line.order_id = sale.order_id
         WHERE sale.move_id IS NULL
           AND line.display_type IS NULL
           AND line.is_downpayment IS NOT TRUE
    ), net AS (
        SELECT id, SUM(net) AS net FROM part GROUP BY id
    )
"""
OWN = f"""
      WITH {NETS}
    SELECT sale.buyer_id, SUM(net.net)::text
      FROM sale
      JOIN net USING (id)
     WHERE sale.buyer_id IS NOT NULL
       AND (%(who)s::int IS NULL OR sale.buyer_id = %(who)s)
  GROUP BY sale.buyer_id
  ORDER BY sale.buyer_id
"""
# a link is generation, distributor, level, whether it earned, whether it is a person
DOWNLINE = f"""
      WITH {NETS}
    SELECT (link ->> 1)::int, SUM(net.net)::text
      FROM sale
      JOIN net USING (id)
CROSS JOIN JSONB_ARRAY_ELEMENTS(sale.chain) AS link
     WHERE (link ->> 0)::int BETWEEN 1 AND %(generations)s
       AND (link ->> 4)::int = 0
       AND (%(who)s::int IS NULL OR (link ->> 1)::int = %(who)s)
  GROUP BY 1
  ORDER BY 1
"""

# What rules with tiers counted and paid on the sales of a period, before limits. Of a
# share that a limit reduced the later entries take their part of the share before it.
COUNTED = """
    SELECT entry.rule_id, entry.beneficiary_id, SUM(entry.basis)::text,
           SUM(CASE
                WHEN entry.amount_before IS NOT NULL AND source.event = 'invoiced'
                THEN entry.amount_before
                WHEN COALESCE(origin.limits, entry.limits) IS NULL
                THEN entry.amount
                ELSE COALESCE(origin.amount_before, entry.amount_before) * entry.basis
                     / NULLIF(COALESCE(promise.basis, origin.basis), 0)
               END)::text
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
 LEFT JOIN distributor_commission_entry AS origin ON origin.id = entry.origin_entry_id
 LEFT JOIN LATERAL (
            SELECT (share ->> 10)::numeric AS basis
              FROM JSONB_ARRAY_ELEMENTS(source.promised -> 'shares') AS share
             WHERE COALESCE(origin.limits, entry.limits) IS NOT NULL
               AND (share ->> 0)::int IS NOT DISTINCT FROM entry.move_line_id
               AND (share ->> 1)::int IS NOT DISTINCT FROM entry.sale_line_id
               AND (share ->> 3)::int = entry.beneficiary_id
               AND share ->> 4 = entry.earner
               AND (share ->> 7)::int = entry.rule_id
             LIMIT 1
           ) AS promise ON TRUE
     WHERE source.plan_id = %(plan)s
       AND source.date >= %(start)s AND source.date < %(end)s
       AND source.event <> 'period'
       AND entry.rule_id = ANY(%(rules)s)
       AND (%(before)s::int IS NULL OR entry.id < %(before)s)
       AND entry.kind NOT IN ('tier', 'bonus', 'dispute')
  GROUP BY 1, 2
  ORDER BY 1, 2
"""

# Who takes part in the close, and as what; a level that changes later changes nothing.
CLAIM = """
    INSERT INTO distributor_commission_source (
           company_id, currency_id, event, plan_id, version_id, close_id, date,
           document, chain, release_date, open, undone, key, user_id)
    SELECT plan.company_id, company.currency_id, 'period', plan.id, part.version,
           %(close)s, %(last)s, part.document, part.chain::jsonb, %(last)s, FALSE,
           FALSE, part.key, %(uid)s
      FROM UNNEST(%(keys)s::text[], %(versions)s::int[], %(documents)s::text[],
                  %(chains)s::text[]) AS part (key, version, document, chain)
      JOIN distributor_commission_plan AS plan ON plan.id = %(plan)s
      JOIN res_company AS company ON company.id = plan.company_id
        ON CONFLICT DO NOTHING
"""
DONE = """
    SELECT source.key, source.id, (source.chain -> 0 ->> 2)::int AS level,
           (source.chain -> 0 ->> 3)::int AS earns,
           COUNT(entry.id) FILTER (WHERE entry.kind <> 'dispute') AS entries,
           COALESCE(SUM(entry.amount) FILTER (WHERE entry.kind <> 'dispute'), 0)::text
           AS amount,
           COALESCE(SUM(entry.basis), 0)::text AS volume,
           CASE WHEN BOOL_OR(entry.kind = 'dispute')
                THEN JSONB_AGG(JSONB_BUILD_ARRAY(
                     CASE WHEN entry.kind <> 'dispute' THEN 'rules'
                          WHEN entry.key LIKE 'again:%%' THEN 'offset'
                          ELSE 'decision' END, entry.amount::text) ORDER BY entry.id)
           END AS decided
      FROM distributor_commission_source AS source
 LEFT JOIN distributor_commission_entry AS entry
        ON entry.source_id = source.id AND entry.kind IN ('bonus', 'tier', 'dispute')
     WHERE source.close_id = %(close)s
  GROUP BY source.id
"""
WRITE = """
    WITH added AS (
        INSERT INTO distributor_commission_entry (
               company_id, currency_id, source_id, document_id, beneficiary_id, kind,
               date, due_date, level_id, version_id, rule_id, rate, rate_kind, basis,
               basis_kind, source_basis, amount, origin_entry_id, key, reason, user_id)
        SELECT source.company_id, source.currency_id, source.id, source.id,
               part.beneficiary, part.kind, part.day,
               -- what sets a part off is due with it
               part.day + CASE WHEN (part.amount < 0) <> (part.kind = 'dispute') THEN 0
                               ELSE COALESCE(version.freeze_days, 0) END,
               (source.chain -> 0 ->> 2)::int, source.version_id, part.rule, part.rate,
               part.rate_kind, part.basis, part.basis_kind, part.basis, part.amount,
               (SELECT MIN(id) FROM distributor_commission_entry AS first
                 WHERE first.source_id = source.id),
               part.key, part.reason, %(uid)s
          FROM UNNEST(
               %(sources)s::text[], %(beneficiaries)s::int[], %(kinds)s::text[],
               %(days)s::date[], %(rules)s::int[], %(rates)s::numeric[],
               %(rate_kinds)s::text[], %(volumes)s::numeric[], %(basis_kinds)s::text[],
               %(amounts)s::numeric[], %(entry_keys)s::text[], %(reasons)s::text[]
               ) AS part (source, beneficiary, kind, day, rule, rate, rate_kind, basis,
                          basis_kind, amount, key, reason)
          JOIN distributor_commission_source AS source ON source.key = part.source
     LEFT JOIN distributor_commission_version AS version
            ON version.id = source.version_id
     RETURNING source_id
    )
    UPDATE distributor_commission_source AS source
       SET open = TRUE
      FROM added
     WHERE source.id = added.source_id
"""
