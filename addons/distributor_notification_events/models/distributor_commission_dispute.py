# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorCommissionDispute(models.Model):
    _inherit = "distributor.commission.dispute"

    def _tell_distributor(self, step):
        result = super()._tell_distributor(step)
        if step == "decided":
            # sudo: the caller checked the group; the distributor is told of its own
            for dispute in self.sudo():
                dispute.distributor_id._notify_members(
                    "dispute_decided",
                    dispute,
                    dispute._describe_decided,
                    f"/my/distribution/commission/disputes/{dispute.id}",
                    told=(dispute.distributor_id.partner_id.email,),
                )
        return result

    def _describe_decided(self, env):
        return (
            env._("Your objection %s is decided", self.name),
            self.decision or "",
        )
