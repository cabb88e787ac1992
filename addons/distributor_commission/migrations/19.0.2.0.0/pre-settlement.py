# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)


def migrate(cr, version):
    """Give settlements their plan, and the state they are in by the new steps."""
    if not version:
        return
    cr.execute(
        """
        ALTER TABLE distributor_commission_settlement
                ADD COLUMN IF NOT EXISTS plan_id integer,
                ADD COLUMN IF NOT EXISTS payout varchar;
        UPDATE distributor_commission_settlement AS settlement
           SET payout = 'bill',
               plan_id = COALESCE(
                   (SELECT version.plan_id
                      FROM distributor_commission_settlement_line AS line
                      JOIN distributor_commission_entry AS entry
                        ON entry.id = line.entry_id
                      JOIN distributor_commission_version AS version
                        ON version.id = entry.version_id
                     WHERE line.settlement_id = settlement.id
                     LIMIT 1),
                   -- a cancelled one has no lines
                   (SELECT plan.id
                      FROM distributor_commission_plan AS plan
                     WHERE plan.company_id = settlement.company_id
                  ORDER BY plan.active DESC, plan.id
                     LIMIT 1)
               );
        UPDATE distributor_commission_settlement
           SET state = CASE outcome WHEN 'bill' THEN 'confirmed' ELSE 'closed' END
         WHERE state = 'approved';
        UPDATE distributor_commission_settlement AS settlement
           SET state = 'paid'
          FROM account_move AS bill
         WHERE bill.id = settlement.bill_id
           AND settlement.state = 'billed'
           AND bill.state = 'posted'
           AND bill.payment_state IN ('in_payment', 'paid');
        ALTER TABLE distributor_commission_settlement_line
                DROP CONSTRAINT IF EXISTS
                     distributor_commission_settlement_line_settlement_id_fkey,
                DROP CONSTRAINT IF EXISTS
                     distributor_commission_settlement_line_entry_id_fkey;
        """
    )
