# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.fields import Domain


class ProductPricelist(models.Model):
    """Keeps price lists secret: portal and public users reach only their own."""

    _name = "product.pricelist"
    _inherit = ["product.pricelist", "distributor.portal.visible"]

    territory_price_ids = fields.One2many(
        "distributor.territory.price",
        "pricelist_id",
        groups="distributor.distributor_group_user",
    )

    @api.model
    def _get_portal_domain(self):
        """Return the price lists that a portal or public user may read.

        Lists of the channel only when they are what a distributor for which the user
        works pays; others when stock Odoo offers them to the user.
        """
        offered = Domain("id", "in", self._get_portal_stock_pricelist().ids)
        if "selectable" in self._fields:  # by website_sale: shown to every visitor
            offered |= Domain("selectable", "=", True)
        return Domain("id", "in", self._get_portal_channel_pricelists().ids) | (
            offered & Domain("territory_price_ids", "=", False)
        )

    @api.model
    def _get_portal_stock_pricelist(self):
        # sudo: only the id is taken, for the record rule that protects these records
        return self.env.user.partner_id.sudo().property_product_pricelist

    @api.model
    def _get_portal_channel_pricelists(self):
        """Return what the distributors for which the user works pay today."""
        distributors = (
            self.env["distributor.distributor"]
            ._get_all_for_user(self.env.user)
            .filtered(lambda d: d.state in ("active", "suspended"))
        )
        today = fields.Date.context_today(self)
        found = self.env["distributor.territory.price"]._resolve_pairs(
            [(distributor, today) for distributor in distributors]
        )
        return self.browse(
            {data["pricelist"] for data in found.values() if data["pricelist"]}
        )
