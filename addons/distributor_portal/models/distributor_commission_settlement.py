# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionSettlement(models.Model):
    _inherit = "distributor.commission.settlement"

    def _get_portal_state(self):
        """Return (key, label) of where the payment stands; none of these: not yet.

        Someone who is paid asks when and whether, not which document is in which
        state, so the bill and its payment speak here as well.
        """
        if not self or self.state == "cancel":
            return "open", ""
        if self.state in ("draft", "reviewed"):
            return "draft", self.env._("Being checked")
        if self.outcome == "carry":
            return "carried", self.env._("Carried forward")
        if self.state in ("approved", "confirmed"):
            return "approved", self.env._("Approved")
        if self.bill_id.payment_state in ("paid", "in_payment"):
            return "paid", self.env._("Paid")
        return "billed", self.env._("To be paid")
