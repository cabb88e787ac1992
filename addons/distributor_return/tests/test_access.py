# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import ReturnCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, ReturnCommon):
    def test_matrix(self):
        every = dict.fromkeys(("user", "manager", "finance"), "rwcu")
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.return": every,
                "distributor.return.line": every,
                "distributor.return.reason": {**read, "manager": "rwcu"},
                "distributor.return.report": read,
                "distributor.return.refuse": {"manager": "rwcu"},
            }
        )

    def test_portal_reaches_nothing_by_rpc(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1)
        portal = new_test_user(self.env, "t-return-portal", "base.group_portal")
        own = record.with_user(portal)
        for step in ("request", "approve", "refuse", "cancel", "credit", "close"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(own, f"action_{step}")()
        for view in ("pickings", "credit_notes"):
            with self.subTest(view), self.assertRaises(AccessError):
                getattr(own, f"action_view_{view}")()
        with self.assertRaises(AccessError):
            own.read(["name"])
        with self.assertRaises(AccessError):
            own.env["sale.order"].browse(record.order_id.id).action_return_goods()

    def test_warehouse_receives(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 2)
        record.with_user(self.manager).action_approve()
        worker = new_test_user(
            self.env,
            "t-return-worker",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        picking = record.move_ids.picking_id.with_user(worker)
        picking.move_ids.picked = True
        picking.button_validate()
        self.assertEqual(record.state, "received")
        self.assertEqual(record.credit_note_ids.amount_total, 200)
        self.assertEqual(record.with_user(worker).read(["name"])[0]["id"], record.id)
        with self.assertRaises(AccessError):
            record.with_user(worker).tracking_ref = "T"

    def test_other_company_is_invisible(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1)
        other = self._create_company(name="T-Other")
        stranger = new_test_user(
            self.env,
            "t-return-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        seen = record.with_user(stranger)
        self.assertFalse(seen.search([("id", "=", record.id)]))
        for step in ("approve", "cancel"):
            with self.assertRaises(AccessError):
                getattr(seen, f"action_{step}")()
        lines = self.env["distributor.return.line"].with_user(stranger)
        self.assertFalse(lines.search([("return_id", "=", record.id)]))
