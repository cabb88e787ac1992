# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models


class DistributorTerritoryCheckLine(models.TransientModel):
    """A gap or an overlap that a check found."""

    _name = "distributor.territory.check.line"
    _description = "Finding of a Map Check"

    check_id = fields.Many2one(
        "distributor.territory.check", required=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("gap", "Gap: addresses"),
            ("state", "Gap: state"),
            ("conflict", "Overlap to decide"),
            ("nested", "Nested"),
        ],
        required=True,
    )
    country_id = fields.Many2one("res.country")
    state_id = fields.Many2one("res.country.state")
    territory_id = fields.Many2one("distributor.territory", ondelete="cascade")
    other_id = fields.Many2one(
        "distributor.territory", "Other Territory", ondelete="cascade"
    )
    count = fields.Integer("Territories")
    address_count = fields.Integer("Addresses")
    order_count = fields.Integer("Orders")
    currency_id = fields.Many2one(related="check_id.company_id.currency_id")
    amount = fields.Monetary("Untaxed Sales")
    partner_ids = fields.Json()
    explanation = fields.Text(compute="_compute_explanation")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_explanation(self):
        texts = {
            "gap": self.env._("No territory covers these addresses."),
            "state": self.env._("No territory covers the whole state."),
            "conflict": self.env._(
                "Both cover a place and neither is part of the other. The more"
                " specific one wins, then the deeper one, then the code. Make one part"
                " of the other, or change what one covers."
            ),
            "nested": self.env._(
                "Territories it is divided into cover parts of it: as it should be,"
                " the more specific one wins."
            ),
        }
        for line in self:
            line.explanation = texts.get(line.kind)

    def action_open(self):
        """Show the addresses of a gap, or the territories of an overlap."""
        self.ensure_one()
        self.check_access("read")
        if self.kind == "gap":
            return self._get_list("res.partner", [("id", "in", self.partner_ids or [])])
        if self.kind == "nested":
            domain = [("id", "child_of", self.territory_id.id)]
        elif self.kind == "state":
            domain = [
                ("country_id", "=", self.country_id.id),
                ("state_id", "in", [self.state_id.id, False]),
            ]
        else:
            domain = [("id", "in", (self.territory_id | self.other_id).ids)]
        return self._get_list("distributor.territory", domain)

    def _get_list(self, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": self.explanation,
            "res_model": model,
            "domain": domain,
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
        }
