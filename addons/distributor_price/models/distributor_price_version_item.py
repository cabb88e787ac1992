# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# which rules are the same price, so that one replaces the other
SCOPE = (
    "pricelist_id",
    "applied_on",
    "categ_id",
    "product_tmpl_id",
    "product_id",
    "min_quantity",
    "quantity_period",
    "min_deposit",
)
PRICE = (
    "compute_price",
    "fixed_price",
    "percent_price",
    "base",
    "base_pricelist_id",
    "price_discount",
    "price_round",
    "price_surcharge",
    "price_min_margin",
    "price_max_margin",
)


def _stock_selection(name):
    """The choices of a field of stock, in the words of stock in every language."""

    def get_selection(model):
        field = model.env["product.pricelist.item"]._fields[name]
        return field._description_selection(model.env)

    return fields.Selection(get_selection)


class DistributorPriceVersionItem(models.Model):
    """A price rule in preparation: the fields and checks of stock's, in a table of its
    own, where no price is ever computed from it."""

    _name = "distributor.price.version.item"
    _description = "Price Version: Price"
    _inherit = [
        "distributor.price.version.lines",
        "product.pricelist.item",
        "distributor.price.replacing",
    ]
    _order = "price_version_id, pricelist_id, applied_on, min_quantity, id"

    price_version_id = fields.Many2one(
        required=True, readonly=False, copy=True, ondelete="cascade"
    )
    pricelist_id = fields.Many2one(required=True, default=False, ondelete="restrict")
    applied_on = _stock_selection("applied_on")
    display_applied_on = _stock_selection("display_applied_on")
    compute_price = _stock_selection("compute_price")
    base = _stock_selection("base")
    operation = fields.Selection(
        [("set", "New Price"), ("end", "No Price Any More")],
        default="set",
        required=True,
    )
    item_id = fields.Many2one(
        "product.pricelist.item",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    old_price = fields.Char("Price Now", compute="_compute_old_price")

    @api.depends(*SCOPE)
    def _compute_old_price(self):
        for line in self:
            peers = line._get_peers(fields.Datetime.now())
            line.old_price = ", ".join(item.price for item in peers)
            if line.pricelist_id and not peers:
                line.old_price = self.env._("No price of its own")

    def _get_peers(self, moment):
        """Return the rules of the same scope that hold at a moment or later."""
        if not self.pricelist_id:
            return self.env["product.pricelist.item"]
        return self.env["product.pricelist.item"].search(
            [
                *((name, "=", self._get_scope_value(name)) for name in SCOPE),
                "|",
                ("date_end", "=", False),
                ("date_end", ">=", moment),
            ]
        )

    def _check_version_vals(self, vals):
        """Lines in preparation belong to a version that is not approved yet."""

    def _check_no_version(self):
        """As above."""

    def _get_scope_value(self, name):
        value = self[name]
        return value.id if isinstance(value, models.BaseModel) else value

    def _get_product_domain(self):
        """Return the domain of the products that this rule can price."""
        if self.applied_on == "0_product_variant":
            return Domain("id", "=", self.product_id.id)
        if self.applied_on == "1_product":
            return Domain("product_tmpl_id", "=", self.product_tmpl_id.id)
        if self.applied_on == "2_product_category":
            return Domain("categ_id", "child_of", self.categ_id.id)
        return Domain.TRUE

    def _apply(self, moment):
        self._end_replaced(
            self._get_peers(moment), moment, moment - timedelta(seconds=1)
        )
        if self.operation == "end":
            return
        self.item_id = self.env["product.pricelist.item"].create(
            {
                **{name: self._get_scope_value(name) for name in (*SCOPE, *PRICE)},
                "display_applied_on": self.display_applied_on,
                "date_start": moment,
                "price_version_id": self.price_version_id.id,
            }
        )

    def _revert(self):
        moment = self.price_version_id._get_first_moment() - timedelta(seconds=1)
        self.item_id.unlink()
        self._restore_replaced(self.env["product.pricelist.item"], moment)
