# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import fields, models
from odoo.tools import float_repr, format_date

from ..engine.quantities import number

NAMES = {"minimum": ("minimum_amount", "minimum_missing"), "day": ("next_day",)}


class DistributorOrderException(models.Model):
    """Adds three kinds: less than the minimum order, outside the order days, and more
    than what is free in stock.
    """

    _inherit = "distributor.order.exception"

    kind = fields.Selection(
        selection_add=[
            ("minimum", "Below the minimum order"),
            ("day", "Outside the order days"),
            ("stock", "Stock does not suffice"),
        ],
        ondelete={"minimum": "cascade", "day": "cascade", "stock": "cascade"},
    )
    minimum_amount = fields.Monetary("Minimum Order", readonly=True)
    minimum_missing = fields.Monetary(readonly=True)
    next_day = fields.Date("Next Order Day", readonly=True)

    def _get_sentence(self):
        if self.kind == "minimum":
            text = self.env["distributor.order.rule"]._tell_minimum(
                self.currency_id, self.minimum_amount, self.minimum_missing
            )
        elif self.kind == "day":
            text = self.env._(
                "No orders are taken now. The next order day is %s.",
                format_date(self.env, self.next_day, date_format="EEEE, d MMMM"),
            )
        elif self.kind == "stock":
            # both sides read it, so it says no more than that it is too much
            products = self.line_ids.product_id.mapped("display_name")
            text = self.env._(
                "More is ordered than what is free in stock: %s.", ", ".join(products)
            )
        else:
            return super()._get_sentence()
        if self.reopened:
            text += " " + self.env._("The order changed after it was approved.")
        return text

    def _blocks(self):
        """Extend: an order waits for its day until that comes."""
        blocks = super()._blocks()
        if self.kind != "day" or not blocks:
            return blocks
        return self.next_day > self.distributor_id._get_today(self.company_id)

    def _get_changes(self, vals):
        """Extend: an approval holds until more is missing, or another day is."""
        if self.kind not in NAMES:
            return super()._get_changes(vals)
        names = ("policy", "date", "fingerprint", *NAMES[self.kind])
        changes = {name: vals[name] for name in names if self[name] != vals[name]}
        if {"policy", "fingerprint"} & changes.keys() or self._is_exceeded(vals):
            changes.update(self._prepare_reopen_vals(vals["policy"]))
        return changes

    def _is_exceeded(self, vals):
        """Tell whether these values go beyond what was approved."""
        if self.state != "approved":
            return False
        if self.kind == "day":
            return vals["next_day"] > self.next_day
        missing = vals["minimum_missing"]
        return self.currency_id.compare_amounts(missing, self.minimum_missing) > 0

    def _get_approval_bound(self):
        if self.kind == "day":
            return (self.next_day.toordinal(),)
        if self.kind == "minimum":
            digits = self.currency_id.decimal_places
            return (Decimal(float_repr(self.minimum_missing, digits)),)
        return super()._get_approval_bound()

    def _get_desk_item(self):
        item = super()._get_desk_item()
        if self.kind == "stock" and (figures := self._get_stock_figures()):
            item["text"] = f"{item['text']} {figures}"
        return item

    def _get_stock_figures(self):
        """Return how much is wanted and how much there is, for the back office."""
        # sudo: whoever reads the order may know the stock it waits for
        short = self.order_id.sudo()._find_shortages()
        return " ".join(
            self.env._(
                "%(product)s: %(wanted)s %(unit)s ordered, %(free)s free in"
                " %(warehouse)s.",
                product=line.product_id.display_name,
                wanted=number(line._get_stock_quantity()),
                unit=line.product_id.uom_id.name,
                free=number(free),
                warehouse=line.warehouse_id.name,
            )
            for line, free in short.items()
        )
