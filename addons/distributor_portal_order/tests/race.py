# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import uuid

from odoo import api
from odoo.tests import BaseCase, new_test_user

from odoo.addons.distributor.tests.common import CommittedRules


class RaceCommon(CommittedRules, BaseCase):
    """A distributor and one unit of a product, committed, for real transactions."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            mark = uuid.uuid4().hex
            partner = env["res.partner"].create({"name": f"T-{mark}"})
            distributor = env["distributor.distributor"].create(
                {
                    "code": f"T-{mark[:8]}",
                    "partner_id": partner.id,
                    "level_id": env["distributor.level"]
                    .create({"name": "T", "code": f"t-{mark}", "rank": 9000})
                    .id,
                    "state": "active",
                    "prepaid": False,
                }
            )
            contact = env["res.partner"].create(
                {"name": "T", "parent_id": partner.id, "email": "t@example.com"}
            )
            user = new_test_user(
                env, f"t-race-{mark}", "base.group_portal", partner_id=contact.id
            )
            product = env["product.product"].create(
                {
                    "name": f"T-{mark}",
                    "type": "consu",
                    "is_storable": True,
                    "taxes_id": False,
                }
            )
            order = env["sale.order"].new({"partner_id": partner.id})
            env["stock.quant"]._update_available_quantity(
                product, order.warehouse_id.lot_stock_id, 1
            )
            self.mark, self.text = mark, f"{product.id}-1"
            self.ids = (distributor.id, user.id, partner.id)

    def _place(self, cr, key=None):
        distributor_id, user_id, partner_id = self.ids
        env = api.Environment(cr, user_id, {})
        # sudo: as the page does after its own check
        distributor = env["distributor.distributor"].sudo().browse(distributor_id)
        order = distributor._place_order(
            env.user, self.text, partner_id, key or self.mark
        )
        env.flush_all()
        return order
