# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorCreditSet(models.TransientModel):
    """Asks finance for the credit terms of a distributor and why they change."""

    _name = "distributor.credit.set"
    _description = "Credit Terms of a Distributor"

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, readonly=True
    )
    company_currency_id = fields.Many2one(
        related="distributor_id.wallet_currency_id", string="Currency of the Company"
    )
    credit_exposure = fields.Monetary(
        related="distributor_id.credit_exposure", currency_field="company_currency_id"
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_currency_id",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
    )
    limit = fields.Monetary(
        "Credit Limit",
        compute="_compute_terms",
        store=True,
        readonly=False,
        help="What it may owe beyond its deposit. 0: it pays ahead.",
    )
    until_date = fields.Date(
        "Valid Until", compute="_compute_terms", store=True, readonly=False
    )
    overdue_own = fields.Boolean(
        "Own Overdue Rule", compute="_compute_terms", store=True, readonly=False
    )
    overdue_days = fields.Integer(
        compute="_compute_terms",
        store=True,
        readonly=False,
        help="Days after the due date from which an open invoice stops orders on"
        " credit.",
    )
    pays_later = fields.Boolean(
        "Pays by Payment Terms",
        compute="_compute_terms",
        store=True,
        readonly=False,
        help="Its orders are on credit from the first cent. Otherwise the deposit pays"
        " first, and credit what the deposit does not cover.",
    )
    reason = fields.Text(required=True)

    @api.depends("distributor_id")
    def _compute_currency_id(self):
        for wizard in self:
            company = wizard.distributor_id.company_id
            wizard.currency_id = wizard._get_wallet().currency_id or company.currency_id

    def _get_wallet(self):
        """Return the wallet whose credit limit is that of the distributor, if any."""
        wallets = self.distributor_id.wallet_ids.filtered("credit_limit")
        return wallets.sorted(lambda w: (w.purpose_id.code != "deposit", w.id))[:1]

    @api.depends("distributor_id")
    def _compute_terms(self):
        for wizard in self:
            distributor = wizard.distributor_id
            wizard.limit = wizard._get_wallet().credit_limit
            wizard.until_date = distributor.credit_until
            wizard.overdue_own = distributor.credit_overdue_own
            wizard.overdue_days = distributor._get_overdue_days()
            wizard.pays_later = not distributor.prepaid

    def action_confirm(self):
        """Set the terms after checking that the user is finance."""
        self.ensure_one()
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance sets credit."))
        distributor = self.distributor_id
        distributor.check_access("read")
        self._check_terms()
        if distributor.prepaid == self.pays_later:
            distributor.prepaid = not self.pays_later
        distributor._set_credit(
            self.limit,
            self.reason.strip(),
            currency=self.currency_id,
            until=self.until_date,
            overdue_days=self.overdue_days if self.overdue_own else None,
        )
        return {"type": "ir.actions.act_window_close"}

    def _check_terms(self):
        distributor = self.distributor_id
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why the credit changes."))
        if self.limit < 0 or self.overdue_days < 0:
            raise UserError(self.env._("Limit and days are 0 or more."))
        today = distributor._get_today(distributor.company_id)
        if self.until_date and self.until_date < today:
            raise UserError(
                self.env._(
                    "The credit of %s cannot end in the past: set the limit to 0.",
                    distributor.display_name,
                )
            )
