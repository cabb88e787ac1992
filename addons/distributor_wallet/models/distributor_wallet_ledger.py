# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorWalletLedger(models.Model):
    """What the posted journal items of the wallet accounts say, kept by the database.

    Triggers on the journal items keep it, whoever writes them, raw SQL included. At
    the end of each transaction the database compares it with the wallets and refuses
    to commit a difference.
    """

    _name = "distributor.wallet.ledger"
    _description = "Ledger Balance of Wallets"
    _log_access = False
    _rec_name = "account_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    account_id = fields.Many2one("account.account", required=True, readonly=True)
    partner_id = fields.Integer("Partner ID", readonly=True, aggregator=None)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    balance = fields.Monetary(readonly=True)

    _owner_uniq = models.Constraint(
        "UNIQUE (account_id, partner_id, currency_id, company_id)",
        "One ledger balance for each wallet.",
    )

    def init(self):
        for event, rows in (
            ("INSERT", "SELECT 1 AS sign, * FROM new_items"),
            ("DELETE", "SELECT -1 AS sign, * FROM old_items"),
            (
                "UPDATE",
                "SELECT 1 AS sign, * FROM new_items UNION ALL"
                " SELECT -1 AS sign, * FROM old_items",
            ),
        ):
            self._create_item_trigger(event, rows)
        self.env.cr.execute(COMPARING)

    def _create_item_trigger(self, event, rows):
        tables = [
            f"{age.upper()} TABLE AS {age}_items"
            for age in ("new", "old")
            if f"{age}_items" in rows
        ]
        name = f"distributor_wallet_ledger_{event.lower()}"
        statement = FOLLOWING.format(
            name=name, event=event, rows=rows, tables=" ".join(tables)
        )
        # made of constants of this file alone
        self.env.cr.execute(statement)  # pylint: disable=sql-injection


# The items of the statement are added up at once; ordered, so that two transactions
# lock the same rows in the same order.
FOLLOWING = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
    INSERT INTO distributor_wallet_ledger AS ledger
           (company_id, account_id, partner_id, currency_id, balance)
    SELECT item.company_id, item.account_id, COALESCE(item.partner_id, 0),
           item.currency_id, SUM(-item.amount_currency * item.sign)
      FROM ({rows}) AS item
      JOIN account_account AS account
        ON account.id = item.account_id AND account.is_distributor_wallet
     WHERE item.parent_state = 'posted'
  GROUP BY item.company_id, item.account_id, item.partner_id, item.currency_id
    HAVING SUM(-item.amount_currency * item.sign) <> 0
  ORDER BY item.account_id, item.partner_id, item.currency_id
        ON CONFLICT (account_id, partner_id, currency_id, company_id)
        DO UPDATE SET balance = ledger.balance + EXCLUDED.balance;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS {name} ON account_move_line;
CREATE TRIGGER {name} AFTER {event} ON account_move_line
    REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""

COMPARING = """
CREATE OR REPLACE FUNCTION distributor_wallet_compare(
    company integer, account integer, partner integer, currency integer
) RETURNS void AS $$
DECLARE
    booked numeric;
    posted numeric;
BEGIN
    SELECT balance INTO booked FROM distributor_wallet
     WHERE company_id = company AND account_id = account
       AND partner_id = partner AND currency_id = currency;
    SELECT balance INTO posted FROM distributor_wallet_ledger
     WHERE company_id = company AND account_id = account
       AND partner_id = partner AND currency_id = currency;
    IF COALESCE(booked, 0) <> COALESCE(posted, 0) THEN
        RAISE EXCEPTION 'wallet of partner % and ledger differ: % and %',
            partner, COALESCE(booked, 0), COALESCE(posted, 0)
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION distributor_wallet_agree() RETURNS trigger AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM distributor_wallet_compare(
            OLD.company_id, OLD.account_id, OLD.partner_id, OLD.currency_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM distributor_wallet_compare(
            NEW.company_id, NEW.account_id, NEW.partner_id, NEW.currency_id);
    END IF;
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

DROP TRIGGER IF EXISTS distributor_wallet_agree ON distributor_wallet;
DROP TRIGGER IF EXISTS distributor_wallet_ledger_agree ON distributor_wallet_ledger;

-- what was posted before the triggers were there
INSERT INTO distributor_wallet_ledger
       (company_id, account_id, partner_id, currency_id, balance)
SELECT item.company_id, item.account_id, COALESCE(item.partner_id, 0),
       item.currency_id, SUM(-item.amount_currency)
  FROM account_move_line AS item
  JOIN account_account AS account
    ON account.id = item.account_id AND account.is_distributor_wallet
 WHERE item.parent_state = 'posted'
   AND NOT EXISTS (SELECT FROM distributor_wallet_ledger)
GROUP BY item.company_id, item.account_id, item.partner_id, item.currency_id;

CREATE CONSTRAINT TRIGGER distributor_wallet_agree
    AFTER INSERT OR DELETE
       OR UPDATE OF balance, company_id, account_id, partner_id, currency_id
    ON distributor_wallet DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION distributor_wallet_agree();

CREATE CONSTRAINT TRIGGER distributor_wallet_ledger_agree
    AFTER INSERT OR UPDATE OR DELETE ON distributor_wallet_ledger
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION distributor_wallet_agree();
"""
