# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from .distributor_wallet_request import OPEN


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_exit_deposit(self):
        item = super()._get_exit_deposit()
        # sudo: whoever reads the distributor may know what its exit waits for
        refunds = self.env["distributor.wallet.refund"].sudo()
        refunds = refunds.search(
            [
                ("distributor_id", "=", self.id),
                ("state", "in", ("draft", *OPEN)),
            ],
            order="id",
        )
        if refunds and not item["done"]:
            states = dict(refunds._fields["state"]._description_selection(self.env))
            names = (
                f"{r.name} {r.currency_id.format(r.amount)} ({states[r.state]})"
                for r in refunds
            )
            item["detail"] += self.env._(". Refunds: %s", ", ".join(names))
        return item

    def action_refund(self):
        """Prepare a refund of each wallet that holds something to pay back."""
        self.ensure_one()
        self.check_access("read")
        refunds = self.env["distributor.wallet.refund"]
        refunds.check_access("create")
        open_refunds = refunds.search(
            [("distributor_id", "=", self.id), ("state", "=", "draft")]
        )
        for wallet in self.wallet_ids - open_refunds.wallet_id:
            if wallet._get_refundable():
                refunds.create(
                    {
                        "wallet_id": wallet.id,
                        "reason": self.env._("End of the relation"),
                    }
                )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_wallet_request.distributor_wallet_refund_action"
        )
        return dict(action, domain=[("distributor_id", "=", self.id)], context={})
