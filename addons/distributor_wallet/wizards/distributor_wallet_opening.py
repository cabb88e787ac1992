# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import csv
import io

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import float_round

COLUMNS = ("distributor", "purpose", "currency", "amount")


class DistributorWalletOpening(models.TransientModel):
    """Brings the balances of an older system into the wallets, by one journal entry.

    The rows of a file are shown with what is wrong in them before anything is posted;
    they can be corrected here.
    """

    _name = "distributor.wallet.opening"
    _description = "Opening Balances of Wallets"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), ('type', '=', 'general')]",
    )
    account_id = fields.Many2one(
        "account.account",
        "Counterpart",
        required=True,
        help="Where the older system kept this money in the books, or the account of"
        " opening balances.",
        domain="[('is_distributor_wallet', '=', False)]",
        check_company=True,
    )
    file = fields.Binary(
        help="CSV with the columns distributor (code), purpose (deposit by default),"
        " currency (the company's by default) and amount."
    )
    file_name = fields.Char()
    line_ids = fields.One2many("distributor.wallet.opening.line", "opening_id", "Rows")
    problem_count = fields.Integer("Rows to Correct", compute="_compute_problem_count")

    @api.depends("company_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [("company_id", "=", wizard.company_id.id), ("type", "=", "general")],
                limit=1,
            )

    @api.depends("line_ids.problem")
    def _compute_problem_count(self):
        for wizard in self:
            wizard.problem_count = len(wizard.line_ids.filtered("problem"))

    @api.onchange("file")
    def _onchange_file(self):
        if self.file:
            self.line_ids = [
                Command.clear(),
                *map(Command.create, self._read_file(base64.b64decode(self.file))),
            ]

    def _read_file(self, content):
        """Return the values of one line for each row of a CSV file.

        :raise UserError: the file is no CSV in UTF-8, or lacks a column
        """
        try:
            text = content.decode("utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(text)))
        except (UnicodeDecodeError, csv.Error) as error:
            raise UserError(
                self.env._("The file is no CSV in UTF-8: %s", error)
            ) from error
        missing = {"distributor", "amount"} - set(rows[0] if rows else ())
        if missing:
            raise UserError(
                self.env._("The file lacks the columns %s.", ", ".join(sorted(missing)))
            )
        return [
            {name: (row.get(name) or "").strip() for name in COLUMNS} for row in rows
        ]

    def action_post(self):
        """Post the opening entry, after checking that the user is finance."""
        self.ensure_one()
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(
                self.env._("Only distribution finance brings in opening balances.")
            )
        move = self._post_opening()
        return move.sudo(self.env.su)._get_records_action()

    def _post_opening(self):
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Choose a file or add rows first."))
        for line in self.line_ids:
            if line.problem:
                raise UserError(
                    self.env._(
                        "Row of %(distributor)s: %(problem)s",
                        distributor=line.distributor,
                        problem=line.problem,
                    )
                )
        # sudo: the caller is finance; posting needs rights of an accountant
        move = (
            self.env["account.move"]
            .sudo()
            .create(
                {
                    "journal_id": self.journal_id.id,
                    "company_id": self.company_id.id,
                    "date": self.date,
                    "ref": self.env._("Opening balances of wallets"),
                    "distributor_wallet_kind": "opening",
                    "line_ids": [
                        Command.create(vals)
                        for line in self.line_ids
                        for vals in line._prepare_items()
                    ],
                }
            )
        )
        move.action_post()
        return move


class DistributorWalletOpeningLine(models.TransientModel):
    """One balance to bring in, as it stands in the file."""

    _name = "distributor.wallet.opening.line"
    _description = "Opening Balance of a Wallet"

    opening_id = fields.Many2one(
        "distributor.wallet.opening", required=True, ondelete="cascade"
    )
    distributor = fields.Char(required=True, help="Code of the distributor.")
    purpose = fields.Char(help="Code of the purpose; deposit by default.")
    currency = fields.Char(help="The company's by default.")
    amount = fields.Char(required=True)
    problem = fields.Char(compute="_compute_problem")

    @api.depends(
        "distributor",
        "purpose",
        "currency",
        "amount",
        "opening_id.line_ids.distributor",
        "opening_id.company_id",
    )
    def _compute_problem(self):
        for line in self:
            line.problem = line._find_problem()

    def _find_problem(self):
        """Return in words what keeps this row from being posted, or False."""
        if not self._get_distributor():
            return self.env._("There is no distributor with this code.")
        if not self._get_currency():
            return self.env._("There is no active currency of this name.")
        if not self._get_purpose():
            return self.env._("There is no purpose with this code.")
        if self._get_amount() is None:
            return self.env._("The amount is no number.")
        if self._get_currency().compare_amounts(self._get_amount(), 0) <= 0:
            return self.env._("The amount is more than zero.")
        key = self._get_key()
        twins = self.opening_id.line_ids.filtered(lambda x: x._get_key() == key)
        if len(twins) > 1:
            return self.env._("This wallet stands in several rows.")
        if self._get_opened():
            return self.env._("This wallet has an opening balance already.")
        return False

    def _get_key(self):
        return (self._get_distributor(), self._get_purpose(), self._get_currency())

    def _get_distributor(self):
        return self.env["distributor.distributor"].search(
            [
                ("code", "=", self.distributor),
                ("company_id", "=", self.opening_id.company_id.id),
            ]
        )

    def _get_purpose(self):
        return self.opening_id.company_id._get_wallet_purpose(self.purpose or "deposit")

    def _get_currency(self):
        if not self.currency:
            return self.opening_id.company_id.currency_id
        return self.env["res.currency"].search([("name", "=", self.currency.upper())])

    def _get_amount(self):
        try:
            return float((self.amount or "").replace(",", ""))
        except ValueError:
            return None

    def _get_opened(self):
        return self.env["distributor.wallet.entry"].search_count(
            [
                ("wallet_id.distributor_id", "=", self._get_distributor().id),
                ("wallet_id.purpose_id", "=", self._get_purpose().id),
                ("currency_id", "=", self._get_currency().id),
                ("kind", "=", "opening"),
                ("amount", ">", 0),
            ],
            limit=1,
        )

    def _prepare_items(self):
        """Return the values of the two journal items of this balance."""
        opening = self.opening_id
        distributor, currency = self._get_distributor(), self._get_currency()
        amount = currency.round(self._get_amount())
        balance = float_round(
            currency._convert(
                amount, opening.company_id.currency_id, opening.company_id, opening.date
            ),
            precision_rounding=opening.company_id.currency_id.rounding,
        )
        shared = {
            "name": self.env._("Opening balance"),
            "partner_id": distributor.partner_id.id,
            "currency_id": currency.id,
        }
        wallet = self.env["distributor.wallet"]._get_or_create(
            distributor, currency, self._get_purpose()
        )
        return [
            {
                **shared,
                "account_id": wallet.account_id.id,
                "amount_currency": -amount,
                "balance": -balance,
            },
            {
                **shared,
                "account_id": opening.account_id.id,
                "amount_currency": amount,
                "balance": balance,
            },
        ]
