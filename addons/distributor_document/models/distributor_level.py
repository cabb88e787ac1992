# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorLevel(models.Model):
    _inherit = "distributor.level"

    document_type_ids = fields.Many2many(
        "distributor.document.type",
        "distributor_level_document_type_rel",
        "level_id",
        "type_id",
        "Required Documents",
        help="A distributor of this level is activated when these are verified.",
    )
    requires_contract = fields.Boolean(
        "Contract Required",
        help="A distributor of this level is activated with a signed contract only.",
    )
