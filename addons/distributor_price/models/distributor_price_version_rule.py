# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import fields, models


class DistributorPriceVersionRule(models.Model):
    """Which price list holds for whom from the day of a version."""

    _name = "distributor.price.version.rule"
    _description = "Price Version: Price List"
    _inherit = [
        "distributor.price.version.lines",
        "distributor.price.replacing",
    ]
    _order = "price_version_id, id"
    _check_company_auto = True

    price_version_id = fields.Many2one(
        "distributor.price.version", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="price_version_id.company_id", store=True)
    territory_id = fields.Many2one("distributor.territory", check_company=True)
    level_id = fields.Many2one("distributor.level")
    distributor_id = fields.Many2one(
        "distributor.distributor", "Contract Price Of", check_company=True
    )
    pricelist_id = fields.Many2one(
        "product.pricelist", "Price List", required=True, check_company=True
    )
    price_id = fields.Many2one(
        "distributor.territory.price",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    _scope_check = models.Constraint(
        "CHECK (distributor_id IS NOT NULL AND territory_id IS NULL"
        " AND level_id IS NULL OR distributor_id IS NULL"
        " AND (territory_id IS NOT NULL OR level_id IS NOT NULL))",
        "Say for whom the price list is: a territory, a level or both, or one"
        " distributor.",
    )

    def _compute_display_name(self):
        for rule in self:
            scope = (rule.distributor_id or rule.territory_id).display_name
            parts = filter(None, [scope, rule.level_id.display_name])
            name = " · ".join(parts)
            rule.display_name = f"{name}: {rule.pricelist_id.name or ''}"

    def _get_scope_domain(self):
        return [
            ("company_id", "=", self.company_id.id),
            ("distributor_id", "=", self.distributor_id.id),
            ("territory_id", "=", self.territory_id.id),
            ("level_id", "=", self.level_id.id),
        ]

    def _apply(self, day):
        prices = self.env["distributor.territory.price"]
        peers = prices.search(
            [
                *self._get_scope_domain(),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", day),
            ]
        )
        self._end_replaced(peers, day, day - timedelta(days=1))
        self.price_id = prices.create(
            {
                "company_id": self.company_id.id,
                "distributor_id": self.distributor_id.id,
                "territory_id": self.territory_id.id,
                "level_id": self.level_id.id,
                "pricelist_id": self.pricelist_id.id,
                "date_start": day,
                "price_version_id": self.price_version_id.id,
            }
        )

    def _revert(self):
        day = self.price_version_id.date_start - timedelta(days=1)
        self.price_id.unlink()
        self._restore_replaced(self.env["distributor.territory.price"], day)
