# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import formatLang


class DistributorWalletRefundPay(models.TransientModel):
    """Asks from which bank account, and when, approved refunds are paid."""

    _name = "distributor.wallet.refund.pay"
    _description = "Pay Refunds"

    refund_ids = fields.Many2many("distributor.wallet.refund", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_refunds")
    total = fields.Char(compute="_compute_refunds")
    journal_id = fields.Many2one(
        "account.journal",
        "Paid From",
        required=True,
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id), ('type', '=', 'bank')]",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)

    @api.depends("refund_ids")
    @api.depends_context("lang")
    def _compute_refunds(self):
        for wizard in self:
            wizard.company_id = wizard.refund_ids.company_id[:1]
            wizard.total = " + ".join(
                formatLang(self.env, sum(r.mapped("amount")), currency_obj=currency)
                for currency, r in wizard.refund_ids.grouped("currency_id").items()
            )

    @api.depends("refund_ids")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [("company_id", "=", wizard.company_id.id), ("type", "=", "bank")],
                limit=1,
            )

    def action_confirm(self):
        """Pay the refunds; rights and states are checked by them."""
        self.ensure_one()
        payments = self.refund_ids._pay(self.journal_id, self.date)
        return dict(
            payments._get_records_action(name=self.env._("Payments of Refunds")),
            target="current",
        )
