# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    prepaid = fields.Boolean(
        "Pays From Deposit",
        default=True,
        tracking=True,
        help="Orders need a deposit when they are confirmed; their invoices are paid"
        " from it. Otherwise the payment terms apply.",
    )
    wallet_ids = fields.One2many("distributor.wallet", "distributor_id")
    wallet_currency_id = fields.Many2one(related="company_id.currency_id")
    wallet_available = fields.Monetary(
        "Available Deposit",
        compute="_compute_wallet_available",
        currency_field="wallet_currency_id",
        help="In the currency of the company.",
    )

    @api.depends("wallet_ids.balance", "wallet_ids.held")
    def _compute_wallet_available(self):
        for distributor in self:
            distributor.wallet_available = sum(
                distributor.wallet_ids.filtered(
                    lambda w, d=distributor: w.currency_id == d.wallet_currency_id
                ).mapped("available")
            )

    def action_top_up(self):
        """Open the form on which finance registers a top-up of the deposit."""
        self.ensure_one()
        self.check_access("read")
        wallet = self.env["distributor.wallet"]._get_or_create(
            self, self.company_id.currency_id
        )
        return wallet.with_env(self.env).action_top_up()

    def action_view_wallet(self):
        """Open the wallets of this distributor."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet.distributor_wallet_action"
        )
        action["domain"] = [("distributor_id", "=", self.id)]
        action["context"] = {}
        if len(self.wallet_ids) == 1:
            action.update(
                views=[(False, "form")], view_mode="form", res_id=self.wallet_ids.id
            )
        return action
