# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class DistributorWallet(models.Model):
    """Money a distributor paid ahead, in one company and one currency.

    The balance is the posted balance of the deposit account for this distributor:
    each journal item there makes an entry here, in the same transaction. Balance and
    held amount are columns of this row and change by one conditional UPDATE, because
    summing entries behind a lock overspends under REPEATABLE READ.
    """

    _name = "distributor.wallet"
    _description = "Distributor Wallet"
    _inherit = ["distributor.wallet.proof"]
    _order = "company_id, distributor_id, currency_id"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(related="distributor_id.partner_id", store=True)
    level_id = fields.Many2one(related="distributor_id.level_id", store=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, ondelete="restrict")
    account_id = fields.Many2one(
        "account.account", required=True, index=True, ondelete="restrict"
    )
    journal_id = fields.Many2one("account.journal", required=True, ondelete="restrict")
    balance = fields.Monetary(readonly=True, default=0.0, copy=False)
    held = fields.Monetary(
        readonly=True,
        default=0.0,
        copy=False,
        help="Set aside for confirmed orders that are not invoiced yet.",
    )
    available = fields.Monetary(
        compute="_compute_available", help="What new orders may still use."
    )
    sequence = fields.Integer(readonly=True, copy=False, default=0)
    entry_ids = fields.One2many("distributor.wallet.entry", "wallet_id", readonly=True)
    hold_ids = fields.One2many("distributor.wallet.hold", "wallet_id", readonly=True)

    _owner_uniq = models.Constraint(
        "UNIQUE (distributor_id, company_id, currency_id)",
        "The distributor has a wallet in this currency already.",
    )
    _held_check = models.Constraint(
        "CHECK (held >= 0)", "A wallet cannot hold less than nothing."
    )
    _available_check = models.Constraint(
        "CHECK (balance - held >= 0)", "The deposit is not enough."
    )

    @api.depends("distributor_id", "currency_id")
    def _compute_display_name(self):
        for wallet in self:
            wallet.display_name = (
                f"{wallet.distributor_id.display_name} ({wallet.currency_id.name})"
            )

    @api.depends("balance", "held")
    def _compute_available(self):
        for wallet in self:
            wallet.available = wallet.balance - wallet.held

    def write(self, vals):
        if {"balance", "held", "sequence"} & set(vals):
            raise UserError(self.env._("A balance changes by journal entries only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if used := self.filtered("entry_ids")[:1]:
            raise UserError(
                self.env._("The wallet of %s has entries.", used.display_name)
            )

    @api.model
    def _get_or_create(self, distributor, currency):
        """Return the wallet of a distributor in a currency, made on first use."""
        # sudo: callers checked that they may use this distributor's money
        wallets = self.sudo()
        wallet = wallets.search(
            [
                ("distributor_id", "=", distributor.id),
                ("company_id", "=", distributor.company_id.id),
                ("currency_id", "=", currency.id),
            ]
        )
        if wallet:
            return wallet
        journal = distributor.company_id._get_wallet_journal()
        return wallets.create(
            {
                "distributor_id": distributor.id,
                "company_id": distributor.company_id.id,
                "currency_id": currency.id,
                "journal_id": journal.id,
                "account_id": journal.default_account_id.id,
            }
        )

    def _shift(self, amount, held, purpose):
        """Change balance and held amount of this wallet, or refuse.

        :param amount: change of the balance, in the wallet's currency
        :param held: change of the held amount, in the wallet's currency
        :param purpose: what it is for, named in the refusal
        :return: (balance, sequence) afterwards
        :raise UserError: the deposit is not enough; names the missing amount
        """
        self.ensure_one()
        self.flush_recordset()
        # what lowers the available amount must be covered; the rest always passes
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE distributor_wallet
                   SET balance = balance + %(amount)s::numeric,
                       held = held + %(held)s::numeric,
                       sequence = sequence + CASE WHEN %(amount)s::numeric = 0
                                             THEN 0 ELSE 1 END
                 WHERE id = %(id)s
                   AND balance - held + %(amount)s::numeric - %(held)s::numeric >= 0
             RETURNING balance, sequence
                """,
                amount=str(self.currency_id.round(amount)),
                held=str(self.currency_id.round(held)),
                id=self.id,
            )
        )
        self.invalidate_recordset(["balance", "held", "available", "sequence"])
        if rows:
            return rows[0]
        needed = held - amount
        raise UserError(
            self.env._(
                "%(purpose)s needs %(needed)s, but the deposit of %(distributor)s has"
                " only %(available)s available: %(missing)s is missing. Top up the"
                " deposit or reduce the amount.",
                purpose=purpose,
                needed=self.currency_id.format(needed),
                distributor=self.distributor_id.display_name,
                available=self.currency_id.format(self.available),
                missing=self.currency_id.format(needed - self.available),
            )
        )

    def _book(self, amount, kind, key, **vals):
        """Append one entry and change the balance with it, once for each key.

        :param amount: signed change of the balance, in the wallet's currency
        :param key: unique key of the event; a second call returns the first entry
        :return: distributor.wallet.entry
        """
        self.ensure_one()
        entries = self.env["distributor.wallet.entry"].sudo()
        if done := entries.search([("key", "=", key)]):
            return done
        balance, sequence = self._shift(amount, 0, vals.get("origin") or kind)
        return entries.create(
            {
                **vals,
                "wallet_id": self.id,
                "kind": kind,
                "amount": self.currency_id.round(amount),
                "balance_after": balance,
                "sequence": sequence,
                "key": key,
            }
        )

    def _top_up(self, amount, journal, date, memo=None):
        """Register money received from the distributor as a stock customer payment.

        :param amount: positive, in the wallet's currency
        :param journal: bank or cash account.journal that received it
        :return: posted account.payment
        :raise UserError: amount not positive, or journal that cannot receive money
        """
        self.ensure_one()
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("The amount of a top-up is more than zero."))
        if journal == self.journal_id:
            raise UserError(self.env._("A wallet cannot pay for a top-up."))
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partner_id.id,
                "distributor_wallet_id": self.id,
                "amount": amount,
                "currency_id": self.currency_id.id,
                "journal_id": journal.id,
                "date": date,
                "memo": memo or self.env._("Top-up %s", self.distributor_id.code),
            }
        )
        if not payment.payment_method_line_id.payment_account_id:
            # no account for money in transit is set up: it is on the bank account
            payment.outstanding_account_id = journal.default_account_id
        payment.action_post()
        return payment

    def action_top_up(self):
        """Open the form on which finance registers a top-up."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet.distributor_wallet_topup_action"
        )
        return dict(action, context={"default_wallet_id": self.id})

    def action_view_journal_items(self):
        """Open the journal items that make up the balance."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_account_moves_all"
        )
        return dict(
            action,
            domain=[
                ("account_id", "=", self.account_id.id),
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("currency_id", "=", self.currency_id.id),
                ("parent_state", "=", "posted"),
            ],
            context={},
        )
