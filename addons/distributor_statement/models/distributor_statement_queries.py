# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements of SQL that copy wallets and receivables to statements of account."""

# the accounts of statements, as rows of wallet entries and of receivable items; one
# row of zero gives each statement its account of invoices and payments
ITEMS = """
    statement AS (
        SELECT one.id, one.company_id, one.currency_id, one.distributor_id,
               one.date_start, one.date_end, who.partner_id
          FROM distributor_statement AS one
          JOIN distributor_distributor AS who ON who.id = one.distributor_id
         WHERE one.id IN %(ids)s
    ), item AS (
        SELECT statement.id AS statement_id, 'wallet' AS section, entry.wallet_id,
               entry.kind AS movement, entry.date, entry.sequence AS place,
               entry.origin AS document, entry.note, entry.id AS entry_id,
               entry.move_id, entry.move_line_ref, entry.amount,
               entry.date < statement.date_start AS early
          FROM statement
          JOIN distributor_wallet_entry AS entry
            ON entry.distributor_id = statement.distributor_id
           AND entry.company_id = statement.company_id
           AND entry.currency_id = statement.currency_id
           AND entry.date <= statement.date_end
     UNION ALL
        SELECT statement.id, 'receivable', 0,
               CASE WHEN move.move_type IN ('out_invoice', 'out_receipt')
                         THEN 'invoice'
                    WHEN move.move_type = 'out_refund' THEN 'credit_note'
                    WHEN EXISTS (SELECT FROM distributor_wallet_purpose AS purpose
                                  WHERE purpose.journal_id = move.journal_id)
                         THEN 'from_wallet'
                    WHEN move.origin_payment_id IS NOT NULL THEN 'payment'
                    ELSE 'other' END,
               line.date, line.id, move.name, move.ref, NULL, move.id, line.id,
               line.amount_currency, line.date < statement.date_start
          FROM statement
          JOIN res_partner AS partner
            ON partner.commercial_partner_id = statement.partner_id
          JOIN account_move_line AS line
            ON line.partner_id = partner.id
           AND line.company_id = statement.company_id
           AND line.currency_id = statement.currency_id
           AND line.date <= statement.date_end
           AND line.parent_state = 'posted'
           AND line.amount_currency <> 0
          JOIN account_account AS account
            ON account.id = line.account_id
           AND account.account_type = 'asset_receivable'
          JOIN account_move AS move ON move.id = line.move_id
     UNION ALL
        SELECT id, 'receivable', 0, NULL, date_start, 0, NULL, NULL, NULL, NULL, NULL,
               0, TRUE
          FROM statement
    ), account AS (
        SELECT statement_id, section, wallet_id,
               COALESCE(SUM(amount) FILTER (WHERE early), 0) AS opening,
               SUM(amount) AS closing
          FROM item GROUP BY statement_id, section, wallet_id
    )
"""
LINES = """
    WITH %(items)s, line AS (
        SELECT account.statement_id, section, wallet_id, 0 AS rank, 'opening' AS kind,
               NULL AS movement, statement.date_start AS date, 0 AS place,
               NULL AS document, NULL AS note, NULL::int AS entry_id,
               NULL::int AS move_id, NULL::int AS move_line_ref,
               opening AS amount, opening AS balance
          FROM account JOIN statement ON statement.id = account.statement_id
     UNION ALL
        SELECT statement_id, section, wallet_id, 1, 'movement', movement, date, place,
               document, note, entry_id, move_id, move_line_ref, amount,
               account.opening + SUM(amount) OVER (
                   PARTITION BY statement_id, section, wallet_id ORDER BY date, place)
          FROM item JOIN account USING (statement_id, section, wallet_id)
         WHERE NOT early
     UNION ALL
        SELECT account.statement_id, section, wallet_id, 2, 'closing', NULL,
               statement.date_end, 0, NULL, NULL, NULL, NULL, NULL, closing, closing
          FROM account JOIN statement ON statement.id = account.statement_id
     UNION ALL
        SELECT account.statement_id, section, wallet_id, 3, 'hold',
               'hold_' || hold.kind, hold.create_date::date, hold.id, hold.origin,
               NULL, NULL, NULL, NULL, hold.remaining, NULL
          FROM account
          JOIN distributor_wallet_hold AS hold USING (wallet_id)
         WHERE section = 'wallet' AND hold.state = 'open' AND NOT hold.on_credit
    )
    INSERT INTO distributor_statement_line (
           statement_id, sequence, section, wallet_id, kind, movement, date, document,
           note, entry_id, move_id, move_line_ref, amount, balance, currency_id,
           create_uid, create_date, write_uid, write_date)
    SELECT line.statement_id,
           ROW_NUMBER() OVER (
               PARTITION BY line.statement_id
               ORDER BY section DESC, purpose.sequence, wallet_id, rank, date, place),
           section, NULLIF(wallet_id, 0), kind, movement, date, document, note,
           entry_id, move_id, move_line_ref, amount, line.balance,
           statement.currency_id,
           %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC'
      FROM line
      JOIN statement ON statement.id = line.statement_id
 LEFT JOIN distributor_wallet AS wallet ON wallet.id = line.wallet_id
 LEFT JOIN distributor_wallet_purpose AS purpose ON purpose.id = wallet.purpose_id
"""
TOTALS = """
    UPDATE distributor_statement AS statement
       SET wallet_opening = total.wallet_opening,
           wallet_closing = total.wallet_closing,
           receivable_opening = total.receivable_opening,
           receivable_closing = total.receivable_closing,
           held = total.held
      FROM (
            SELECT statement_id,
                   %(wallet_opening)s AS wallet_opening,
                   %(wallet_closing)s AS wallet_closing,
                   %(receivable_opening)s AS receivable_opening,
                   %(receivable_closing)s AS receivable_closing,
                   %(held)s AS held
              FROM distributor_statement_line
             WHERE statement_id IN %(ids)s
          GROUP BY statement_id
           ) AS total
     WHERE statement.id = total.statement_id
"""
# who has anything to state in a currency: something before, or any movement
DUE = """
    SELECT distributor_id, currency_id
      FROM (
            SELECT distributor_id, currency_id, date, amount AS paid, 0 AS owed
              FROM distributor_wallet_entry
             WHERE company_id = %(company)s AND date <= %(end)s
         UNION ALL
            SELECT who.id, line.currency_id, line.date, 0, line.amount_currency
              FROM distributor_distributor AS who
              JOIN res_partner AS partner
                ON partner.commercial_partner_id = who.partner_id
              JOIN account_move_line AS line
                ON line.partner_id = partner.id AND line.company_id = who.company_id
               AND line.date <= %(end)s AND line.parent_state = 'posted'
               AND line.amount_currency <> 0
              JOIN account_account AS account
                ON account.id = line.account_id
               AND account.account_type = 'asset_receivable'
             WHERE who.company_id = %(company)s
           ) AS item
     WHERE %(chosen)s
       AND NOT EXISTS (
            SELECT FROM distributor_statement AS other
             WHERE other.company_id = %(company)s
               AND other.distributor_id = item.distributor_id
               AND other.currency_id = item.currency_id
               AND other.date_start = %(start)s AND other.date_end = %(end)s
           )
  GROUP BY distributor_id, currency_id
    HAVING BOOL_OR(date >= %(start)s)
        OR COALESCE(SUM(paid) FILTER (WHERE date < %(start)s), 0) <> 0
        OR COALESCE(SUM(owed) FILTER (WHERE date < %(start)s), 0) <> 0
  ORDER BY distributor_id, currency_id
     LIMIT %(limit)s
"""
HEADERS = """
    INSERT INTO distributor_statement (
           name, company_id, currency_id, distributor_id, date_start, date_end, version,
           state, to_send, reminder_count, create_uid, create_date, write_uid,
           write_date)
    SELECT CONCAT_WS('/', %(prefix)s::text, who.code,
                     CASE WHEN currency.id <> %(own)s THEN currency.name END),
           %(company)s, due.currency_id, due.distributor_id, %(start)s, %(end)s, 1,
           'draft', %(to_send)s, 0, %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s,
           NOW() AT TIME ZONE 'UTC'
      FROM (%(due)s) AS due
      JOIN distributor_distributor AS who ON who.id = due.distributor_id
      JOIN res_currency AS currency ON currency.id = due.currency_id
        ON CONFLICT DO NOTHING
 RETURNING id
"""
