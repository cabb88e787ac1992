# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The statements of accruing; each reads all plans it is asked for."""

# What posted bills pay: their settlements, and those whose totals were carried into
# them, directly or by way of others.
BILLED = """
    WITH RECURSIVE billed AS (
        SELECT settlement.id, settlement.plan_id, bill.id AS bill_id, bill.date
          FROM distributor_commission_settlement AS settlement
          JOIN account_move AS bill ON bill.id = settlement.bill_id
         WHERE bill.state = 'posted'
           AND settlement.state <> 'cancel'
           AND %(condition)s
     UNION ALL
        SELECT older.id, older.plan_id, billed.bill_id, billed.date
          FROM distributor_commission_settlement AS older
          JOIN billed ON older.carried_to_id = billed.id
         WHERE older.state <> 'cancel'
    )
"""
# A bill that was reversed paid until that day what its settlement still shows.
BILLED_SHARES = """
    %(billed)s, part AS (
        SELECT billed.plan_id, billed.bill_id, billed.date, entry.beneficiary_id,
               entry.amount
          FROM billed
          JOIN distributor_commission_settlement_line AS line
            ON line.settlement_id = billed.id
          JOIN distributor_commission_entry AS entry ON entry.id = line.entry_id
     UNION ALL
        SELECT settlement.plan_id, bill.id, bill.date, settlement.beneficiary_id,
               bill.sign * settlement.amount_total
          FROM distributor_commission_settlement AS settlement
          JOIN account_move AS posted ON posted.id = settlement.bill_id
    CROSS JOIN LATERAL (
                SELECT posted.id, day.date, day.sign
                  FROM (VALUES (posted.date, 1), (settlement.reversed_date, -1))
                    AS day (date, sign)
               ) AS bill
         WHERE settlement.state = 'cancel'
           AND settlement.reversed_date IS NOT NULL
           AND posted.state = 'posted'
           AND %(condition)s
    )
    SELECT billed.plan_id, who.partner_id, %(column)s AS what,
           SUM(billed.amount)::text AS amount
      FROM part AS billed
      JOIN distributor_distributor AS who ON who.id = billed.beneficiary_id
  GROUP BY billed.plan_id, who.partner_id, 3
"""
BILLED_ENTRIES = """
    WITH RECURSIVE billed AS (
        SELECT settlement.id
          FROM distributor_commission_settlement AS settlement
          JOIN account_move AS bill ON bill.id = settlement.bill_id
         WHERE bill.state = 'posted' AND bill.date <= %(until)s
           AND settlement.state <> 'cancel'
     UNION ALL
        SELECT older.id
          FROM distributor_commission_settlement AS older
          JOIN billed ON older.carried_to_id = billed.id
         WHERE older.state <> 'cancel'
    )
    SELECT line.entry_id
      FROM billed
      JOIN distributor_commission_settlement_line AS line
        ON line.settlement_id = billed.id
"""
# "seen" leaves out what came after the last run, which the next one books
EARNED_SHARES = """
    WITH state AS (
        SELECT plan_id, MAX(entry_mark) AS mark,
               MAX(month) FILTER (
                   WHERE month + INTERVAL '1 month' <= %(until)s::date + 1) AS month
          FROM distributor_commission_accrual
         WHERE plan_id = ANY(%(plans)s)
      GROUP BY plan_id
    )
    SELECT source.plan_id, who.partner_id,
           DATE_TRUNC('month', entry.date)::date AS month,
           entry.date < state.month + INTERVAL '1 month'
               AND entry.id <= state.mark AS seen,
           SUM(entry.amount)::text AS amount
      FROM distributor_commission_source AS source
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
      JOIN distributor_distributor AS who ON who.id = entry.beneficiary_id
 LEFT JOIN state ON state.plan_id = source.plan_id
     WHERE source.plan_id = ANY(%(plans)s)
       AND entry.date <= %(until)s
  GROUP BY 1, 2, 3, 4
"""
# Entries of a month that was locked stand in a later one, and count for their own; what
# somebody reversed counts for the month of the reversal.
BOOKED_FOR = """
    DATE_TRUNC('month', CASE WHEN move.reversed_entry_id IS NULL
        THEN COALESCE(accrual.month, bill.date) ELSE move.date END)::date
"""
BOOKED_SHARES = """
    SELECT accrual.plan_id, line.partner_id, %(column)s AS what,
           (-SUM(line.balance))::text AS amount
      FROM distributor_commission_accrual AS accrual
      JOIN account_move AS move ON move.commission_accrual_id = accrual.id
      JOIN account_move_line AS line
        ON line.move_id = move.id AND line.account_id = accrual.account_id
 LEFT JOIN account_move AS bill ON bill.id = accrual.bill_id
     WHERE move.state = 'posted'
       AND %(condition)s
  GROUP BY accrual.plan_id, line.partner_id, 3
"""
# what stands on the account of accruals and belongs to no plan
OTHER_SHARES = """
    SELECT line.company_id, DATE_TRUNC('month', line.date)::date AS month,
           (-SUM(line.balance))::text AS amount
      FROM res_company AS company
      JOIN account_move_line AS line
        ON line.account_id = company.commission_accrual_account_id
       AND line.company_id = company.id
      JOIN account_move AS move ON move.id = line.move_id
     WHERE company.id = ANY(%(companies)s)
       AND move.commission_accrual_id IS NULL
       AND line.parent_state = 'posted'
       AND line.date <= %(until)s
  GROUP BY 1, 2
"""
# Who comes second starts again with what the first has written. Settling and selling
# refer to the plan, which this lets them do.
LOCK = """
    UPDATE distributor_commission_plan SET accrue = accrue WHERE id = %(plan)s
"""
