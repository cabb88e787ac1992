# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_portal.tests.common import HOME, select
from odoo.addons.distributor_portal.tests.members import SIGNATURE
from odoo.addons.distributor_portal_order.tests.common import (
    ORDER,
    OrderMembersCommon,
)


@tagged("post_install", "-at_install")
class TestOrderWalk(OrderMembersCommon):
    """The way of one order through the pages, and back to where it began.

    T-D buys with 5,000 on its deposit; T-C, T-R and T-M above it earn 5, 3 and 2 %.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        definitions = cls.env["tier.definition"]
        definitions.search([("model", "=", "sale.order")]).active = False
        definitions.create(
            {
                "name": "T-Large",
                "definition_type": "channel",
                "company_id": cls.company.id,
                "review_type": "upline",
                "amount_minimum": 500,
            }
        )
        cls.reason = cls.env["distributor.return.reason"].create({"name": "T-Reason"})
        cls.manager = new_test_user(
            cls.env,
            "t-walk-manager",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls.wallet = cls.dealer.wallet_ids
        cls.buyer, cls.upline = cls.roles["buyer"], cls.others["upline"]

    def setUp(self):
        super().setUp()
        self._set_stock(self.tea, 50)

    def _order(self):
        self._login_as(self.buyer)
        page = self._open(f"{ORDER}?search=T-TEA")
        self.assertIn("T-Tea", self._text(page, "main"))
        self.assertNotIn("T-Pot", self._text(page, "main"))
        self.assertEqual(self._submit((self.tea, 12)).status_code, 303)
        order = self._get_orders()
        self.assertEqual((order.state, order.amount_total), ("sent", 840))
        return order

    def _approve(self, order):
        self._login_as(self.upline)
        [task] = select(self._open(HOME), "a[name=approvals]")
        [row] = select(self._open(task.get("href")), ".o_distributor_portal_row a")
        facts = order.sudo()._get_approval_facts().get_fingerprint()
        self._post(row.get("href"), decision="approved", comment="", seen=facts)

    def _receive(self, picking):
        picking.move_ids.write({"quantity": 12, "picked": True})
        picking._action_done()
        self._login_as(self.buyer)
        [task] = select(self._open(HOME), "a[name=deliveries]")
        self.make_jsonrpc_request(
            f"{task.get('href')}/sign", {"name": "T-Wang", "signature": SIGNATURE}
        )

    def _return(self, order):
        move = order.picking_ids.move_ids
        self._post(
            f"{HOME}/orders/{order.id}/return",
            **{f"quantity-{move.id}-0": "12"},
            reason=str(self.reason.id),
            key="T-KEY",
        )
        record = order.goods_return_ids
        record.with_user(self.manager).action_approve()
        back = record.move_ids.picking_id
        back.move_ids.write({"quantity": 12, "picked": True})
        back._action_done()
        record.credit_note_ids.action_post()
        return record

    def _get_earned(self, order):
        entries = self.env["distributor.commission.entry"].search(
            [("sale_line_id", "in", order.order_line.ids)]
        )
        earned = {}
        for entry in entries:
            code = entry.beneficiary_id.code
            earned[code] = round(earned.get(code, 0) + entry.amount, 2)
        return earned

    def test_from_the_basket_to_the_return(self):
        order = self._order()
        self.assertEqual(order.approval_state, "waiting")
        reasons = order._get_waiting_reasons()
        self.assertEqual(len(reasons), 1, reasons)
        self.assertEqual(self.wallet.held, 0)
        self._approve(order)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.buyer)
        self.assertEqual((self.wallet.held, self.wallet.balance), (840, 5000))
        self._receive(order.picking_ids)
        self.assertEqual(order.channel_state, "received")
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(order.channel_state, "done")
        self.assertEqual((self.wallet.held, self.wallet.balance), (0, 4160))
        expected = {"T-C": 42.0, "T-R": 25.2, "T-M": 16.8}
        self.assertEqual(self._get_earned(order), expected)
        self._login_as(self.upline)
        page = self._open(f"{HOME}/commission")
        self.assertIn("42.00", self._text(page, "main"))
        self.assertIn("5 %", self._text(page, "details"))
        self._login_as(self.buyer)
        self._return(order)
        self.assertEqual((self.wallet.held, self.wallet.balance), (0, 5000))
        self.assertEqual(self._get_earned(order), dict.fromkeys(expected, 0.0))
        self._assert_agree()

    def test_a_basket_sent_again_is_the_same_order(self):
        order = self._order()
        self._submit((self.tea, 12))
        self.assertEqual(self._get_orders(), order)
        self._approve(order)
        self._login_as(self.buyer)
        self._submit((self.tea, 12))
        self.assertEqual((self._get_orders(), self.wallet.held), (order, 840))
