# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..engine import keys


class ResPartner(models.Model):
    """Is looked up by what applicants state; hash, as a text may be of any length."""

    _inherit = "res.partner"

    _registry_key = models.Index(f"USING hash (({keys.code('company_registry')}))")
    _vat_key = models.Index(f"USING hash (({keys.code('vat')}))")
    _phone_key = models.Index(f"USING hash (({keys.phone('phone')}))")
    _email_key = models.Index(f"USING hash (({keys.email('email')}))")
    _address_key = models.Index(f"USING hash (({keys.address('city', 'street')}))")
