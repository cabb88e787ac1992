# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.tools import SQL

# Bonuses of a closed period, and whether they wait for a sale that they measure. A sale
# that waits for its own conditions is not paid, nor one whose settled payment bounced;
# where commission is paid in proportion nothing waits, so that the invoice says it.
DUE = """
    unpaid AS MATERIALIZED (
        SELECT source.buyer_id, source.chain, source.expected_date
          FROM distributor_commission_source AS source
     LEFT JOIN account_move AS move ON move.id = source.move_id
     LEFT JOIN distributor_commission_version AS sold ON sold.id = source.version_id
         WHERE source.plan_id = %(plan)s
           AND source.date BETWEEN %(start)s AND %(end)s
           AND source.event <> 'period'
           AND NOT source.undone
           AND (source.release_date IS NULL
                OR (source.event = 'paid'
                    OR source.event = 'invoiced' AND sold.wait_payment)
                AND move.payment_state NOT IN ('paid', 'in_payment', 'reversed')
                OR source.event IN ('confirmed', 'delivered') AND EXISTS (
                    SELECT FROM distributor_commission_entry AS entry
                     WHERE entry.source_id = source.id AND entry.kind = 'payment'
                    HAVING SUM(entry.amount) <> 0))
    ), measured AS (
        SELECT measure, who, MAX(expected_date) AS expected_date
          FROM (
                SELECT 'own' AS measure, buyer_id AS who, expected_date
                  FROM unpaid
             UNION ALL
                SELECT 'downline', (link ->> 1)::int, expected_date
                  FROM unpaid
            CROSS JOIN JSONB_ARRAY_ELEMENTS(chain) AS link
                 WHERE (link ->> 0)::int BETWEEN 1 AND %(generations)s
                   AND (link ->> 4)::int = 0
               ) AS part
      GROUP BY measure, who
    ), due AS (
        SELECT source.id, measured.expected_date, measured.who IS NOT NULL AS waits,
               COALESCE(version.freeze_days, 0) AS freeze_days
          FROM distributor_commission_source AS source
          JOIN distributor_commission_version AS version
            ON version.id = source.version_id
          JOIN distributor_commission_bonus AS bonus
            ON bonus.id = SPLIT_PART(source.key, ':', 2)::int
     LEFT JOIN measured
            ON measured.measure = bonus.measure
           AND measured.who = (source.chain -> 0 ->> 1)::int
         WHERE source.close_id = %(close)s
           AND SPLIT_PART(source.key, ':', 1) = 'bonus'
           AND (version.wait_payment OR version.event = 'paid')
    )
"""
FOLLOW = f"""
      WITH {DUE}
    UPDATE distributor_commission_source AS source
       SET waiting = CASE WHEN due.waits THEN 'payment' END,
           expected_date = due.expected_date,
           release_date = CASE WHEN NOT due.waits
                               THEN %(today)s::date + due.freeze_days END
      FROM due
     WHERE source.id = due.id
       AND due.waits <> (source.waiting IS NOT NULL)
       AND (NOT due.waits OR NOT EXISTS (
            SELECT
              FROM distributor_commission_entry AS entry
              JOIN distributor_commission_settlement_line AS line
                ON line.entry_id = entry.id
             WHERE entry.source_id = source.id))
"""
# Of those that were settled: what is to be taken back, or given again.
SETTLED = f"""
      WITH {DUE}
    SELECT due.id, due.waits
      FROM due
      JOIN distributor_commission_source AS source USING (id)
      JOIN distributor_commission_entry AS entry ON entry.source_id = source.id
     WHERE source.waiting IS NULL
  GROUP BY due.id, due.waits
    HAVING SUM(entry.amount) FILTER (WHERE due.waits OR entry.kind = 'payment') <> 0
  ORDER BY due.id
"""
TAKEN_BACK = """
    SELECT DISTINCT close_id
      FROM (SELECT source.close_id
              FROM distributor_commission_source AS source
              JOIN distributor_commission_entry AS entry
                ON entry.source_id = source.id AND entry.kind = 'payment'
             WHERE source.close_id IS NOT NULL
          GROUP BY source.id
            HAVING SUM(entry.amount) <> 0) AS taken
"""


class DistributorCommissionClosePayment(models.AbstractModel):
    """Lets bonuses wait for the payment of what they measure, where the plan does."""

    _name = "distributor.commission.close.payment"
    _description = "Payment of What a Closed Period Measured"

    def _follow_payment_of(self, close):
        """Hold the bonuses of a period of which a sale is not paid; release others.

        One that was settled is taken back, and given again once all is paid.
        """
        version = close.version_id
        if not version.wait_payment and version.event != "paid":
            return
        self.env["account.move"].flush_model(["payment_state"])
        self.env["distributor.commission.source"].flush_model()
        today = close.company_id._get_commission_today()
        values = {
            "close": close.id,
            "plan": close.plan_id.id,
            "start": close.date_start,
            "end": close.date_end,
            "generations": close.plan_id.max_generations,
        }
        self.env.cr.execute(SQL(FOLLOW, today=today, **values))
        booking = self.env["distributor.commission.booking"]
        for source, waits in self.env.execute_query(SQL(SETTLED, **values)):
            booking._offset_source(source, today, whole=waits)

    @api.model
    def _find_waiting(self):
        """Return the closed periods, however old, with a bonus that waits.

        One that was taken back waits to be given again.
        """
        # sudo: the scheduled job follows periods of every plan
        sources = self.env["distributor.commission.source"].sudo()
        found = sources._read_group(
            [("close_id", "!=", False), ("waiting", "=", "payment")], ["close_id"]
        )
        closes = self.env["distributor.commission.close"].union(
            *(close for (close,) in found)
        )
        taken = self.env.execute_query(SQL(TAKEN_BACK))
        return closes | closes.browse(close for (close,) in taken)
