# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import OrderCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, OrderCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance", "salesman"), "r")
        everybody = dict.fromkeys(("user", "manager", "finance"), "rwcu")
        manager = {"manager": "rwcu"}
        self._check_matrix(
            {
                "distributor.sale.channel": {**read, **manager},
                "distributor.authorization": {
                    **read,
                    "user": "rwc",
                    "finance": "rwc",
                    **manager,
                },
                "distributor.order.exception": read,
                "distributor.authorization.ask": everybody,
                "distributor.authorization.renew": everybody,
                "distributor.authorization.renew.line": everybody,
                "distributor.authorization.approve": manager,
                "distributor.authorization.refuse": manager,
                "distributor.authorization.end": manager,
                "distributor.order.exception.decide": {
                    "manager": "rwcu",
                    "finance": "rwcu",
                },
            }
        )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_other_company(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        place = self._create_territory("T-OC", company_id=other.id)
        one = self._create_authorization(foreign, place)
        order = self._order(self.away)
        order.exception_ids.sudo().company_id = other
        for record in (one, order.exception_ids):
            record = record.with_user(self.manager)
            record.invalidate_recordset()
            self.assertFalse(record.search([("id", "=", record.id)]))
            with self.assertRaises(AccessError):
                record.read(["display_name"])

    def test_a_salesman_sees_the_exceptions_of_own_orders(self):
        one, two = (
            new_test_user(self.env, f"t-exc-sale-{n}", "sales_team.group_sale_salesman")
            for n in (1, 2)
        )
        order = self._order(self.away, user_id=one.id)
        rows = order.exception_ids
        self.assertTrue(rows.with_user(one).has_access("read"))
        self.assertFalse(rows.with_user(two).has_access("read"))
        self.assertEqual(
            order.with_user(one).read(["exception_text"])[0]["exception_text"],
            order.exception_text,
        )

    def test_a_salesman_confirms_and_is_stopped(self):
        user = new_test_user(self.env, "t-exc-sale", "sales_team.group_sale_salesman")
        order = self._order(user_id=user.id)
        order.with_user(user).action_confirm()
        self.assertEqual(order.state, "sale")
        held = self._order(self.away, user_id=user.id)
        self._confirm_refused(held.with_user(user), "T-SZ")

    def test_nobody_decides_by_rpc(self):
        order = self._order(self.away)
        rows = order.exception_ids.with_user(self.seller)
        with self.assertRaises(AccessError):
            self.env["distributor.order.exception.decide"].with_user(
                self.seller
            ).create({"exception_ids": rows.ids, "note": "x"})
        with self.assertRaises(AccessError):
            rows._decide("approved", "x")
        one = self._create_authorization(self.stranger, self.suzhou, "submitted")
        with self.assertRaises(AccessError):
            one.with_user(self.seller).action_approve()

    def test_views_open_for_each_group(self):
        for user in (self.manager, self.seller):
            for model, kinds in {
                "distributor.authorization": ("list", "form", "kanban", "calendar"),
                "distributor.order.exception": ("list", "search"),
                "distributor.authorization.ask": ("form",),
                "distributor.distributor": ("form",),
                "distributor.territory": ("form",),
                "distributor.level": ("form",),
                "sale.order": ("list", "form", "search"),
            }.items():
                for kind in kinds:
                    records = self.env[model].with_user(user)
                    self.assertTrue(records.get_view(view_type=kind)["arch"])
