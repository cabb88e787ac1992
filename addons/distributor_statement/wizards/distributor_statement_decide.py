# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorStatementDecide(models.TransientModel):
    """Asks finance what to do about a dispute."""

    _name = "distributor.statement.decide"
    _description = "Decide a Dispute"

    dispute_id = fields.Many2one(
        "distributor.statement.dispute", required=True, readonly=True
    )
    distributor_id = fields.Many2one(related="dispute_id.distributor_id")
    currency_id = fields.Many2one(related="dispute_id.currency_id")
    line_amount = fields.Monetary(related="dispute_id.line_amount")
    expected_amount = fields.Monetary(related="dispute_id.expected_amount")
    reason = fields.Text(related="dispute_id.reason")
    step = fields.Selection(
        [
            ("review", "Take up for review"),
            ("grant", "The distributor is right"),
            ("refuse", "Our figure stands"),
        ],
        "What Next",
        required=True,
        default=lambda self: self._default_step(),
    )
    wallet_id = fields.Many2one(
        "distributor.wallet",
        "Freeze On",
        compute="_compute_wallet_id",
        store=True,
        readonly=False,
        domain="[('distributor_id', '=', distributor_id),"
        " ('currency_id', '=', currency_id)]",
    )
    freeze_amount = fields.Monetary(
        "Freeze",
        help="Set aside until the dispute is decided; 0 freezes nothing.",
    )
    note = fields.Text("Reason of the Decision")

    def _default_step(self):
        dispute = self.env["distributor.statement.dispute"].browse(
            self.env.context.get("default_dispute_id")
        )
        return "review" if dispute.state == "open" else "grant"

    @api.depends("dispute_id")
    def _compute_wallet_id(self):
        for wizard in self:
            own = wizard.dispute_id.line_id.wallet_id
            wallets = wizard.distributor_id.wallet_ids.filtered(
                lambda wallet, one=wizard: wallet.currency_id == one.currency_id
                and wallet.purpose_id.code == "deposit"
            )
            wizard.wallet_id = own or wallets[:1]

    def action_confirm(self):
        """Review or decide, after a check of the group."""
        self.ensure_one()
        self.dispute_id.statement_id._check_finance()
        if self.step == "review":
            self.dispute_id._review(self.wallet_id, self.freeze_amount)
        else:
            self.dispute_id._decide(self.step == "grant", self.note)
        return {"type": "ir.actions.act_window_close"}
