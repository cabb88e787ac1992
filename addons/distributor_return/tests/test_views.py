# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import Form, tagged

from .common import ReturnCommon


@tagged("post_install", "-at_install")
class TestViews(ReturnCommon):
    def test_form_from_the_order(self):
        order = self._deliver((self.goods, 4, 100))
        action = order.with_user(self.seller).action_return_goods()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.seller)
            .with_context(**action["context"])
        )
        form.reason_id = self.reason
        with form.line_ids.edit(0) as line:
            self.assertEqual(line.quantity_available, 4)
            line.quantity = 3
        record = form.save()
        record.action_request()
        self.assertEqual(record.amount_requested, 300)
        self.assertEqual(record.requested_by, "staff")
        form = Form(record.with_user(self.manager))
        with form.line_ids.edit(0) as line:
            line.goods_back = False
        form.save()
        record.with_user(self.manager).action_approve()
        self.assertEqual(record.state, "approved")

    def test_buttons(self):
        order = self._deliver((self.goods, 4, 100))
        self.assertTrue(order.may_return)
        record = self._give_back(order, 1)
        for source in (order, self.dealer):
            action = source.with_user(self.seller).action_view_goods_returns()
            self.assertEqual(self.env[record._name].search(action["domain"]), record)
            self.assertEqual(source.goods_return_count, 1)
        self.assertEqual(
            record.action_view_pickings()["res_id"], record.move_ids.picking_id.id
        )
        self.assertEqual(
            record.action_view_credit_notes()["res_id"], record.credit_note_ids.id
        )

    def test_rate(self):
        order = self._deliver((self.goods, 8, 100))
        self._give_back(order, 2)
        self._deliver((self.goods, 2, 100))
        self.env.flush_all()
        report = self.env["distributor.return.report"].with_user(self.seller)
        [(product, delivered, returned, rate)] = report._read_group(
            [("distributor_id", "=", self.dealer.id)],
            ["product_id"],
            ["delivered:sum", "returned:sum", "rate:avg"],
        )
        self.assertEqual(product, self.goods)
        self.assertEqual((delivered, returned, rate), (10, 2, 20))

    def test_exit_waits_for_returns(self):
        order = self._deliver((self.goods, 4, 100))
        record = self._ask(order, 1)
        [item] = [i for i in self.dealer._get_exit_items() if i["key"] == "return"]
        self.assertFalse(item["done"])
        self.assertIn(record.name, item["detail"])
        record.action_cancel()
        [item] = [i for i in self.dealer._get_exit_items() if i["key"] == "return"]
        self.assertTrue(item["done"])

    def test_settings(self):
        settings = Form(self.env["res.config.settings"])
        settings.distributor_return_days = 14
        settings.distributor_return_credit = "manual"
        settings.save().execute()
        self.assertEqual(self.env.company.distributor_return_days, 14)
