# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class SaleOrderReprice(models.TransientModel):
    """Shows old and new prices before a draft order is priced anew."""

    _name = "sale.order.reprice"
    _description = "Update Price List"

    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade")
    distributor_id = fields.Many2one(related="order_id.distributor_id")
    old_pricelist_id = fields.Many2one(
        related="order_id.pricelist_id", string="Price List Now"
    )
    old_explanation = fields.Text(
        related="order_id.pricelist_explanation", string="Chosen Because"
    )
    old_currency_id = fields.Many2one(related="order_id.currency_id")
    old_amount = fields.Monetary(
        "Untaxed Now",
        related="order_id.amount_untaxed",
        currency_field="old_currency_id",
    )
    new_pricelist_id = fields.Many2one(
        "product.pricelist", "Price List Then", compute="_compute_new", store=True
    )
    new_resolution = fields.Json(compute="_compute_new", store=True)
    new_explanation = fields.Text(
        "Chosen Because Then", compute="_compute_new_explanation"
    )
    new_currency_id = fields.Many2one(
        "res.currency", compute="_compute_new", store=True
    )
    new_amount = fields.Monetary(
        "Untaxed Then",
        compute="_compute_new",
        store=True,
        currency_field="new_currency_id",
    )
    line_ids = fields.One2many(
        "sale.order.reprice.line", "reprice_id", compute="_compute_new", store=True
    )
    is_same = fields.Boolean(compute="_compute_is_same")

    @api.depends("order_id")
    def _compute_new(self):
        for wizard in self:
            data = wizard.order_id._get_new_resolution()
            priced = wizard._price_copy(data["pricelist"])
            wizard.new_resolution = data
            wizard.new_pricelist_id = data["pricelist"]
            wizard.new_currency_id = priced.currency_id
            wizard.new_amount = priced.amount_untaxed
            wizard.line_ids = [Command.clear()] + [
                Command.create(wizard._prepare_line_vals(line))
                for line in priced._get_update_prices_lines()
            ]

    def _price_copy(self, pricelist_id):
        """Price the order with another list in memory, by the very code that will
        price it when the user agrees; nothing is written."""
        order = self.order_id.new(origin=self.order_id._origin)
        order.order_line.order_id = order  # else the lines follow the stored order
        order.pricelist_id = pricelist_id
        order._recompute_prices()
        return order

    def _prepare_line_vals(self, line):
        old = line._origin
        return {
            "order_line_id": old.id,
            "old_price": old.price_unit,
            "old_discount": old.discount,
            "old_subtotal": old.price_subtotal,
            "new_price": line.price_unit,
            "new_discount": line.discount,
            "new_subtotal": line.price_subtotal,
        }

    @api.depends("new_resolution")
    @api.depends_context("lang")
    def _compute_new_explanation(self):
        prices = self.env["distributor.territory.price"]
        for wizard in self:
            data = wizard.new_resolution
            wizard.new_explanation = data and prices._explain_resolution(data)

    @api.depends("new_pricelist_id", "line_ids")
    def _compute_is_same(self):
        for wizard in self:
            wizard.is_same = (
                wizard.new_pricelist_id == wizard.old_pricelist_id
                and wizard.new_amount == wizard.old_amount
                and not any(wizard.line_ids.mapped("is_changed"))
            )

    def action_apply(self):
        self.ensure_one()
        order = self.order_id
        order._check_reresolve()
        # asked again: what stands in the wizard passed through the browser
        data = order._get_new_resolution()
        if data != self.new_resolution:
            raise UserError(
                self.env._("The price rules changed meanwhile. Please look again.")
            )
        order._reresolve_pricelist(data)
        return {"type": "ir.actions.act_window_close"}
