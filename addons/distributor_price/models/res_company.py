# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import ormcache


class ResCompany(models.Model):
    _inherit = "res.company"

    @ormcache("self.id")
    def _get_price_zone(self):
        """Return the timezone in which a price begins and ends."""
        # sudo: a timezone is no secret; portal users cannot read the company's contact
        return self.sudo().partner_id.tz or "UTC"
