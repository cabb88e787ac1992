# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorTerritoryMatchLine(models.TransientModel):
    """An address and the territory that covers it."""

    _name = "distributor.territory.match.line"
    _description = "Matched Address"
    _order = "territory_id desc, id"

    match_id = fields.Many2one(
        "distributor.territory.match", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Of")
    partner_id = fields.Many2one("res.partner", "Address")
    distributor_id = fields.Many2one("distributor.distributor", ondelete="cascade")
    territory_id = fields.Many2one(
        "distributor.territory", "Territory of the Address", ondelete="cascade"
    )
    current_id = fields.Many2one(
        "distributor.territory", "Territory Now", ondelete="cascade"
    )
