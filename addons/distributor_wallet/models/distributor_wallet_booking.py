# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class DistributorWalletBooking(models.AbstractModel):
    """The statements that change a wallet's row; nothing else does."""

    _name = "distributor.wallet.booking"
    _description = "Booking on Wallets"

    @api.model
    def _lock(self, wallets):
        """Lock wallets in id order, before any other lock of the transaction.

        Whoever comes second waits; when the first has changed the row, PostgreSQL
        raises a serialization error and Odoo runs the request again.
        """
        if wallets:
            wallets.flush_recordset()
            self.env.execute_query(
                SQL(
                    "SELECT id FROM distributor_wallet WHERE id IN %s ORDER BY id"
                    " FOR NO KEY UPDATE",
                    tuple(wallets.ids),
                )
            )
            wallets.invalidate_recordset()

    @api.model
    def _lock_of_partners(self, partners, companies):
        """Find and lock the wallets of partners, with one statement; see `_lock`."""
        if not partners:
            return
        self.flush_model()
        found = self.env.execute_query(
            SQL(
                "SELECT id FROM distributor_wallet"
                " WHERE partner_id IN %s AND company_id IN %s"
                " ORDER BY id FOR NO KEY UPDATE",
                tuple(partners.ids),
                tuple(companies.ids),
            )
        )
        self.browse(key for (key,) in found).invalidate_recordset()

    def _shift(self, held, purpose, credit=0.0, passes_frozen=False):
        """Change the held amount and the used credit of this wallet, or refuse.

        :param held: change of the held amount, in the wallet's currency
        :param purpose: what it is for, named in the refusal
        :param credit: change of the credit that orders use, in the wallet's currency
        :param passes_frozen: put back what was held before, also while it is frozen
        :raise UserError: the deposit or the credit is not enough, or it is frozen
        """
        self.ensure_one()
        self.flush_recordset()
        held, credit = self.currency_id.round(held), self.currency_id.round(credit)
        owed = self._get_owed() if credit > 0 else 0.0
        limit = self._get_credit_limit() if credit > 0 else 0.0
        # what lowers the available amount must be covered; the rest always passes
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE distributor_wallet
                   SET held = held + %(held)s::numeric,
                       credit_held = credit_held + %(credit)s::numeric
                 WHERE id = %(id)s
                   AND (%(held)s::numeric <= 0
                        OR (state = 'open' OR %(passes)s)
                        AND balance - held - %(held)s::numeric >= 0)
                   AND (%(credit)s::numeric <= 0
                        OR (state = 'open' OR %(passes)s) AND %(limit)s::numeric
                        - credit_held - %(credit)s::numeric - %(owed)s::numeric >= 0)
             RETURNING id
                """,
                held=str(held),
                credit=str(credit),
                owed=str(owed),
                limit=str(self.currency_id.round(limit)),
                passes=passes_frozen,
                id=self.id,
            )
        )
        self._forget_amounts()
        if not rows:
            self._refuse(max(held, credit), purpose)

    def _book(self, amount, kind, key, **vals):
        """Append one entry and change the balance with it, once for each key.

        :param amount: signed change of the balance, in the wallet's currency
        :param kind: a kind of ``distributor.wallet.entry``
        :param key: unique key of the event; a second call returns the first entry
        :param vals: date, origin, note, move_id, move_line_ref
        :return: distributor.wallet.entry
        :raise UserError: the deposit is not enough or frozen, or the key stands for
            something else already
        """
        self.ensure_one()
        self.flush_recordset()
        amount = self.currency_id.round(amount)
        # sudo: callers checked what changes the balance; nobody else writes entries
        entries = self.env["distributor.wallet.entry"].sudo()
        if done := entries._get_by_key(key, self, amount):
            return done
        values = {
            "wallet_id": self.id,
            "distributor_id": self.distributor_id.id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "kind": kind,
            "key": key,
            "create_uid": self.env.uid,
            "write_uid": self.env.uid,
            **vals,
        }
        columns = [SQL.identifier(name) for name in values]
        # a capture uses what was held for it, so it passes a frozen wallet
        rows = self.env.execute_query(
            SQL(
                """
                WITH moved AS (
                    UPDATE distributor_wallet
                       SET balance = balance + %(amount)s::numeric,
                           sequence = sequence + 1
                     WHERE id = %(id)s
                       AND (%(amount)s::numeric >= 0
                            OR (state = 'open' OR %(passes)s)
                               AND balance - held + %(amount)s::numeric >= 0)
                 RETURNING balance, sequence
                )
                INSERT INTO distributor_wallet_entry (amount, balance_after, sequence,
                       create_date, write_date, %(columns)s)
                SELECT %(amount)s::numeric, balance, sequence,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', %(values)s
                  FROM moved
           ON CONFLICT (key) DO NOTHING
             RETURNING id
                """,
                amount=str(amount),
                id=self.id,
                passes=kind in ("capture", "undo"),
                columns=SQL(", ").join(columns),
                values=SQL(", ").join(SQL("%s", v or None) for v in values.values()),
            )
        )
        self._forget_amounts()
        if not rows:
            self._refuse(-amount, vals.get("origin") or kind)
        entry = entries.browse(rows[0])
        self._on_booked(entry)
        return entry

    def _on_booked(self, entry):
        """Hook for what follows from an entry, in the same transaction."""

    def _forget_amounts(self):
        self.invalidate_recordset(
            ["balance", "held", "available", "credit_held", "sequence", "entry_ids"],
            flush=False,
        )

    def _get_credit_limit(self, order=None):
        """Return what orders may use beyond the deposit, in the wallet's currency.

        :param order: sale.order that asks; without it, any of the distributor
        """
        self.ensure_one()
        return self.credit_limit

    def _get_owed(self):
        """Return what the distributor owes on posted invoices, in this currency."""
        self.ensure_one()
        self.env["account.move.line"].flush_model(["amount_residual", "parent_state"])
        [(owed,)] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(line.amount_residual), 0)
                  FROM account_move_line AS line
                  JOIN account_account AS account ON account.id = line.account_id
                 WHERE account.account_type = 'asset_receivable'
                   AND line.parent_state = 'posted'
                   AND line.partner_id = %s AND line.company_id = %s
                   AND NOT line.reconciled
                """,
                self.partner_id.id,
                self.company_id.id,
            )
        )
        return self.company_id.currency_id._convert(
            owed or 0.0, self.currency_id, self.company_id
        )

    def _refuse(self, needed, purpose):
        """Say why the wallet does not give what is asked of it.

        :param needed: positive amount in the wallet's currency
        :raise UserError: always
        """
        currency = self.currency_id
        if self.state == "frozen" and self.env.user.share:
            raise UserError(  # why it is frozen is a note of finance
                self.env._(
                    "%(purpose)s needs %(needed)s, but this money is frozen for now."
                    " Please speak with your contact.",
                    purpose=purpose,
                    needed=currency.format(needed),
                )
            )
        if self.state == "frozen":
            raise UserError(
                self.env._(
                    "%(purpose)s needs %(needed)s, but the wallet %(wallet)s is frozen:"
                    " %(reason)s. Finance can lift it.",
                    purpose=purpose,
                    needed=currency.format(needed),
                    wallet=self.display_name,
                    reason=self.freeze_reason or "",
                )
            )
        raise UserError(
            self.env._(
                "%(purpose)s needs %(needed)s, but the deposit of %(distributor)s has"
                " only %(available)s available: %(missing)s is missing. Top up the"
                " deposit or reduce the amount.",
                purpose=purpose,
                needed=currency.format(needed),
                distributor=self.distributor_id.display_name,
                available=currency.format(self.available),
                missing=currency.format(needed - self.available),
            )
        )
