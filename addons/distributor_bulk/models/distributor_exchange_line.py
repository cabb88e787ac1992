# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorExchangeLine(models.Model):
    """One row of an edited sheet: what it would change, and what became of it."""

    _name = "distributor.exchange.line"
    _description = "Row of a Distributor Sheet"
    _order = "exchange_id, number, id"
    _rec_name = "code"

    exchange_id = fields.Many2one(
        "distributor.exchange", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="exchange_id.company_id", store=True, index=True
    )
    number = fields.Integer("Row", aggregator=None)
    code = fields.Char()
    name = fields.Char()
    distributor_id = fields.Many2one(
        "distributor.distributor", index="btree_not_null", ondelete="set null"
    )
    action = fields.Selection(
        [("create", "New"), ("change", "Changed"), ("refuse", "Refused")],
        required=True,
    )
    result = fields.Selection(
        [
            ("todo", "To Do"),
            ("done", "Done"),
            ("refused", "Refused"),
            ("undone", "Undone"),
            ("kept", "Not Undone"),
        ],
        default="todo",
        required=True,
    )
    cells = fields.Json()
    changes = fields.Json(help="List of key, label, old and new text of each cell.")
    change_text = fields.Text("Differences", compute="_compute_change_text")
    reason = fields.Char()
    check_before = fields.Char()
    check_after = fields.Char()

    @api.depends("changes")
    def _compute_change_text(self):
        for line in self:
            line.change_text = "\n".join(
                f"{change['label']}: {change['old'] or '–'} → {change['new'] or '–'}"
                for change in line.changes or []
                if line.action == "change" or change["new"]
            )
