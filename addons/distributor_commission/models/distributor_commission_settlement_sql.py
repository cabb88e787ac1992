# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements of settling; each does its work for any number of distributors."""

# Entries payable until the end of the month that no settlement holds. Only documents
# with such entries are read, and OFFSET 0 keeps the planner from reading all lines ever
# settled: it looks each entry up instead. So the history costs nothing.
WAITING = """
    SELECT entry.id, entry.beneficiary_id, entry.amount, entry.source_id
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
     WHERE source.company_id = %(company)s
       AND source.plan_id = %(plan)s
       AND source.open
       AND source.release_date <= %(end)s
       AND entry.due_date <= %(end)s
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement_line AS line
             WHERE line.entry_id = entry.id OFFSET 0
           )
       AND NOT (%(frozen)s)
"""
# What each distributor gets that has no settlement of this month yet and is not held.
# Whoever leaves the channel is paid whatever is left, also below the minimum.
TOTALS = """
    settled AS (
        SELECT beneficiary_id FROM distributor_commission_settlement
         WHERE plan_id = %(plan)s AND date_start = %(start)s AND state <> 'cancel'
         UNION ALL
        SELECT UNNEST(%(without)s::int[])
    ), due AS MATERIALIZED (
        SELECT waiting.* FROM (%(waiting)s) AS waiting
         WHERE NOT EXISTS (
                SELECT FROM settled
                 WHERE settled.beneficiary_id = waiting.beneficiary_id
               )
    ), brought AS (
        SELECT beneficiary_id, SUM(amount_total) AS amount
          FROM distributor_commission_settlement
         WHERE plan_id = %(plan)s
           AND date_start < %(start)s
           AND outcome = 'carry' AND state <> 'cancel' AND carried_to_id IS NULL
      GROUP BY beneficiary_id
    ), leaving AS (
        SELECT id AS beneficiary_id FROM distributor_distributor
         WHERE company_id = %(company)s AND state IN ('terminating', 'terminated')
    ), earned AS (
        SELECT beneficiary_id, SUM(entries) AS entries, SUM(amount) AS amount
          FROM (
                SELECT beneficiary_id, COUNT(*) AS entries, SUM(amount) AS amount
                  FROM due
              GROUP BY beneficiary_id
             UNION ALL
                SELECT beneficiary_id, 0, 0
                  FROM brought JOIN leaving USING (beneficiary_id)
                 WHERE brought.amount > 0
                   AND beneficiary_id NOT IN (SELECT beneficiary_id FROM settled)
               ) AS part
      GROUP BY beneficiary_id
      ORDER BY beneficiary_id
         LIMIT %(limit)s
    ), totals AS (
        SELECT earned.beneficiary_id, earned.entries, earned.amount,
               COALESCE(brought.amount, 0) AS carried,
               earned.amount + COALESCE(brought.amount, 0) AS total,
               CASE WHEN leaving.beneficiary_id IS NULL THEN %(minimum)s ELSE 0 END
               AS minimum
          FROM earned
     LEFT JOIN brought ON brought.beneficiary_id = earned.beneficiary_id
     LEFT JOIN leaving ON leaving.beneficiary_id = earned.beneficiary_id
    )
"""
PREVIEW = """
    WITH %(totals)s
    SELECT beneficiary_id, entries::int, amount, carried, total, %(outcome)s AS outcome
      FROM totals
  ORDER BY total DESC
"""
OUTCOME = """
    CASE WHEN total < 0 THEN 'carry' WHEN total = 0 THEN 'none'
         WHEN total < minimum THEN 'carry' ELSE 'bill' END
"""
# Settlements and lines are made together, so no entry is seen by one and not the other.
# What waits for payments may be held again by one that bounces. That looks for these
# lines, and writes the same row: whoever comes second starts again and sees the other.
# The rows are locked in the order of their ids, as payments do.
MAKE = """
    WITH %(totals)s, made AS (
        INSERT INTO distributor_commission_settlement (
               name, company_id, currency_id, plan_id, beneficiary_id, date_start,
               date_end, state, payout, entry_count, amount_lines, amount_carried,
               amount_total, amount_minimum, outcome,
               create_uid, create_date, write_uid, write_date)
        SELECT 'COM/' || TO_CHAR(%(start)s::date, 'YYYY/MM') || '/' || who.code
               || %(suffix)s,
               %(company)s, %(currency)s, %(plan)s, totals.beneficiary_id, %(start)s,
               %(end)s, 'draft', %(payout)s, totals.entries, totals.amount,
               totals.carried, totals.total, totals.minimum, %(outcome)s,
               %(uid)s, NOW() AT TIME ZONE 'UTC', %(uid)s, NOW() AT TIME ZONE 'UTC'
          FROM totals
          JOIN distributor_distributor AS who ON who.id = totals.beneficiary_id
            ON CONFLICT (plan_id, beneficiary_id, date_start) WHERE state <> 'cancel'
            DO NOTHING
     RETURNING id, beneficiary_id
    ), filled AS (
        INSERT INTO distributor_commission_settlement_line (settlement_id, entry_id)
        SELECT made.id, due.id
          FROM due JOIN made ON made.beneficiary_id = due.beneficiary_id
      ORDER BY made.id, due.id
    ), claimed AS (
        UPDATE distributor_commission_source AS source
           SET open = source.open
          FROM (
                SELECT id
                  FROM distributor_commission_source
                 WHERE id IN (
                        SELECT due.source_id
                          FROM due JOIN made ON made.beneficiary_id = due.beneficiary_id
                       )
                   AND version_id IN (
                        SELECT id FROM distributor_commission_version
                         WHERE plan_id = %(plan)s AND wait_payment
                       )
              ORDER BY id
                   FOR NO KEY UPDATE
               ) AS held
         WHERE source.id = held.id
    )
    SELECT id FROM made ORDER BY id
"""
CARRY = """
    UPDATE distributor_commission_settlement AS old
       SET carried_to_id = new.id
      FROM distributor_commission_settlement AS new
     WHERE new.id IN %(ids)s
       AND new.amount_carried <> 0
       AND old.plan_id = new.plan_id
       AND old.beneficiary_id = new.beneficiary_id
       AND old.date_start < new.date_start
       AND old.outcome = 'carry' AND old.state <> 'cancel'
       AND old.carried_to_id IS NULL
"""
SUM_UP = """
    WITH lines AS (
        SELECT settlement.id, COUNT(entry.id) AS entries,
               COALESCE(SUM(entry.amount), 0) AS amount,
               COALESCE(SUM(entry.amount), 0) + settlement.amount_carried AS total,
               settlement.amount_minimum AS minimum
          FROM distributor_commission_settlement AS settlement
     LEFT JOIN distributor_commission_settlement_line AS line
            ON line.settlement_id = settlement.id
     LEFT JOIN distributor_commission_entry AS entry ON entry.id = line.entry_id
         WHERE settlement.id IN %(ids)s
      GROUP BY settlement.id
    )
    UPDATE distributor_commission_settlement AS settlement
       SET entry_count = lines.entries,
           amount_lines = lines.amount,
           amount_total = lines.total,
           outcome = %(outcome)s
      FROM lines
     WHERE lines.id = settlement.id
"""
MONTHS = """
    SELECT DISTINCT DATE_TRUNC(
           'month', GREATEST(entry.due_date, source.release_date))::date
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
     WHERE source.company_id = %(company)s
       AND source.plan_id = %(plan)s
       AND source.open
       AND source.release_date < %(before)s
       AND entry.due_date < %(before)s
       AND NOT EXISTS (
            SELECT FROM distributor_commission_settlement_line AS line
             WHERE line.entry_id = entry.id OFFSET 0
           )
  ORDER BY 1
"""
# Documents of which settlements hold every entry. A new entry opens its document again,
# in the same row: whoever comes second starts again with what the other has written.
CLOSE = """
    UPDATE distributor_commission_source AS source
       SET open = FALSE
     WHERE source.company_id = %(company)s
       AND source.plan_id = %(plan)s
       AND source.open
       AND source.release_date <= %(end)s
       AND NOT EXISTS (
            SELECT FROM distributor_commission_entry AS entry
             WHERE entry.source_id = source.id
               AND NOT EXISTS (
                    SELECT FROM distributor_commission_settlement_line AS line
                     WHERE line.entry_id = entry.id OFFSET 0
                   )
            OFFSET 0
           )
"""
REOPEN = """
    UPDATE distributor_commission_source AS source
       SET open = TRUE
      FROM distributor_commission_entry AS entry
     WHERE entry.id = ANY(%(entries)s) AND source.id = entry.source_id
"""
