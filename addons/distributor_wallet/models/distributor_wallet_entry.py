# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorWalletEntry(models.Model):
    """One change of a wallet's balance: the mirror of a posted journal item.

    Entries are never changed or deleted; what undoes a journal item makes another
    entry. A database trigger keeps this even where no Python code is asked.
    """

    _name = "distributor.wallet.entry"
    _description = "Distributor Wallet Entry"
    _inherit = "distributor.searchable"
    _order = "wallet_id, sequence desc"
    _rec_name = "origin"

    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    sequence = fields.Integer(required=True, readonly=True, aggregator=None)
    kind = fields.Selection(
        [
            ("topup", "Top-up"),
            ("capture", "Invoice Paid"),
            ("refund", "Credit Note"),
            ("payout", "Paid Out"),
            ("commission", "Commission"),
            ("reward", "Reward Granted"),
            ("expire", "Reward Expired"),
            ("clawback", "Reward Taken Back"),
            ("opening", "Opening Balance"),
            ("penalty", "Decided Case"),
            ("adjust", "Adjustment"),
            ("undo", "Undone"),
        ],
        required=True,
        readonly=True,
    )
    amount = fields.Monetary(required=True, readonly=True)
    balance_after = fields.Monetary(required=True, readonly=True, aggregator=None)
    purpose_id = fields.Many2one(related="wallet_id.purpose_id")
    date = fields.Date(required=True, readonly=True, index=True)
    origin = fields.Char("Document", readonly=True)
    note = fields.Char("Reason", readonly=True)
    key = fields.Char(required=True, readonly=True)
    move_id = fields.Many2one(
        "account.move", "Journal Entry", readonly=True, index=True, ondelete="set null"
    )
    move_line_ref = fields.Integer(
        "Journal Item ID",
        readonly=True,
        index=True,
        aggregator=None,
        help="Kept when a draft journal item is deleted later.",
    )

    _key_uniq = models.Constraint(
        "UNIQUE (key)", "This event has been booked on the wallet already."
    )
    _sequence_uniq = models.Constraint(
        "UNIQUE (wallet_id, sequence)", "Entries of a wallet are numbered once."
    )
    _amount_check = models.Constraint(
        "CHECK (amount <> 0)", "An entry changes the balance."
    )

    def init(self):
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION distributor_wallet_entry_guard()
            RETURNS trigger AS $$
            BEGIN
                IF TG_OP = 'DELETE'
                   OR (OLD.wallet_id, OLD.sequence, OLD.kind, OLD.amount,
                       OLD.balance_after, OLD.date, OLD.key, OLD.move_line_ref)
                   IS DISTINCT FROM
                      (NEW.wallet_id, NEW.sequence, NEW.kind, NEW.amount,
                       NEW.balance_after, NEW.date, NEW.key, NEW.move_line_ref)
                THEN
                    RAISE EXCEPTION 'wallet entry % is final', OLD.id;
                END IF;
                RETURN NEW;
            END
            $$ LANGUAGE plpgsql;
            DROP TRIGGER IF EXISTS distributor_wallet_entry_final
                ON distributor_wallet_entry;
            CREATE TRIGGER distributor_wallet_entry_final
                BEFORE UPDATE OR DELETE ON distributor_wallet_entry
                FOR EACH ROW EXECUTE FUNCTION distributor_wallet_entry_guard();
            """
        )

    @api.model
    def _get_by_key(self, key, wallet, amount):
        """Return the entry booked under a key, none when it is new.

        :raise UserError: the key stands for another wallet or amount; a replay with
            other values is a mistake of the caller, never booked and never ignored
        """
        entry = self.search([("key", "=", key)])
        if entry and (
            entry.wallet_id != wallet
            or wallet.currency_id.compare_amounts(entry.amount, amount)
        ):
            raise UserError(
                self.env._(
                    "%(key)s was booked already on %(wallet)s with %(amount)s; it is"
                    " not booked again with other values.",
                    key=key,
                    wallet=entry.wallet_id.display_name,
                    amount=entry.currency_id.format(entry.amount),
                )
            )
        return entry

    def write(self, vals):
        if set(vals) - {"company_id", "currency_id", "distributor_id"}:
            raise UserError(self.env._("Entries of a wallet are final."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Entries of a wallet are final."))
