# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

QUICK = (1000, 5000, 10000)


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    topup_ids = fields.One2many("distributor.topup", "distributor_id", "Top-Ups")
    topup_waiting_count = fields.Integer(
        "Top-Ups Waiting", compute="_compute_topup_waiting_count"
    )

    def _compute_topup_waiting_count(self):
        counts = dict(
            self.env["distributor.topup"]._read_group(
                [("distributor_id", "in", self.ids), ("state", "=", "waiting")],
                ["distributor_id"],
                ["__count"],
            )
        )
        for distributor in self:
            distributor.topup_waiting_count = counts.get(distributor, 0)

    def _get_top_up_needed(self, wallet):
        """Return what the next orders lack in a wallet, and its minimum asks for.

        :return: amount in the wallet's currency; 0 when there is enough
        """
        self.ensure_one()
        # sudo: callers checked that they may see this distributor's money
        [(total,)] = (
            self.env["sale.order"]
            .sudo()
            ._read_group(
                [
                    ("distributor_id", "=", self.id),
                    ("company_id", "=", self.company_id.id),
                    ("currency_id", "=", wallet.currency_id.id),
                    ("state", "=", "sent"),
                ],
                [],
                ["amount_total:sum"],
            )
        )
        needed = max(total or 0.0, wallet.minimum_balance) - wallet.available
        return max(wallet.currency_id.round(needed), 0.0)

    def _get_top_up_wallets(self):
        """Return {key: wallet} of the wallets that are paid for, the deposit first."""
        self.ensure_one()
        deposit = self.env["distributor.wallet"]._get_or_create(
            self, self.company_id.currency_id
        )
        # sudo: callers checked that they may pay for this distributor
        wallets = deposit | self.sudo().wallet_ids
        return {
            f"{wallet.purpose_id.code}-{wallet.currency_id.name}".lower(): wallet
            for wallet in wallets.filtered("purpose_id.refundable")
        }

    def _get_quick_amounts(self, wallet):
        """Return (what is lacking, the amounts offered by one tap)."""
        needed = self._get_top_up_needed(wallet)
        amounts = {needed, wallet.minimum_balance, *QUICK} - {0.0}
        return needed, sorted(amounts)[:5]

    def _get_portal_top_up_url(self):
        """Return where it tops up; the portal's module knows it."""
        return False

    def action_view_topups(self):
        """Open the top-ups of this distributor."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet_topup.distributor_topup_action"
        )
        return dict(
            action,
            domain=[("distributor_id", "=", self.id)],
            context={"default_distributor_id": self.id},
        )
