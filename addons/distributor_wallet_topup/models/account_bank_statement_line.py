# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

BATCH = 1000
MONTHS = 3  # older lines are history that was settled otherwise


class AccountBankStatementLine(models.Model):
    _inherit = "account.bank.statement.line"

    distributor_match_ids = fields.One2many(
        "distributor.topup.match",
        "statement_line_id",
        "Top-Up",
        groups="distributor.distributor_group_finance",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # sudo: which distributor paid is found out whoever imports the statement
        lines.sudo()._filter_for_matching()._match_top_ups()
        return lines

    def _filter_for_matching(self):
        """Return the lines of this bank that money of a distributor may be on."""
        incoming = self.filtered(
            lambda line: line.amount > 0
            and line.journal_id.type == "bank"
            and not line.is_reconciled
        )
        if not incoming:
            return incoming
        groups = self.env["distributor.distributor"]._read_group(
            [("company_id", "in", incoming.company_id.ids)], ["company_id"]
        )
        companies = {company for (company,) in groups}
        return incoming.filtered(lambda line: line.company_id in companies)

    @api.model
    def _get_lines_to_match(self, companies=None):
        """Return the newest lines that nobody has decided on."""
        first = fields.Date.subtract(fields.Date.context_today(self), months=MONTHS)
        lines = self.search(
            [
                *([("company_id", "in", companies.ids)] if companies else []),
                ("journal_id.type", "=", "bank"),
                ("amount", ">", 0),
                ("is_reconciled", "=", False),
                ("date", ">=", first),
                ("distributor_match_ids", "not any", [("state", "!=", "open")]),
            ],
            limit=BATCH,
            order="date desc, id desc",
        )
        return lines._filter_for_matching()

    def _match_top_ups(self):
        """Suggest, and where it is certain book, whose money these lines are."""
        matches = self.env["distributor.topup.match"]
        known = matches.search([("statement_line_id", "in", self.ids)])
        new = matches.create(
            [{"statement_line_id": line.id} for line in self - known.statement_line_id]
        )
        (known.filtered(lambda m: m.state == "open") | new)._suggest()

    def _get_received(self):
        """Return (amount, currency) as the payer sent it."""
        self.ensure_one()
        if self.foreign_currency_id:
            return self.amount_currency, self.foreign_currency_id
        return self.amount, self.currency_id

    def _get_top_up_texts(self):
        """Return the texts in which a payer may have written a reference."""
        self.ensure_one()
        return [self.payment_ref, self.ref, self.narration]

    def _book_on_wallet(self, wallet):
        """Make a wallet's account the counterpart of this line.

        :raise UserError: the line was reconciled already
        """
        self.ensure_one()
        _liquidity, suspense, others = self._seek_for_lines()
        if others or len(suspense) != 1:
            raise UserError(
                self.env._(
                    "%s is reconciled already. Undo that first.", self.display_name
                )
            )
        self.env["distributor.wallet"]._lock(wallet)
        if self.partner_id != wallet.partner_id:
            self.partner_id = wallet.partner_id
            suspense = self._seek_for_lines()[1]
        suspense.write(
            {"account_id": wallet.account_id.id, "partner_id": wallet.partner_id.id}
        )

    @api.model
    def _cron_match_top_ups(self):
        """Match what was imported while a reference was still unknown."""
        self._get_lines_to_match()._match_top_ups()
