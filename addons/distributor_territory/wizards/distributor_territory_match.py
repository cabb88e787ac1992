# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorTerritoryMatch(models.TransientModel):
    """Finds the territories of many addresses at once and lists them."""

    _name = "distributor.territory.match"
    _description = "Match Addresses"

    line_ids = fields.One2many("distributor.territory.match.line", "match_id")
    total_count = fields.Integer("Addresses", compute="_compute_counts")
    missing_count = fields.Integer("Without Territory", compute="_compute_counts")
    other_count = fields.Integer(
        "Distributors Elsewhere",
        compute="_compute_counts",
        help="Distributors whose territory is not that of their address.",
    )

    @api.depends("line_ids")
    def _compute_counts(self):
        for match in self:
            lines = match.line_ids
            match.total_count = len(lines)
            match.missing_count = len(lines.filtered(lambda one: not one.territory_id))
            match.other_count = len(match._get_other_lines())

    def _get_other_lines(self):
        return self.line_ids.filtered(
            lambda line: line.distributor_id
            and line.territory_id
            and line.territory_id != line.current_id
        )

    @api.model
    def _open(self, records):
        """Match contacts, distributors or orders and return the action that lists
        what was found. Three queries for any number of them."""
        records.check_access("read")
        match = self.create({})
        lines = self.env["distributor.territory.match.line"]
        for company, group in self._group(records).items():
            match._add_lines(group, company or self.env.company, lines)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Match Addresses"),
            "res_model": self._name,
            "res_id": match.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _group(self, records):
        if records._name == "res.partner":
            return {self.env.company: records}
        return records.grouped("company_id")

    def _add_lines(self, records, company, lines):
        names = {
            "res.partner": "id",
            "sale.order": "partner_shipping_id",
            "distributor.distributor": "partner_id",
        }
        name = names[records._name]
        partners = records if name == "id" else records[name]
        found = self.env["distributor.territory"]._match_partners(partners, company)
        current = {
            "sale.order": "ship_territory_id",
            "distributor.distributor": "territory_id",
        }.get(records._name)
        own = records._name == "distributor.distributor"
        lines.create(
            [
                {
                    "match_id": self.id,
                    "name": record.display_name,
                    "partner_id": partner.id,
                    "distributor_id": own and record.id,
                    "territory_id": found[partner.id],
                    "current_id": current and record[current].id,
                }
                for record in records
                for partner in (record if name == "id" else record[name])
            ]
        )

    def action_apply(self):
        """Give the distributors the territory of their address."""
        self.ensure_one()
        lines = self._get_other_lines()
        if not lines:
            raise UserError(
                self.env._("Every distributor is in its territory already.")
            )
        lines.distributor_id.check_access("write")
        for territory, group in lines.grouped("territory_id").items():
            group.distributor_id.territory_id = territory
        return {"type": "ir.actions.act_window_close"}
