# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class DistributorReturn(models.Model):
    _inherit = "distributor.return"

    def _tell_distributor(self, step):
        result = super()._tell_distributor(step)
        if step != "requested":
            # sudo: callers checked the access; the distributor is told of its own
            for record in self.sudo():
                record.distributor_id._notify_members(
                    "return_decided",
                    record,
                    lambda env, one=record: one._describe_step(env, step),
                    f"/my/distribution/returns/{record.id}",
                    step=step,
                    told=(record.distributor_id.partner_id.email,),
                )
        return result

    def _describe_step(self, env, step):
        titles = {
            "approved": env._("Return %s is accepted", self.name),
            "refused": env._("Return %s is not accepted", self.name),
            "credited": env._("Return %s is credited", self.name),
        }
        return titles.get(step, self.name), self.decision or ""
