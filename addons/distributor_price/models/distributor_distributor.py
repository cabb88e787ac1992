# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime

from odoo import fields, models


class DistributorDistributor(models.Model):
    _name = "distributor.distributor"
    _inherit = [
        "distributor.distributor",
        "distributor.price.answer",
        "distributor.price.own.list",
    ]

    def _get_product_prices(self, products, quantity=1.0, date=None, uom=None):
        """Return the price list it pays on a day and its prices of many products.

        :param date: day (date) or moment (datetime) of the price, by default now
        :return: (pricelist, {product id: (price, rule id)})
        """
        self.ensure_one()
        moment = date or fields.Datetime.now()
        pricelist = self._get_price_list_on(moment)
        prices = pricelist._compute_price_rule(
            products,
            quantity,
            currency=self._get_price_currency(pricelist),
            uom=uom,
            date=moment,
            distributor=self,
        )
        return pricelist, prices

    def _get_price_list_on(self, moment):
        """Return the price list that the rules of the channel give on a day."""
        day = self._get_price_day(moment)
        prices = self.env["distributor.territory.price"]
        pricelist = prices._resolve_pricelist(self, day)
        return pricelist.with_company(self.company_id)

    def _get_price_day(self, moment):
        """Return a day as it is, and of a moment the day in the company's timezone."""
        if not isinstance(moment, datetime):
            return moment
        records = self.with_context(tz=self.company_id._get_price_zone())
        return fields.Datetime.context_timestamp(records, moment).date()

    def _get_price_currency(self, pricelist):
        return pricelist.currency_id or self.company_id.currency_id

    def _get_price_deposit(self):
        """Return the deposit it can use, in the currency of its company.

        Without wallets nobody holds one; the glue with the wallet answers this.
        """
        self.ensure_one()
        return 0.0

    def _get_invoiced_quantities(self, products, date_start, date_end):
        """Return what it was invoiced less credited, in the units of the products.

        :param products: products or templates; all their variants count
        :param date_start: first day; date_end: last day
        :return: ({product id: quantity}, {template id: quantity})
        """
        self.ensure_one()
        templates = products
        if products._name == "product.product":
            templates = products.product_tmpl_id
        # sudo: how much was bought decides the price, whoever asks for it
        groups = (
            self.env["account.move.line"]
            .sudo()
            ._read_group(
                self._get_invoiced_domain(templates, date_start, date_end),
                ["product_id", "product_uom_id", "move_id.move_type"],
                ["quantity:sum"],
            )
        )
        by_variant, by_template = {}, {}
        for product, uom, move_type, quantity in groups:
            if uom and uom != product.uom_id:
                quantity = uom._compute_quantity(quantity, product.uom_id, round=False)
            quantity = -quantity if move_type == "out_refund" else quantity
            template = product.product_tmpl_id
            by_variant[product.id] = by_variant.get(product.id, 0.0) + quantity
            by_template[template.id] = by_template.get(template.id, 0.0) + quantity
        return by_variant, by_template

    def _get_invoiced_domain(self, templates, date_start, date_end):
        return [
            ("move_id.commercial_partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("parent_state", "=", "posted"),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ("display_type", "=", "product"),
            ("invoice_date", ">=", date_start),
            ("invoice_date", "<=", date_end),
            ("product_id.product_tmpl_id", "in", templates.ids),
        ]
