# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models

KINDS = [
    ("territories", "Territories"),
    ("distributors", "Distributors"),
    ("products", "Products"),
    ("orders", "Orders"),
    ("order_lines", "Order Lines"),
    ("wallets", "Wallet Top-Ups"),
]


class DistributorImportLine(models.Model):
    """One finding of the preview or of the run: an error, a change, a refusal."""

    _name = "distributor.import.line"
    _description = "Import Finding"
    _order = "import_id, id"
    _rec_name = "reason"

    import_id = fields.Many2one(
        "distributor.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)
    action = fields.Selection(
        [
            ("error", "Error"),
            ("warning", "Warning"),
            ("create", "New"),
            ("update", "Updated"),
            ("refused", "Refused"),
        ],
        required=True,
    )
    kind = fields.Selection(KINDS)
    file = fields.Char()
    line = fields.Integer(aggregator=None)
    column = fields.Char()
    value = fields.Char()
    code = fields.Char("Code or Reference")
    old_value = fields.Char("Before")
    new_value = fields.Char("After")
    reason = fields.Char()
