# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models


class DistributorPortalExportPart(models.Model):
    """Rows of an export that is not finished, so that it goes on where it stopped."""

    _name = "distributor.portal.export.part"
    _description = "Part of an Export"
    _order = "id"

    export_id = fields.Many2one(
        "distributor.portal.export", required=True, index=True, ondelete="cascade"
    )
    rows = fields.Json(required=True)
