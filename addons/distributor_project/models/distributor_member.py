# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorMember(models.Model):
    _inherit = "distributor.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members.distributor_id._sync_shared_projects()
        return members

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"role", "state", "active"}:
            self.distributor_id._sync_shared_projects()
        return result
