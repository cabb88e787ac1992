# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

import pytz
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PIXEL, ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceipt(ReceiptCommon):
    def _get_labels(self, order=None, done=True):
        return [
            step["label"]
            for step in (order or self.order)._get_channel_steps()
            if step["done"] == done
        ]

    def _get_step(self, name):
        [step] = [s for s in self.order._get_channel_steps() if s["step"] == name]
        return step

    def _run_cron(self):
        cron = self.env.ref("distributor_receipt.distributor_receipt_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_signed(self):
        self.assertEqual(self.order.channel_state, "shipped")
        self.assertIn("To be received", self._get_labels(done=False))
        receipt = self.picking._receive("signed", received_by="T-Wang", signature=PIXEL)
        self.assertEqual(self.picking.received_date, receipt.date)
        self.assertEqual(self.order.channel_state, "received")
        step = self._get_step("received")
        self.assertEqual((step["when"], step["done"]), (receipt.date, True))
        self.assertEqual(step["proof"], "Signed by T-Wang")
        with self.assertRaisesRegex(UserError, "was received on"):
            self.picking._receive("signed", received_by="T-Li")

    def test_signed_on_the_device_of_the_warehouse(self):
        self.picking.signature = PIXEL
        self.assertEqual(self.picking.receipt_ids.kind, "signed")
        order = self._confirm((self.goods, 1, 10))
        order.picking_ids.signature = PIXEL
        self.assertFalse(order.picking_ids.receipt_ids)
        self._ship(order.picking_ids)
        self.assertEqual(order.picking_ids.receipt_ids.kind, "signed")

    def test_told_by_the_carrier(self):
        day = self.shipped + timedelta(days=2)
        self.picking._receive_from_carrier("Left with the porter", day)
        self.assertEqual(self.picking.received_date, day)
        proof = self._get_step("received")["proof"]
        self.assertEqual(proof, "The carrier: Left with the porter")
        # a carrier says it more than once
        self.assertFalse(self.picking._receive_from_carrier("Again"))

    def test_told_by_a_connector(self):
        connector = new_test_user(
            self.env,
            "t-connector",
            "distributor_receipt.distributor_receipt_group_carrier",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        picking = self.picking.with_user(connector)
        day = self.shipped + timedelta(days=1)
        local = pytz.utc.localize(day).astimezone(pytz.timezone("Asia/Shanghai"))
        said = {
            "number": "T-SF1",
            "date": local.isoformat(),
            "received_by": "T-Wang",
            "message": "Left with the porter",
        }
        for wrong, text in (
            ({"number": " "}, "Number"),
            ({"date": "yesterday"}, "Date"),
            ({"date": "2999-01-01T00:00:00Z"}, "future"),
            ({"date": "2000-01-01T00:00:00Z"}, "before it was shipped"),
        ):
            with self.assertRaisesRegex(UserError, text), self.cr.savepoint():
                picking.record_carrier_receipt(**{**said, **wrong})
        [answer] = picking.record_carrier_receipt(**said)
        self.assertEqual(answer["state"], "received")
        self.assertEqual(answer["received_date"], f"{day.isoformat()}Z")
        self.assertEqual(answer["proof"], "The carrier: Left with the porter · T-SF1")
        self.assertEqual(self.picking.received_date, day)
        self.assertEqual(self.picking.receipt_ids.user_id, connector)
        # said again, also in other words: nothing changes
        for again in (said, {"number": "T-SF1", "message": "Again"}):
            [repeated] = picking.record_carrier_receipt(**again)
            self.assertEqual(repeated, {**answer, "state": "known"})
        self.assertEqual(len(self.picking.receipt_ids), 1)
        order = self._confirm((self.goods, 1, 10))
        with self.assertRaisesRegex(UserError, "not shipped"):
            order.picking_ids.with_user(connector).record_carrier_receipt("T-SF2")

    def test_the_number_of_another_parcel(self):
        self.patch(
            self.registry["stock.picking"],
            "_get_channel_tracking",
            lambda _one: {"carrier": "", "number": "T-SF1,T-SF2", "link": ""},
        )
        for number in ("T-SF3", "T-SF"):
            with self.assertRaisesRegex(UserError, "T-SF1,T-SF2"):
                self.picking.record_carrier_receipt(number)
        self.picking.record_carrier_receipt("T-SF2")
        self.assertEqual(self.picking.receipt_ids.carrier_number, "T-SF2")

    def test_recorded_by_the_back_office(self):
        action = self.picking.action_record_receipt()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.kind = "office"
        form.received_by = "T-Wang"
        form.message = "T-Told on the phone"
        form.save().action_record()
        receipt = self.picking.receipt_ids
        self.assertEqual((receipt.kind, receipt.user_id), ("office", self.env.user))
        self.assertIn("T-Told on the phone", receipt._get_proof())

    def test_what_was_not_shipped_is_not_received(self):
        order = self._confirm((self.goods, 1, 10))
        with self.assertRaisesRegex(UserError, "not shipped"):
            order.picking_ids._receive("office")
        back = self._send_back(self.picking)
        self._ship(back)
        self.assertFalse(back.is_to_receive)
        with self.assertRaisesRegex(UserError, "not shipped"):
            back._receive("office")
        for day in (self.shipped - timedelta(hours=1), fields.Datetime.now().max):
            with self.assertRaises(UserError):
                self.picking._receive("office", day)

    def test_one_receipt_for_a_delivery(self):
        self.picking._receive("office", message="T")
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["distributor.receipt"].sudo().create(
                {
                    "picking_id": self.picking.id,
                    "date": fields.Datetime.now(),
                    "kind": "office",
                }
            )

    def test_corrected_with_a_reason(self):
        receipt = self.picking._receive("office", message="T")
        day = self.shipped + timedelta(days=1)
        with self.assertRaises(UserError):
            receipt._correct(day, "T-Li", " ")
        action = receipt.action_correct()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.date = day
        form.message = "T-Wrong day"
        form.save().action_record()
        self.assertEqual(self.picking.received_date, day)
        self.assertIn("T-Wrong day", receipt.message_ids[0].body)

    def test_done_when_received_and_paid(self):
        self._invoice(self.order)
        self.assertEqual(self.order.channel_state, "paid")
        self.picking._receive("office", message="T")
        self.assertEqual(self.order.channel_state, "done")
        self.assertEqual(self._get_labels()[-1], "Done")
        self.assertEqual(self._get_labels(done=False), [])

    def test_each_part_is_received_by_itself(self):
        order = self._confirm((self.goods, 4, 10))
        first = order.picking_ids
        self._ship(first, quantity=1)
        first._receive("office", message="T")
        self.assertEqual(order.channel_state, "part_shipped")
        self.assertIn("Received (1 of 2)", self._get_labels(order))
        self.assertIn("To be received (2 of 2)", self._get_labels(order, done=False))
        self._ship(order.picking_ids - first)
        self.assertEqual(order.channel_state, "shipped")
        (order.picking_ids - first)._receive("office", message="T")
        self.assertEqual(order.channel_state, "received")

    def test_silence(self):
        fresh = self._deliver(days_ago=6)
        self._run_cron()
        receipt = self.picking.receipt_ids
        self.assertEqual((receipt.kind, receipt.days), ("auto", 7))
        midnight = self.shipped.replace(hour=0, minute=0, second=0, microsecond=0)
        self.assertEqual(receipt.date, midnight + timedelta(days=8))
        self.assertIn("7 days", receipt._get_proof())
        self.assertFalse(receipt.user_id)
        self.assertFalse(fresh.receipt_ids)

    def test_silence_ends_with_the_day_of_the_company(self):
        clock = self.env["distributor.receipt.clock"]
        self.picking.date_done = "2026-03-01 17:30:00"  # 2 March in Shanghai
        for zone, before, after in (
            ("UTC", "2026-03-08 23:59:00", "2026-03-09 00:01:00"),
            ("Asia/Shanghai", "2026-03-09 15:59:00", "2026-03-09 16:01:00"),
        ):
            self.company.partner_id.tz = zone
            for moment, over in ((before, False), (after, True)):
                with self.subTest(moment), freeze_time(moment):
                    domain = clock._get_silent_domain(self.company)
                    found = self.env["stock.picking"].search(domain)
                    self.assertEqual(self.picking in found, over)

    def test_silence_of_nobody_asked(self):
        self.company.sudo().distributor_receipt_days = 0
        self._run_cron()
        self.assertFalse(self.picking.receipt_ids)
        self.assertFalse(self.picking._get_receipt_due())

    def test_queries_do_not_grow_with_the_deliveries(self):
        orders = self.env["sale.order"]
        for _number in range(5):
            picking = self._deliver()
            picking._receive("office", message="T")
            self._report(picking=picking)
            orders |= picking.sale_id
        counts = []
        for some in (orders[:2], orders):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._get_channel_timelines()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
