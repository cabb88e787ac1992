# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorWalletPurpose(models.Model):
    """What money on a wallet is for, and what may be done with it.

    Each purpose of a company has a liability account of its own, so that one journal
    item belongs to one wallet and a bond never stands among spendable money.
    """

    _name = "distributor.wallet.purpose"
    _description = "Distributor Wallet Purpose"
    _inherit = ["distributor.wallet.purpose.shipped"]
    _order = "company_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        index=True,
        help="How programmes and imports name this purpose, such as deposit.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    sequence = fields.Integer(
        "Order of Use",
        default=10,
        help="Orders use the lowest first; refunds go back in the opposite order.",
    )
    active = fields.Boolean(default=True)
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        check_company=True,
        ondelete="restrict",
        domain="[('type', '=', 'cash')]",
        help="A cash journal on the liability account: stock payments in it pay"
        " invoices from the wallet.",
    )
    account_id = fields.Many2one(
        related="journal_id.default_account_id", store=True, index=True
    )
    spendable = fields.Boolean(
        "Pays Orders", default=True, help="Orders may be paid from this money."
    )
    max_share = fields.Float(
        "Share of an Order (%)",
        default=100.0,
        help="How much of one order this money may pay, in percent.",
    )
    refundable = fields.Boolean(
        default=True, help="What is left may be paid out on request."
    )
    validity_days = fields.Integer(
        "Expires After (days)", help="0 if the money never expires."
    )

    _code_uniq = models.Constraint(
        "UNIQUE (company_id, code)", "A purpose of this code exists in the company."
    )
    _journal_uniq = models.Constraint(
        "UNIQUE (journal_id)", "Each purpose has a journal of its own."
    )
    _share_check = models.Constraint(
        "CHECK (max_share > 0 AND max_share <= 100)",
        "The share of an order is above 0 and at most 100 percent.",
    )
    _validity_check = models.Constraint(
        "CHECK (validity_days >= 0)", "Money expires after 0 days or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        purposes = super().create(vals_list)
        purposes._claim_accounts()
        return purposes

    def write(self, vals):
        if not {"journal_id", "company_id", "code"}.isdisjoint(vals):
            # sudo: whether money stands there decides, whoever asks
            used = self.sudo().filtered(lambda p: p._is_used())[:1]
            if used:
                raise UserError(
                    self.env._(
                        "%s is in use: its code, company and journal stay. Archive it"
                        " and make another purpose instead.",
                        used.display_name,
                    )
                )
        result = super().write(vals)
        if "journal_id" in vals:
            self._claim_accounts()
        return result

    def _is_used(self):
        self.ensure_one()
        wallets = self.env["distributor.wallet"]
        return bool(wallets.search_count([("purpose_id", "=", self.id)], limit=1))

    def _claim_accounts(self):
        """Make the account of each purpose one that holds wallets only."""
        # sudo: whether an account was used decides, whoever makes the purpose
        items = self.env["account.move.line"].sudo()
        for purpose in self:
            account = purpose.account_id.sudo()
            if not account:
                raise UserError(
                    self.env._(
                        "%(purpose)s: the journal %(journal)s has no account.",
                        purpose=purpose.display_name,
                        journal=purpose.journal_id.display_name,
                    )
                )
            if account.is_distributor_wallet:
                continue
            if items.search_count([("account_id", "=", account.id)], limit=1):
                raise UserError(
                    self.env._(
                        "%(purpose)s: account %(account)s has journal items already."
                        " Choose a journal on a new account.",
                        purpose=purpose.display_name,
                        account=account.display_name,
                    )
                )
            account.is_distributor_wallet = True

    def _get_expiry_date(self, day):
        """Return the last day on which money received that day may be used."""
        self.ensure_one()
        if not self.validity_days:
            return False
        return fields.Date.add(day, days=self.validity_days)
