# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models

from ..engine.resolver import Facts


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    territory_id = fields.Many2one(
        "distributor.territory",
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="Where it sells. Decides its price list, whatever address it ships to.",
    )
    address_territory_id = fields.Many2one(
        "distributor.territory",
        "Territory of the Address",
        compute="_compute_address_territory_id",
    )
    pricelist_id = fields.Many2one(
        "product.pricelist", "Price List Today", compute="_compute_pricelist_id"
    )
    pricelist_explanation = fields.Text(
        "Why This Price List", compute="_compute_pricelist_id"
    )

    @api.depends(
        "partner_id.country_id",
        "partner_id.state_id",
        "partner_id.city",
        "partner_id.zip",
        "partner_id.street",
        "partner_id.street2",
    )
    def _compute_address_territory_id(self):
        territories = self.env["distributor.territory"]
        for company, distributors in self.grouped("company_id").items():
            found = territories._match_candidates(
                [territories._get_address(one.partner_id) for one in distributors],
                company,
            )
            for distributor, candidates in zip(distributors, found, strict=True):
                distributor.address_territory_id = territories.browse(
                    candidates[0].criteria.id if candidates else ()
                )

    @api.depends("territory_id", "level_id", "company_id", "partner_id")
    @api.depends_context("lang")
    def _compute_pricelist_id(self):
        prices = self.env["distributor.territory.price"]
        for distributor in self:
            distributor.pricelist_id = False
            distributor.pricelist_explanation = False
        known = self.filtered(lambda one: one.partner_id and one.company_id)
        today = fields.Date.context_today(self)
        for distributor, (pricelist, text) in prices._resolve_many(
            known, today
        ).items():
            distributor.pricelist_id = pricelist
            distributor.pricelist_explanation = text

    def _prepare_price_facts(self, date):
        """Return what the resolver needs to know of a distributor."""
        self.ensure_one()
        return Facts(
            distributor=self._origin.id or 0,
            level=self.level_id.id or 0,
            path=self.territory_id._get_path(),
            day=date,
        )

    def action_use_address_territory(self):
        """Take the territory in which the address lies."""
        for distributor in self:
            distributor.territory_id = distributor.address_territory_id
