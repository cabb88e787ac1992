# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorWalletLimit(models.TransientModel):
    """Asks finance for the limits of a wallet and why they change."""

    _name = "distributor.wallet.limit"
    _description = "Limits of a Wallet"

    wallet_id = fields.Many2one("distributor.wallet", required=True, readonly=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id")
    is_spendable = fields.Boolean(related="wallet_id.is_spendable")
    credit_limit = fields.Monetary(
        compute="_compute_limits",
        store=True,
        readonly=False,
        help="What orders may use beyond the deposit, paid by invoice.",
    )
    minimum_balance = fields.Monetary(
        compute="_compute_limits",
        store=True,
        readonly=False,
        help="Below it, the distributor is reminded to top up.",
    )
    reason = fields.Text(required=True)

    @api.depends("wallet_id")
    def _compute_limits(self):
        for wizard in self:
            wizard.credit_limit = wizard.wallet_id.credit_limit
            wizard.minimum_balance = wizard.wallet_id.minimum_balance

    def action_confirm(self):
        """Set the limits after checking that the user is finance."""
        self.ensure_one()
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance sets limits."))
        self.wallet_id.check_access("read")
        if not (self.reason or "").strip():
            raise UserError(self.env._("Say why the limits change."))
        if self.credit_limit and not self.is_spendable:
            raise UserError(
                self.env._(
                    "%s pays no orders, so it has no credit limit.",
                    self.wallet_id.display_name,
                )
            )
        self.wallet_id._set_limits(
            self.credit_limit, self.minimum_balance, self.reason.strip()
        )
        return {"type": "ir.actions.act_window_close"}
