# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import PortalCommon
from odoo.addons.distributor_portal.tests.members import MembersCommon

ORDER = "/my/distribution/order"
KEY = "0123456789abcdef"


class OrderFactory:
    """Tea with prices for the dealer, and its addresses; mixed into portal tests."""

    @classmethod
    def _create_goods(cls):
        cls.env["distributor.order.rule"].search([]).active = False
        cls.tea, cls.pot, cls.cup = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "default_code": code,
                    "type": "consu",
                    "is_storable": True,
                    "invoice_policy": "order",
                    "taxes_id": False,
                    "list_price": price,
                }
                for name, code, price in (
                    ("T-Tea", "T-TEA", 100.0),
                    ("T-Pot", "T-POT", 50.0),
                    ("T-Cup", "T-CUP", 10.0),
                )
            ]
        )
        cls.box = cls.env["uom.uom"].create(
            {
                "name": "T-Box",
                "relative_factor": 6,
                "relative_uom_id": cls.tea.uom_id.id,
            }
        )
        cls.tea.uom_ids = cls.box
        cls.tea.distributor_pack_uom_id = cls.box
        cls.pot.distributor_min_qty = 2
        cls.pricelist = cls.env["product.pricelist"].create(
            {
                "name": "T-Dealers",
                "item_ids": [
                    Command.create(
                        {"compute_price": "percentage", "percent_price": 20}
                    ),
                    Command.create(
                        {
                            "applied_on": "1_product",
                            "product_tmpl_id": cls.tea.product_tmpl_id.id,
                            "fixed_price": 70,
                            "min_quantity": 12,
                        }
                    ),
                ],
            }
        )
        cls.env["distributor.territory.price"].create(
            {"distributor_id": cls.dealer.id, "pricelist_id": cls.pricelist.id}
        )
        cls.shop, cls.depot = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "type": "delivery",
                    "parent_id": cls.dealer.partner_id.id,
                    "city": "T-City",
                    "street": street,
                    "country_id": cls.env.ref("base.cn").id,
                }
                for name, street in (("T-Shop", "T-Lane 1"), ("T-Depot", "T-Lane 2"))
            ]
        )

    def _lines(self, *pairs):
        return "_".join(f"{product.id}-{quantity}" for product, quantity in pairs)

    def _send(self, url, **data):
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(url, data=data, allow_redirects=False)

    def _submit(self, *pairs, key=KEY, ship=None, **data):
        values = {
            "lines": self._lines(*pairs),
            "key": key,
            "ship": ship or self.shop.id,
        }
        return self._send(f"{ORDER}/submit", **{**values, **data})

    def _get_orders(self, distributor=None, key=KEY):
        return self.env["sale.order"].search(
            [
                ("distributor_id", "=", (distributor or self.dealer).id),
                ("portal_order_key", "=", key),
            ]
        )

    def _set_stock(self, product, quantity):
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        self.env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, quantity
        )


@tagged("post_install", "-at_install")
class OrderCommon(OrderFactory, PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_goods()

    def setUp(self):
        super().setUp()
        self._login(self.dealer)


@tagged("post_install", "-at_install")
class OrderMembersCommon(OrderFactory, MembersCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_goods()
