# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements by which documents are claimed and read, and entries are written."""

# what the statements read and the ORM may not have written yet
FLUSHED = {
    "account.move": [
        "state",
        "move_type",
        "invoice_date",
        "invoice_date_due",
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
        "product_uom_id",
        "display_type",
        "is_downpayment",
        "sale_line_ids",
    ],
    "sale.order": [
        "name",
        "company_id",
        "ship_territory_id",
        "sale_channel_id",
    ],
    "sale.order.line": ["order_id", "is_downpayment"],
    "distributor.chain": [
        "order_id",
        "generation",
        "distributor_id",
        "level_id",
        "can_earn_commission",
    ],
    "distributor.territory": ["parent_path"],
    "product.product": ["product_tmpl_id", "standard_price"],
    "product.template": ["categ_id", "uom_id"],
    "uom.uom": ["factor"],
    "product.category": ["parent_path"],
    "res.partner": ["is_company"],
    "distributor.distributor": ["partner_id"],
}

# The product lines of orders on these invoices. A line that stands for several order
# lines follows the first of them. Down payments earn on the final invoice: neither
# their own line nor its deduction counts.
LINES = """
    line AS MATERIALIZED (
        SELECT line.id, line.move_id, line.balance, line.amount_currency,
               line.quantity, line.product_id, line.product_uom_id,
               MIN(ARRAY[origin.id, origin.order_id]) AS origin
          FROM account_move AS move
          JOIN account_move_line AS line ON line.move_id = move.id
          JOIN sale_order_line_invoice_rel AS rel ON rel.invoice_line_id = line.id
          JOIN sale_order_line AS origin
            ON origin.id = rel.order_line_id AND origin.is_downpayment IS NOT TRUE
         WHERE move.id = ANY(%(moves)s)
           AND move.state = 'posted'
           AND line.display_type = 'product'
           AND line.is_downpayment IS NOT TRUE
           AND (%(line)s::int IS NULL OR line.id = %(line)s)
      GROUP BY line.id
    ), sold AS (
        SELECT line.*, origin[1] AS sale_line, origin[2] AS order_id FROM line
    )
"""

# Who stood above the buyers of these orders.
CHAINS = """
    chain AS (
        SELECT chain.order_id,
               MIN(chain.distributor_id) FILTER (WHERE generation = 0) AS buyer,
               JSONB_AGG(JSONB_BUILD_ARRAY(
                   chain.generation, chain.distributor_id, chain.level_id,
                   (chain.can_earn_commission IS NOT FALSE)::int,
                   (partner.is_company IS NOT TRUE)::int
               ) ORDER BY chain.generation) AS links
          FROM distributor_chain AS chain
          JOIN distributor_distributor AS who ON who.id = chain.distributor_id
          JOIN res_partner AS partner ON partner.id = who.partner_id
         WHERE chain.order_id IN (SELECT order_id FROM sold)
      GROUP BY chain.order_id
    )
"""

# One row a plan for each order on these invoices, one for each credit note.
CLAIMED = """
    period AS (
        SELECT *
          FROM UNNEST(
               %(versions)s::int[], %(plans)s::int[], %(companies)s::int[],
               %(events)s::text[], %(starts)s::date[], %(ends)s::date[]
               ) AS period (version, plan, company, "event", first, "end")
    ), claimed AS (
        INSERT INTO distributor_commission_source (
               company_id, currency_id, event, plan_id, version_id, order_id, move_id,
               buyer_id, territory_id, channel_id, date, document, chain, waiting,
               expected_date, release_date, open, undone, user_id)
        SELECT move.company_id, company.currency_id,
               COALESCE(period.event, 'refund'), period.plan, period.version,
               document.order_id, move.id, chain.buyer, sale.ship_territory_id,
               sale.sale_channel_id, move.invoice_date, move.name, chain.links,
               CASE WHEN version.wait_receipt THEN 'receipt'
                    WHEN version.wait_payment THEN 'payment' END,
               COALESCE(move.invoice_date_due, move.invoice_date),
               CASE WHEN version.wait_receipt OR version.wait_payment THEN NULL
                    ELSE move.invoice_date END,
               period.version IS NOT NULL, FALSE, %(uid)s
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
     LEFT JOIN period
            ON move.move_type = 'out_invoice'
           AND period.company = move.company_id
           AND period.first <= move.invoice_date
           AND (period."end" IS NULL OR period."end" > move.invoice_date)
     LEFT JOIN distributor_commission_version AS version
            ON version.id = period.version
         WHERE move.move_type = 'out_refund' OR period.version IS NOT NULL
      ORDER BY move.id, document.order_id, period.plan
            ON CONFLICT DO NOTHING
     RETURNING id, company_id, currency_id, event, version_id, order_id, move_id,
               territory_id, channel_id, date, chain, waiting
    )
"""

# Facts of the lines of these documents, as text where they are numbers.
FACTS = """
    SELECT source.id AS source, source.event, source.version_id AS version,
           source.company_id AS company, source.currency_id AS currency,
           source.date, source.waiting, source.chain::text AS chain,
           source.channel_id AS channel, source.order_id AS "order",
           source.move_id AS move,
           territory.parent_path AS territories, sold.id AS line, sold.sale_line,
           sold.product_id AS product, category.parent_path AS categories,
           (-sold.balance)::text AS net, (-sold.amount_currency)::text AS source_net,
           (CASE WHEN move.move_type = 'out_refund' THEN -sold.quantity
                 ELSE sold.quantity END * COALESCE(unit.factor / own.factor, 1)
           )::text AS quantity,
           COALESCE(product.standard_price ->> source.company_id::text, '0') AS cost,
           move.reversed_entry_id AS reversed, move.currency_id AS source_currency
      FROM %(sources)s AS source
      JOIN sold ON sold.move_id = source.move_id AND sold.order_id = source.order_id
      JOIN account_move AS move ON move.id = source.move_id
 LEFT JOIN distributor_territory AS territory ON territory.id = source.territory_id
 LEFT JOIN product_product AS product ON product.id = sold.product_id
 LEFT JOIN product_template AS template ON template.id = product.product_tmpl_id
 LEFT JOIN product_category AS category ON category.id = template.categ_id
 LEFT JOIN uom_uom AS unit
        ON unit.id = sold.product_uom_id AND unit.id <> template.uom_id
 LEFT JOIN uom_uom AS own ON own.id = template.uom_id
  ORDER BY sold.id, source.id
"""

# the columns of an entry that the booking writes, in the order of its rows
COLUMNS = (
    "company_id",
    "currency_id",
    "source_id",
    "document_id",
    "beneficiary_id",
    "kind",
    "date",
    "due_date",
    "earner",
    "generation",
    "level_id",
    "version_id",
    "rule_id",
    "move_line_id",
    "sale_line_id",
    "product_id",
    "rate",
    "rate_kind",
    "basis",
    "basis_kind",
    "source_basis",
    "volume_before",
    "amount_before",
    "limits",
    "amount",
    "origin_entry_id",
    "key",
    "user_id",
)
NAMES = ", ".join(COLUMNS)
COPY = "COPY distributor_commission_entry (%s) FROM STDIN WITH (NULL 'None')"

# The documents of these orders that follow payments, or wait for one.
BILLED = """
    SELECT DISTINCT move_id
      FROM distributor_commission_source
     WHERE order_id = ANY(%(orders)s)
       AND event IN ('invoiced', 'paid')
       AND move_id IS NOT NULL
       AND NOT undone
"""
# The documents that are about to be undone.
LEAVING = """
    SELECT id, event, order_id
      FROM distributor_commission_source
     WHERE move_id = ANY(%(moves)s) AND NOT undone
"""

# The opposite of what these documents booked and nobody has taken back yet. Of a sale
# that is undone, credit notes have nothing left to take back.
UNDO = """
    WITH undone AS (
        UPDATE distributor_commission_source AS source
           SET undone = TRUE, open = TRUE, waiting = NULL,
               release_date = COALESCE(
                   source.release_date, GREATEST(source.date, %(today)s::date))
         WHERE source.move_id = ANY(%(moves)s) AND NOT source.undone
     RETURNING source.id
    ), booked AS (
        SELECT entry.id
          FROM undone
          JOIN distributor_commission_entry AS entry ON entry.document_id = undone.id
         UNION
        SELECT entry.id
          FROM undone
          JOIN distributor_commission_entry AS entry ON entry.source_id = undone.id
          JOIN distributor_commission_source AS document
            ON document.id = entry.document_id
         WHERE entry.kind = 'reversal' AND document.event = 'refund'
    )
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, source_id, document_id, beneficiary_id, kind, date,
           due_date, earner, generation, level_id, version_id, rule_id, move_line_id,
           sale_line_id, product_id, rate, rate_kind, basis, basis_kind, source_basis,
           amount_before, amount, origin_entry_id, key, user_id)
    SELECT entry.company_id, entry.currency_id, source_id, document_id, beneficiary_id,
           'undo', day.date, GREATEST(entry.due_date, day.date), earner, generation,
           level_id, version_id, rule_id, move_line_id, sale_line_id, product_id, rate,
           rate_kind, -basis, basis_kind, -source_basis, -amount_before, -amount,
           COALESCE(origin_entry_id, entry.id), 'undo:' || entry.id, %(uid)s
      FROM booked
      JOIN distributor_commission_entry AS entry USING (id)
CROSS JOIN LATERAL (SELECT GREATEST(entry.date, %(today)s::date) AS date) AS day
     WHERE kind NOT IN ('undo', 'dispute')
       AND NOT EXISTS (
            SELECT FROM distributor_commission_entry AS earlier
             WHERE earlier.key = 'undo:' || entry.id
           )
 RETURNING id, source_id
"""
# The credit notes that are posted, of invoices that were undone before: those that name
# the invoice, and those that took back from it.
CREDITING = """
    SELECT DISTINCT refund.id
      FROM distributor_commission_source AS gone
      JOIN distributor_commission_source AS refund
        ON refund.order_id = gone.order_id
      JOIN account_move AS move ON move.id = refund.move_id
     WHERE gone.move_id = ANY(%(moves)s) AND gone.undone
       AND refund.event = 'refund' AND NOT refund.undone
       AND (move.reversed_entry_id = gone.move_id OR EXISTS (
            SELECT FROM distributor_commission_entry AS entry
             WHERE entry.source_id = gone.id AND entry.document_id = refund.id
               AND entry.kind = 'reversal'))
"""
# What the lines of these credit notes take back of which accruals at present.
TAKING = """
    SELECT move_line_id, origin_entry_id, (-SUM(source_basis))::text
      FROM distributor_commission_entry
     WHERE document_id = ANY(%(sources)s) AND kind IN ('reversal', 'undo')
  GROUP BY move_line_id, origin_entry_id
    HAVING SUM(source_basis) <> 0
"""
# Written whatever it says: a settlement that closes the document just now, and has
# not seen the new entries, must fail or come first.
OPEN = """
    UPDATE distributor_commission_source SET open = TRUE WHERE id = ANY(%(ids)s)
"""
