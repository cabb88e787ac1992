# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DistributorPriceGuard(models.AbstractModel):
    """A price rule that an approved version brought; only its end may be changed."""

    _name = "distributor.price.guard"
    _description = "Rule of a Price Version"

    price_version_id = fields.Many2one(
        "distributor.price.version",
        "Price Version",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_version_vals(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_version_vals(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_version(self):
        self._check_no_version()

    def _check_version_vals(self, vals):
        if self.env.su:
            return
        if vals.get("price_version_id"):
            raise AccessError(
                self.env._("Only an approval writes prices of a version.")
            )
        if set(vals) - {"date_end"}:
            self._check_no_version()

    def _check_no_version(self):
        if not self.env.su and (version := self.sudo().price_version_id[:1]):
            raise UserError(
                self.env._(
                    "This price came with the approved version %s and is final. Prepare"
                    " a new price version, or end it.",
                    version.name,
                )
            )


class DistributorTerritoryPrice(models.Model):
    _name = "distributor.territory.price"
    _inherit = ["distributor.price.guard", "distributor.territory.price"]


class ProductPricelistItem(models.Model):
    _name = "product.pricelist.item"
    _inherit = ["distributor.price.guard", "product.pricelist.item"]


class DistributorPriceVersionLines(models.AbstractModel):
    """Lines are written while their version is a draft, and never after."""

    _name = "distributor.price.version.lines"
    _description = "Lines of a Price Version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = self.env["distributor.price.version"].browse(
            {vals.get("price_version_id") for vals in vals_list} - {None, False}
        )
        if not self.env.su:
            versions._check_draft()
        return super().create(vals_list)

    def write(self, vals):
        self._check_version_draft()
        result = super().write(vals)
        self._check_version_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        for version in self.price_version_id:
            if version.state != "cancelled":
                self._check_version_draft()

    def _check_version_draft(self):
        if not self.env.su:
            self.price_version_id._check_draft()
