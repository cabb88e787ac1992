# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

TEXTS = ("city", "zip", "street", "street2")


class DistributorTerritoryTest(models.TransientModel):
    """Answers which territory covers an address, and why."""

    _name = "distributor.territory.test"
    _description = "Test an Address"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    partner_id = fields.Many2one("res.partner", "Address Of")
    country_id = fields.Many2one(
        "res.country", compute="_compute_address", store=True, readonly=False
    )
    state_id = fields.Many2one(
        "res.country.state",
        compute="_compute_address",
        store=True,
        readonly=False,
        domain="[('country_id', '=?', country_id)]",
    )
    city = fields.Char(compute="_compute_address", store=True, readonly=False)
    zip = fields.Char("ZIP", compute="_compute_address", store=True, readonly=False)
    street = fields.Char(compute="_compute_address", store=True, readonly=False)
    street2 = fields.Char(compute="_compute_address", store=True, readonly=False)
    date = fields.Date("On", required=True, default=fields.Date.context_today)
    territory_id = fields.Many2one(
        "distributor.territory", compute="_compute_territory_id"
    )
    explanation = fields.Text(compute="_compute_territory_id")

    @api.depends("partner_id")
    def _compute_address(self):
        for test in self.filtered("partner_id"):
            for name in ("country_id", "state_id", *TEXTS):
                test[name] = test.partner_id[name]

    @api.depends("company_id", "date", "country_id", "state_id", *TEXTS)
    @api.depends_context("lang")
    def _compute_territory_id(self):
        territories = self.env["distributor.territory"]
        for test in self:
            test.territory_id = test.explanation = False
            if not any(test[name] for name in ("country_id", "state_id", *TEXTS)):
                continue
            test.territory_id, test.explanation = territories._match_address(
                test.country_id,
                test.state_id,
                test.city,
                test.zip,
                test.company_id,
                street=test.street,
                street2=test.street2,
                day=test.date,
            )
