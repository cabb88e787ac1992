# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        # sudo: only asks whether a company's day begins at another hour from now on
        if "tz" in vals and self.sudo().ref_company_ids:
            self.env.registry.clear_cache()
        return result
