# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

# what changes the money paid ahead; orders and credit notes only use it
MONEY_KINDS = ("topup", "payout", "undo")


class DistributorWallet(models.Model):
    _name = "distributor.wallet"
    _inherit = ["distributor.wallet", "distributor.wallet.reward"]

    lot_ids = fields.One2many("distributor.wallet.lot", "wallet_id", "Rewards")
    grant_ids = fields.One2many("distributor.wallet.grant", "wallet_id", "Grants")
    reward_owed = fields.Monetary(
        compute="_compute_reward_owed",
        string="Deducted From Next Rewards",
        help="Rewards to be taken back that were used already.",
    )

    def _compute_reward_owed(self):
        # sudo: whoever reads the wallet may know what is deducted from it
        groups = (
            self.env["distributor.wallet.grant"]
            .sudo()
            ._read_group(
                [("reward_wallet_id", "in", self.ids), ("owed", ">", 0)],
                ["reward_wallet_id"],
                ["owed:sum"],
            )
        )
        owed = dict(groups)
        for wallet in self:
            wallet.reward_owed = owed.get(wallet, 0.0)

    def _has_lots(self):
        """Tell whether money on this wallet is rewards, kept in lots."""
        return self.purpose_id.code == "reward"

    def _on_booked(self, entry):
        result = super()._on_booked(entry)
        # sudo: rewards follow from the entry, whoever booked it
        if self._has_lots():
            self.env["distributor.wallet.lot"].sudo()._follow(entry)
        elif entry.kind in MONEY_KINDS:
            self.env["distributor.wallet.program"].sudo()._follow(entry)
        return result

    @api.model
    def _get_side_differences(self, companies=None):
        """Add the rewards that do not add up to their wallet."""
        lots = self.env["distributor.wallet.lot"]
        return [
            *super()._get_side_differences(companies),
            *(
                {**row, "where": self._describe_lot_difference(row)}
                for row in lots._get_lot_differences(companies)
            ),
        ]

    @api.model
    def _describe_lot_difference(self, row):
        return self.env._(
            "Rewards and wallet differ: balance %(balance).2f, rewards left"
            " %(lots).2f, their movements %(moves).2f, entries %(entries).2f.",
            **row,
        )

    def _get_takeable(self):
        """Return what may leave this wallet now: nothing that is held or frozen."""
        self.ensure_one()
        return self.available if self.state == "open" else 0.0

    def _get_ending_lots(self):
        """Return the rewards a reminder speaks of."""
        return self.lot_ids.filtered(
            lambda lot: lot.id in self.env.context.get("ending_ids", ())
        )
