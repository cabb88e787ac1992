# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError

from .price_page import SHELF, PriceShelf


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    price_explanation = fields.Json(
        compute="_compute_price_explanation",
        store=True,
        copy=False,
        groups="base.group_user",
        help="What the price was made from when it was made.",
    )
    price_explanation_html = fields.Html(
        "Why This Price",
        compute="_compute_price_explanation_html",
        groups="base.group_user",
        sanitize=False,
    )

    pricelist_explanation = fields.Text(
        related="order_id.pricelist_explanation", groups="base.group_user"
    )

    def _get_pricelist_kwargs(self):
        """Extend stock: conditions of price rules ask for whom the price is."""
        values = super()._get_pricelist_kwargs()
        if distributor := self.order_id.distributor_id:
            # sudo: whoever prices the order may know what the distributor bought and
            # holds, as far as a price rule depends on it
            values["distributor"] = distributor.sudo()
        return values

    def _reset_price_unit(self):
        """Extend stock: explained again whenever it is priced again."""
        result = super()._reset_price_unit()
        if self.id:
            self.env.add_to_compute(self._fields["price_explanation"], self)
        return result

    @api.depends("product_id", "product_uom_id", "product_uom_qty", "order_id")
    def _compute_price_explanation(self):
        self.price_explanation = False
        explained = self.filtered(lambda line: line._has_price_rules())
        for order, lines in explained.grouped("order_id").items():
            for line, data in zip(lines, lines._explain_prices(order), strict=True):
                line.price_explanation = data

    def _has_price_rules(self):
        """Tell whether the rules of the channel make the price of this line."""
        order = self.order_id
        return bool(
            self.id
            and self.product_id
            and self.product_uom_id
            and not self.display_type
            and not self.is_downpayment
            and not self.combo_item_id
            and self.product_type != "combo"
            and order.distributor_id
            and not order.historic_date
        )

    def _explain_prices(self, order):
        """Return the explanation of each of these lines of an order."""
        lines = self.with_company(order.company_id)
        requests = [
            (
                line.product_id.with_context(**line._get_product_price_context()),
                line.product_uom_qty or 1.0,
                line.product_uom_id,
            )
            for line in lines
        ]
        # sudo: rules and quantities may be unreadable to the seller; the explanation
        # is stored for those who may read it
        found = order.pricelist_id.sudo()._explain_prices(
            requests, order.date_order, order.currency_id, order.distributor_id.sudo()
        )
        return [
            {**data, **line._prepare_expected_price(data["price"])}
            for line, data in zip(lines, found, strict=True)
        ]

    def _prepare_expected_price(self, price):
        """Return unit price and discount that stock writes for a price of the rules."""
        if not self.discount and self._compare_price(self.price_unit, price) == 0:
            return {"price_unit": price, "discount": 0.0}
        taxes = self.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        unit = self.product_id._get_tax_included_unit_price_from_price(
            self._get_display_price(),
            product_taxes=taxes,
            fiscal_position=self.order_id.fiscal_position_id,
        )
        shown = self.pricelist_item_id._show_discount()
        discount = (1 - price / unit) * 100 if shown and unit > price else 0.0
        return {"price_unit": unit, "discount": discount}

    def _compare_price(self, one, two):
        currency = self.currency_id or self.company_id.currency_id
        return currency.compare_amounts(one, two)

    def _is_priced_by_hand(self):
        """Tell whether somebody typed another price than the rules gave."""
        # sudo: a comparison only; the explanation itself is shown to its readers
        data = self.sudo().price_explanation
        return bool(data) and (
            self._compare_price(self.price_unit, data["price_unit"]) != 0
            or abs(self.discount - data["discount"]) > 0.01
        )

    def _has_conditional_price(self):
        """Tell whether a period or a deposit made the price, not a hand."""
        rules = self._get_explained_rules(self.price_explanation)
        return (
            any(
                rule["quantity_period"] or rule["min_deposit"]
                for rule in rules.values()
            )
            and not self._is_priced_by_hand()
        )

    def _get_explained_rules(self, data):
        """Return {id: rule} of the rules that made a price."""
        steps = data["steps"] if data else ()
        return {step["rule"]["id"]: step["rule"] for step in steps if step["rule"]}

    def _has_lost_condition(self, data):
        """Compare with an explanation of now; a rule that was merely replaced or ended
        does not alter what was offered."""
        lost = {
            candidate["id"]
            for step in data["steps"]
            for candidate in step["candidates"]
            if candidate["reason"] in ("quantity", "deposit")
        }
        return not lost.isdisjoint(self._get_explained_rules(self.price_explanation))

    @api.depends("price_explanation", "price_unit", "discount")
    @api.depends_context("lang")
    def _compute_price_explanation_html(self):
        for line in self:
            data = line.price_explanation
            line.price_explanation_html = data and self.env["ir.qweb"]._render(
                "distributor_price.price_explanation",
                line._prepare_told_price(data),
            )

    def _prepare_told_price(self, data):
        """Return what the template of an explanation shows."""
        return {
            "told": self.env["distributor.price.explanation"]._tell(data),
            "by_hand": self._is_priced_by_hand(),
        }

    def _get_portal_price_explanation(self):
        """Return the same for the distributor, with its own part only, or False."""
        self.ensure_one()
        # sudo: the caller showed the order to its distributor; restricted to its part
        data = self.sudo().price_explanation
        if not data:
            return False
        return self._prepare_told_price(
            self.env["distributor.price.explanation"]._restrict(data)
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_explanation_vals(vals)
        products = self.env["product.product"].browse(
            {vals["product_id"] for vals in vals_list if vals.get("product_id")}
        )
        # lines are priced one by one: those of a distributor read the rules once, and
        # are explained before anything can change them
        shelf = self.with_context(**{SHELF: PriceShelf(products)})
        lines = super(SaleOrderLine, shelf).create(vals_list)
        lines._recompute_recordset(["price_explanation"])
        return lines.with_env(self.env)

    def write(self, vals):
        self._check_explanation_vals(vals)
        return super().write(vals)

    def _check_explanation_vals(self, vals):
        if "price_explanation" in vals and not self.env.su:
            raise AccessError(self.env._("Only the price rules explain a price."))

    def action_explain_price(self):
        """Show why this line costs what it costs."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_price.sale_order_line_explain_action"
        )
        return dict(action, res_id=self.id)
