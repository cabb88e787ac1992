# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestOverride(CreditCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_credit(500)

    def _ask(self, amount=200, user=None, days=7, **kw):
        overrides = self.env["distributor.credit.override"]
        return overrides.with_user(user or self.finance).create(
            {
                "distributor_id": self.dealer.id,
                "amount": amount,
                "date_end": fields.Date.add(self.today, days=days),
                "reason": "T-Harvest",
                **kw,
            }
        )

    def _draft(self, amount):
        return self._create_order(self.dealer, [(self.goods, 1, amount)])

    def test_asked_approved_used_ended(self):
        order = self._draft(700)
        override = self._ask()
        self.assertEqual(order.exception_ids.credit_exceeded, 200)
        with self._refused("another person"):
            override.action_approve()
        override.with_user(self.other_finance).action_approve()
        self.assertFalse(order.exception_ids)
        self.assertEqual(override.used, 0)
        order.action_confirm()
        override.invalidate_recordset()
        self.assertEqual(override.used, 200)
        override.action_end()
        self.assertEqual(self._get_exposure().available, -200)
        kinds = self.dealer.sudo().credit_log_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["terms", "request", "approve", "end"])

    def test_finance_is_told(self):
        override = self._ask(user=self.finance)
        users = override.activity_ids.user_id
        self.assertIn(self.other_finance, users)
        self.assertNotIn(self.finance, users)
        override.with_user(self.other_finance).action_approve()
        self.assertFalse(override.activity_ids)

    def test_only_finance_decides(self):
        override = self._ask(user=self.manager)
        with self.assertRaises(AccessError):
            override.action_approve()
        with self.assertRaises(AccessError):
            override.action_refuse()
        wizard = self.env["distributor.credit.refuse"].with_user(self.finance)
        wizard.create({"override_ids": override.ids, "note": "T-No"}).action_confirm()
        self.assertEqual((override.state, override.note), ("refused", "T-No"))
        with self._refused():
            override.with_user(self.finance).action_approve()

    def test_nobody_writes_a_decision(self):
        override = self._ask(
            state="approved", requester_id=self.manager.id, approver_id=self.manager.id
        )
        self.assertEqual(
            (override.state, override.requester_id), ("requested", self.finance)
        )
        with self._refused("not changed"):
            override.write({"amount": 5})
        with self._refused():
            override.with_user(self.finance).sudo().unlink()
        with self._refused():
            self.dealer.sudo().credit_log_ids[0].reason = "T-Other"
        with self._refused():
            self.dealer.sudo().credit_log_ids.unlink()

    def test_ends_with_its_last_day(self):
        override = self._ask()
        override.with_user(self.other_finance).action_approve()
        self.assertEqual(self._get_exposure().room, 700)
        override.sudo().write(
            {
                "date_start": fields.Date.subtract(self.today, days=9),
                "date_end": fields.Date.subtract(self.today, days=1),
            }
        )
        self.assertEqual(self._get_exposure().room, 500)

    def test_wallet_of_a_prepaid_one_knows_it(self):
        self.dealer.sudo().prepaid = True
        self._ask().with_user(self.other_finance).action_approve()
        self._draft(700).action_confirm()
        self.assertEqual(self.wallet.credit_held, 700)
        with self._refused():
            self._draft(1).action_confirm()

    def test_order_is_decided_by_finance_on_its_exception(self):
        order = self._draft(700)
        row = order.exception_ids
        with self.assertRaises(AccessError):
            row.with_user(self.manager)._decide("approved", "T-Note")
        row.with_user(self.finance)._decide("approved", "T-Note")
        self.assertEqual((row.state, row.user_id), ("approved", self.finance))
        self.assertEqual(order.credit_override_ids.amount, 200)
        self.assertEqual(order.credit_override_ids.approver_id, self.finance)
        with self._refused():
            self._draft(501).action_confirm()  # for that order alone
        order.action_confirm()
        with self._refused():
            self._draft(1).action_confirm()

    def test_approval_falls_when_more_is_asked(self):
        order = self._draft(700)
        order.exception_ids.with_user(self.finance)._decide("approved", "T-Note")
        self._draft(100).action_confirm()
        with self._refused("exceeded by .*300"):
            order.action_confirm()
        order.sudo().action_check_exceptions()
        self.assertEqual(order.exception_ids.state, "open")
        self.assertTrue(order.exception_ids.reopened)

    def test_approval_falls_when_it_ends(self):
        order = self._draft(700)
        order.exception_ids.with_user(self.finance)._decide("approved", "T-Note")
        order.credit_override_ids.with_user(self.finance).action_end()
        with self._refused():
            order.action_confirm()

    def test_nobody_approves_an_order_of_its_own(self):
        order = self._draft(700)
        order.with_user(self.finance).user_id = self.finance
        with self._refused("another person"):
            order.exception_ids.with_user(self.finance)._decide("approved", "T-Note")

    def test_although_overdue(self):
        self._owe(10, age=31)
        order = self._draft(100)
        self.assertTrue(order.exception_ids)
        self._ask(0, passes_overdue=True).with_user(self.other_finance).action_approve()
        self.assertFalse(order.exception_ids)
        order.action_confirm()

    def test_desk_of_an_order_beyond_the_credit(self):
        order = self._draft(700)
        for user, decides in ((self.finance, True), (self.manager, False)):
            item = order.with_user(user)._get_desk_items()[0]
            methods = {button["method"] for button in item["buttons"]}
            with self.subTest(user.login):
                self.assertEqual("action_decide" in methods, decides)
                self.assertIn("action_ask_override", methods)

    def test_desk_of_a_held_delivery(self):
        self.company.credit_policy_delivery = "hold"
        order = self._draft(400)
        order.action_confirm()
        self._set_credit(100)
        picking = order.picking_ids
        picking._hold_for_credit()
        self.assertTrue(picking.is_credit_held)
        items = order.with_user(self.finance)._get_desk_items()
        [item] = [one for one in items if picking.name in one["kind"]]
        [again] = [b for b in item["buttons"] if b["method"] == "action_retry_credit"]
        self.assertEqual((again["model"], again["id"]), (picking._name, picking.id))

    # the decision

    def test_defaults_of_the_decision(self):
        self.company.credit_override_days = 5
        order = self._draft(700)
        wizard = self._decide_credit(order)
        override = order.credit_override_ids
        until = fields.Date.add(self.today, days=5)
        for one, names in (
            (wizard, ("credit_amount", "credit_until", "credit_passes_overdue")),
            (override, ("amount", "date_end", "passes_overdue")),
        ):
            self.assertEqual([one[name] for name in names], [200, until, False])

    def test_overdue_is_passed_only_where_there_is_some(self):
        self._owe(10, age=31)
        order = self._draft(100)
        self._decide_credit(order)
        override = order.credit_override_ids
        self.assertEqual((override.amount, override.passes_overdue), (0, True))
        order.action_confirm()
        self.assertFalse(order._find_delivery_blocks())

    def test_chosen_terms(self):
        order = self._draft(700)
        until = fields.Date.add(self.today, days=3)
        self._decide_credit(order, credit_amount=300, credit_until=until)
        override = order.credit_override_ids
        self.assertEqual((override.amount, override.date_end), (300, until))
        row = order.exception_ids
        self.assertEqual((row.grant_amount, row.grant_until), (300, until))
        log = self.dealer.sudo().credit_log_ids.filtered(lambda r: r.kind == "approve")
        self.assertEqual(
            (log.amount, log.until_date, log.document, log.user_id),
            (300, until, order.name, self.finance),
        )
        self.assertIn("300", " ".join(order.message_ids.mapped("body")))
        # as much as was approved, and no more, whatever else is bought meanwhile
        self._draft(100).action_confirm()
        order.sudo().action_check_exceptions()
        self.assertEqual((row.state, row.credit_exceeded), ("approved", 300))
        order.order_line.price_unit = 701
        order.sudo().action_check_exceptions()
        self.assertEqual((row.state, row.reopened), ("open", True))
        self.assertFalse(row.grant_amount)

    def test_address_and_quantity_do_not_matter(self):
        order = self._draft(700)
        self._decide_credit(order)
        place = self.dealer.partner_id.copy({"parent_id": self.dealer.partner_id.id})
        order.partner_shipping_id = place
        order.order_line.write({"product_uom_qty": 2, "price_unit": 350})
        self.assertEqual(order.exception_ids.state, "approved")
        order.action_confirm()

    def test_terms_that_do_not_help(self):
        self._owe(10, age=31)
        order = self._draft(700)
        past = fields.Date.subtract(self.today, days=1)
        for terms in (
            {"credit_amount": 100},
            {"credit_passes_overdue": False},
            {"credit_until": past},
            {"credit_until": False},
        ):
            with self.subTest(terms), self._refused(order.name):
                self._decide_credit(order, **terms)
        self._decide_credit(order, "refused", credit_amount=0)
        self.assertEqual(order.exception_ids.state, "refused")

    def test_only_finance_sets_terms(self):
        row = self._draft(700).exception_ids
        with self.assertRaises(AccessError):
            row.with_user(self.manager)._set_credit_terms(900, self.today, True)

    def test_several_at_once(self):
        orders = self._draft(700) | self._draft(600)
        rows = orders.exception_ids.with_user(self.finance)
        wizard = self.env["distributor.order.exception.decide"].with_user(self.finance)
        wizard = wizard.create({"exception_ids": rows.ids, "note": "T-Note"})
        self.assertFalse(wizard.credit_exception_id)
        wizard.action_approve()
        amounts = orders.credit_override_ids.mapped("amount")
        self.assertEqual(sorted(amounts), [100, 200])
