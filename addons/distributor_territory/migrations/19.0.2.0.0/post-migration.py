# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Write down the places of the territories that stood before there were keys."""
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    territories = env["distributor.territory"].search([("country_id", "!=", False)])
    env["distributor.territory.key"]._rebuild(territories)
