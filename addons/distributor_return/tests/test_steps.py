# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import ReturnCommon

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@tagged("post_install", "-at_install")
class TestSteps(ReturnCommon):
    def test_the_way_of_a_return(self):
        order = self._deliver((self.goods, 4, 100))
        self._assert_wallet(99_600, 0)
        record = self._ask(order, 3, user=self.seller)
        self.assertRegex(record.name, "^RET/")
        self.assertEqual(record.state, "requested")
        self.assertEqual(record.amount_requested, 300)
        self.assertEqual(record.requester_id, self.seller)
        record.with_user(self.manager).action_approve()
        self.assertEqual(record.state, "expected")
        self.assertEqual(record.approver_id, self.manager)
        back = record.move_ids
        self.assertEqual((back.product_uom_qty, back.to_refund), (3, True))
        sent = order.picking_ids - back.picking_id
        self.assertEqual(back.origin_returned_move_id, sent.move_ids)
        record._mark_sent("SF 123")
        self.assertEqual(record.tracking_ref, "SF 123")
        self._ship(back.picking_id)
        self.assertEqual(record.state, "received")
        self.assertEqual(record.line_ids.quantity_received, 3)
        note = record.with_env(self.env).credit_note_ids
        self.assertEqual((note.state, note.amount_total), ("draft", 300))
        self.assertEqual(note.reversed_entry_id.move_type, "out_invoice")
        self.assertEqual(record.line_ids.quantity_credited, 3)
        self.assertFalse(record.may_credit)
        note.action_post()
        self._assert_wallet(99_900, 0)
        self.assertEqual(record.state, "closed")
        self.assertEqual(record.amount_credited, 300)
        self.assertEqual(record._get_returned_money(), [(self.wallet, 300)])
        line = order.order_line
        self.assertEqual((line.qty_delivered, line.qty_to_invoice), (1, 0))

    def test_requester_does_not_approve(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 1, user=self.manager)
        with self.assertRaisesRegex(UserError, "somebody else"):
            record.action_approve()

    def test_only_managers_decide(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1)
        for name in ("approve", "refuse"):
            with self.assertRaises(AccessError):
                getattr(record.with_user(self.seller), f"action_{name}")()
        sales = new_test_user(
            self.env,
            "t-sales-manager",
            "distributor.distributor_group_user,sales_team.group_sale_manager",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        record.with_user(sales).action_approve()
        self.assertEqual(record.state, "expected")

    def test_only_finance_credits(self):
        self.company.distributor_return_credit = "manual"
        record = self._give_back(self._deliver((self.goods, 4, 100)), 1, post=False)
        self.assertFalse(record.credit_note_ids)
        for user in (self.seller, self.manager):
            with self.assertRaises(AccessError):
                record.with_user(user).action_credit()
        record.with_user(self.finance).action_credit()
        self.assertEqual(record.credit_note_ids.amount_total, 100)

    def test_refused_with_words(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1, user=self.seller)
        action = record.with_user(self.manager).action_refuse()
        wizard = (
            self.env["distributor.return.refuse"]
            .with_user(self.manager)
            .with_context(**action["context"])
        )
        with self.assertRaisesRegex(UserError, "Write why"):
            wizard.create({"words": " "}).action_confirm()
        wizard.create({"words": "T-Opened"}).action_confirm()
        self.assertEqual((record.state, record.decision), ("refused", "T-Opened"))
        self.assertEqual(record.order_id._get_returnable()[0].quantity, 4)

    def test_quantities_of_other_requests_count(self):
        order = self._deliver((self.goods, 4, 100))
        first = self._ask(order, 3)
        with self.assertRaisesRegex(UserError, "only 1 Units may come back"):
            self._ask(order, 2)
        second = self._ask(order, 1)
        first.action_cancel()
        self.assertEqual(order._get_returnable()[0].quantity, 3)
        second.with_user(self.manager).action_approve()
        self.assertEqual(order._get_returnable()[0].quantity, 3)
        self._ship(second.move_ids.picking_id)
        self.assertEqual(order._get_returnable()[0].quantity, 3)

    def test_goods_that_went_back_without_request_count(self):
        order = self._deliver((self.goods, 4, 100))
        wizard = self.env["stock.return.picking"].create(
            {"picking_id": order.picking_ids.id}
        )
        wizard.product_return_moves.quantity = 3
        wizard.action_create_returns()
        self.assertEqual(order._get_returnable()[0].quantity, 1)

    def test_window(self):
        self.company.distributor_return_days = 10
        order = self._deliver((self.goods, 4, 100))
        with freeze_time(fields.Datetime.now() + timedelta(days=11)):
            with self.assertRaisesRegex(UserError, "write why under Exception"):
                self._ask(order, 1)
            record = self._ask(order, 1, exception_reason="T-Recall")
            self.assertEqual(record.state, "requested")
            self.reason.days = 12
            self._ask(order, 1)
        self.reason.days = 0
        self.dealer.level_id.sudo().return_days = 5
        with (
            freeze_time(fields.Datetime.now() + timedelta(days=6)),
            self.assertRaisesRegex(UserError, "could be returned until"),
        ):
            self._ask(order, 1)

    def test_no_exception_for_the_distributor(self):
        order = self._deliver((self.goods, 4, 100))
        row = order._get_returnable()[0]
        with (
            freeze_time(fields.Datetime.now() + timedelta(days=31)),
            self.assertRaisesRegex(UserError, "Ask your contact"),
        ):
            self.env["distributor.return"]._request_by_distributor(
                order, [(row.move, row.lot, 1)], self.reason, "T"
            )

    def test_photos(self):
        self.reason.needs_photos = True
        order = self._deliver((self.goods, 4, 100))
        with self.assertRaisesRegex(UserError, "needs a photo"):
            self._ask(order, 1)
        row = order._get_returnable()[0]
        files = self.env["distributor.attachment"]._check_upload([("a.png", PNG)])
        record = self.env["distributor.return"]._request_by_distributor(
            order, [(row.move, row.lot, 1)], self.reason, "T", files
        )
        self.assertEqual(record.attachment_ids.mapped("name"), ["a.png"])
        self.assertEqual(record.attachment_ids.res_id, record.id)

    def test_sent_twice_is_one_request(self):
        order = self._deliver((self.goods, 4, 100))
        row = order._get_returnable()[0]
        records = [
            self.env["distributor.return"]._request_by_distributor(
                order, [(row.move, row.lot, 1)], self.reason, "T", key="T-KEY"
            )
            for _time in range(2)
        ]
        self.assertEqual(*records)
        self.assertEqual(order.goods_return_count, 1)

    def test_goods_of_another_order(self):
        order = self._deliver((self.goods, 4, 100))
        other = self._deliver((self.goods, 4, 100))
        row = other._get_returnable()[0]
        with self.assertRaisesRegex(UserError, "was not delivered with"):
            self.env["distributor.return"]._request_by_distributor(
                order, [(row.move, row.lot, 1)], self.reason, "T"
            )

    def test_nothing_asked(self):
        with self.assertRaisesRegex(UserError, "how much of which goods"):
            self._ask(self._deliver((self.goods, 4, 100)), 0)

    def test_final_after_the_request(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1, user=self.seller)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            record.description = "T"
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            record.line_ids.quantity = 2
        with self.assertRaises(AccessError):
            record.line_ids.goods_back = False
        with self.assertRaises(AccessError):
            record.state = "approved"
        with self.assertRaises(AccessError):
            record.line_ids.quantity_received = 1
        with self.assertRaisesRegex(UserError, "cancel it"):
            record.with_user(self.manager).unlink()

    def test_cancelled_while_goods_are_expected(self):
        record = self._ask(self._deliver((self.goods, 4, 100)), 1)
        record.with_user(self.manager).action_approve()
        with self.assertRaises(AccessError):
            record.with_user(self.seller).action_cancel()
        record.with_user(self.manager).action_cancel()
        self.assertEqual(record.state, "cancelled")
        self.assertEqual(record.move_ids.picking_id.state, "cancel")

    def test_activity_and_mails(self):
        self.dealer.sudo().user_id = self.seller
        self.dealer.partner_id.email = "t-dealer@example.com"
        self.dealer.partner_id.lang = "en_US"
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 2)
        self.assertEqual(record.activity_ids.user_id, self.seller)
        record.with_user(self.manager).action_approve()
        self.assertFalse(record.activity_ids)
        self._ship(record.move_ids.picking_id)
        record.credit_note_ids.action_post()
        mails = self.env["mail.mail"].search(
            [
                ("model", "=", record._name),
                ("res_id", "=", record.id),
                ("recipient_ids", "in", self.dealer.partner_id.ids),
            ],
            order="id",
        )
        self.assertEqual(len(mails), 3)
        self.assertIn("2 Units", mails[0].body_html)
        self.assertIn(record.name, mails[1].body_html)
        self.assertIn("200.00", mails[2].body_html)
