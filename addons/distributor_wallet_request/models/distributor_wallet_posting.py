# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorWalletPosting(models.AbstractModel):
    """A request that a journal entry carries out, posted by its last approval."""

    _name = "distributor.wallet.posting"
    _description = "Request Posted to the Ledger"
    _inherit = ["distributor.wallet.request"]

    _wallet_kind = "adjust"

    account_id = fields.Many2one(
        "account.account",
        "Counterpart",
        required=True,
        ondelete="restrict",
        domain="[('company_ids', 'parent_of', company_id),"
        " ('is_distributor_wallet', '=', False),"
        " ('account_type', 'not in', ('asset_receivable', 'liability_payable',"
        " 'asset_cash', 'liability_credit_card', 'off_balance'))]",
        help="Where the other side of the entry goes.",
    )
    date = fields.Date(
        "Accounting Date",
        required=True,
        default=fields.Date.context_today,
        help="A locked period moves the entry to the next open day.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('type', '=', 'general')]",
    )
    move_id = fields.Many2one(
        "account.move",
        "Journal Entry",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("wallet_id")
    def _compute_journal_id(self):
        journals = self.env["account.journal"]
        for company, requests in self.grouped("company_id").items():
            requests.journal_id = journals.search(
                [("company_id", "=", company.id), ("type", "=", "general")], limit=1
            )

    def _get_content_fields(self):
        return super()._get_content_fields() | {"account_id", "date", "journal_id"}

    def _get_step_fields(self):
        return super()._get_step_fields() | {"move_id"}

    def _check_request(self):
        self.ensure_one()
        result = super()._check_request()
        # sudo: set-up only; the caller may write the request
        account, journal = self.account_id.sudo(), self.journal_id.sudo()
        if account.is_distributor_wallet:
            raise UserError(
                self.env._(
                    "%s holds wallets. Choose another account: money is not moved"
                    " between wallets.",
                    account.display_name,
                )
            )
        if journal.type != "general" or journal.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%(request)s is posted in a miscellaneous journal of %(company)s."
                    " Choose one.",
                    request=self.display_name,
                    company=self.company_id.name,
                )
            )
        return result

    def _get_change(self):
        """Return the signed change of the wallet, in its currency."""
        self.ensure_one()
        return self.amount

    def _get_hold_vals(self):
        return max(0.0, -self._get_change()), "freeze"

    def _carry_out(self):
        self.ensure_one()
        move = self.env["account.move"].create(self._prepare_move_vals())
        self._capture_hold()
        move._post(soft=False)
        self.write({"state": "done", "move_id": move.id})

    def _prepare_move_vals(self):
        """Return the values of the journal entry that carries this out."""
        self.ensure_one()
        wallet, change = self.wallet_id, self._get_change()
        balance = wallet.currency_id._convert(
            change, self.company_id.currency_id, self.company_id, self.date
        )
        return {
            "move_type": "entry",
            "journal_id": self.journal_id.id,
            "company_id": self.company_id.id,
            "date": self.date,
            "ref": self.name,
            "distributor_wallet_kind": self._wallet_kind,
            "line_ids": [
                fields.Command.create(
                    {
                        "account_id": account.id,
                        "partner_id": wallet.partner_id.id,
                        "name": self.reason,
                        "currency_id": wallet.currency_id.id,
                        "amount_currency": sign * change,
                        "balance": sign * balance,
                    }
                )
                for account, sign in ((wallet.account_id, -1), (self.account_id, 1))
            ],
        }

    def _on_entry_undone(self):
        """Close it for good: another entry needs another approval."""
        for request in self:
            request.write({"state": "cancelled"})
            request.message_post(body=self.env._("Its journal entry was undone."))

    def action_view_move(self):
        """Open the journal entry that carried this out."""
        self.ensure_one()
        self.check_access("read")
        return self.move_id._get_records_action()
