# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import DistributorCommon


@tagged("post_install", "-at_install")
class TestMove(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )
        cls.now = cls.dealer._get_today()
        cls.other = cls._create_distributor("T-M2", "master")

    def _open(self, nodes, **values):
        wizard = self.env["distributor.move"].with_user(self.manager)
        form = Form(wizard.with_context(default_distributor_ids=nodes.ids))
        form.reason = "New city agent"
        for name, value in values.items():
            form[name] = value
        return form

    def _get_effects(self, nodes, upline):
        effects = nodes.with_user(self.manager)._get_move_effects(upline, self.now)
        return {
            kind: [row["text"] for row in effects if row["kind"] == kind]
            for kind in ("change", "stay", "lose", "gain")
        }

    def test_preview(self):
        self._create_order(self.dealer, [(self.product, 1, 70)])
        self._create_order(self.dealer, [(self.product, 3, 100)]).action_confirm()
        self._create_order(self.master, [(self.product, 1, 999)]).action_confirm()
        effects = self._get_effects(self.country, self.other)
        self.assertRegex(effects["change"][0], r"Quotations.*: 1,.*\b70\.00")
        self.assertRegex(effects["stay"][0], r"confirmed orders: 1,.*300\.00")
        self.assertRegex(effects["stay"][1], r"Sales of .* so far:.*300\.00")
        self.assertEqual(len(effects["lose"]), 2)
        self.assertRegex(effects["lose"][0], r"T-M\].*300\.00")
        self.assertRegex(effects["lose"][1], r"T-R\].*300\.00")
        self.assertEqual(len(effects["gain"]), 1)
        self.assertRegex(effects["gain"][0], r"T-M2\].*300\.00")
        form = self._open(self.country, upline_id=self.other)
        self.assertFalse(form.refusal)
        for text in ("Test T-R", "Test T-M2", "300.00", "Gains the branch"):
            self.assertIn(text, form.preview)

    def test_common_upline_stays(self):
        effects = self._get_effects(self.country, self.master)
        self.assertRegex(effects["lose"][0], "T-R")
        self.assertFalse(effects["gain"])
        self.assertRegex(effects["stay"][-1], "T-M")

    def test_orders_in_another_currency_count_in_the_companys(self):
        currency = self.env["res.currency"].create(
            {"name": "TCU", "symbol": "T", "rate_ids": [(0, 0, {"rate": 4.0})]}
        )
        order = self._create_order(self.dealer, [(self.product, 1, 400)])
        order.currency_id = currency
        self.env.flush_all()
        order.sudo().write({"currency_rate": 4.0})
        sales = self.country._get_branch_sales(self.now)
        self.assertEqual(sales[self.country.id]["quoted"], 100)

    def test_refusal_is_shown_before_pressing(self):
        form = self._open(self.country, upline_id=self.dealer)
        self.assertIn("higher level", form.refusal)
        self.assertFalse(form.preview)
        form.upline_id = self.other
        form.date = self.now - timedelta(days=1)
        self.assertIn("today or later", form.refusal)
        form.date = self.now
        self.assertFalse(form.refusal)
        form.upline_id = self.regional
        self.assertIn("stands there already", form.refusal)

    def test_reason_is_kept_and_all_are_told(self):
        self.regional.partner_id.email = "r@t.example"
        form = self._open(self.country, upline_id=self.other)
        form.save().action_move()
        row = self.country._get_last_row()
        self.assertEqual(row.reason, "New city agent")
        self.assertEqual(row.user_id, self.manager)
        self.assertEqual(row.date_planned, self.now)
        self.assertIn("New city agent", self.country.message_ids[:1].body)
        leaving, joining = self.regional.message_ids[:1], self.other.message_ids[:1]
        self.assertIn("no longer in your downline", leaving.body)
        self.assertEqual(leaving.partner_ids, self.regional.partner_id)
        self.assertIn("T-C", joining.body)
        self.assertFalse(joining.partner_ids)
        for message in (leaving, joining):
            self.assertNotIn("New city agent", message.body)
        self.assertNotIn("T-M2", leaving.body)
        self.assertNotIn("T-R", joining.body)

    def test_plan_and_cancel(self):
        day = self.now + timedelta(days=3)
        form = self._open(self.country, upline_id=self.other, date=day)
        form.save().action_move()
        self.assertEqual(self.country.parent_id, self.regional)
        row = self.country._get_last_row()
        self.assertTrue(row.can_cancel)
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with self.assertRaises(AccessError):
            row.with_user(user).action_cancel()
        row.with_user(self.manager).action_cancel()
        self.assertEqual(len(self.country.upline_ids), 1)
        self.assertFalse(self.country.upline_ids.date_end)
        self.assertIn("is cancelled", self.country.message_ids[:1].body)

    def test_many_in_one_go(self):
        nodes = self.regional | self.dealer
        form = self._open(nodes, upline_id=self.other)
        self.assertEqual(form.branch_count, 1)
        form.save().action_move()
        self.assertEqual(nodes.parent_id, self.other)
        self.assertEqual(self.country.parent_id, self.regional)

    def test_only_managers_move(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        wizard = self._open(self.country, upline_id=self.other).save()
        with self.assertRaises(AccessError):
            wizard.with_user(user).action_move()
        with self.assertRaises(AccessError):
            wizard.with_user(user).sudo().with_user(user).read(["preview"])
