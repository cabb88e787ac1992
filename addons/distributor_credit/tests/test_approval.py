# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_approval.tests.common import ApprovalFactory

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestApproval(ApprovalFactory, CreditCommon):
    """A rule asks about credit, and its reviewer sees what there is to know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._clear_approval_rules()
        cls._set_credit(500)
        cls.boss = new_test_user(
            cls.env,
            "t-boss",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.rule = cls._create_rule("T-Credit", cls.boss, exception_kind="credit")

    def _draft(self, amount):
        order = self._create_order(self.dealer, [(self.goods, 1, amount)])
        self.env.flush_all()
        return order

    def _ask(self, order, user=None):
        order.with_user(user or self.manager).action_ask_approval()

    def _open(self, order, user):
        wizard = self.env["distributor.approval.decide"].with_user(user)
        return wizard.create({"order_id": order.id})

    def _asked(self, order):
        self.env.flush_all()
        order.sudo()._refresh_open_exceptions([("id", "=", order.id)])
        return [rule.id for rule in order.sudo()._get_missing_rules()]

    def _approved(self, amount=700):
        order = self._draft(amount)
        self._ask(order)
        self._open(order, self.boss).action_approve()
        self.assertEqual(order.exception_ids.state, "approved")
        return order

    def test_what_a_reviewer_sees(self):
        self._owe(200, age=31)
        self._create_order(self.dealer, [(self.goods, 1, 100)])
        order = self._draft(450)
        self._ask(order)
        wizard = self._open(order, self.boss)
        names = ("limit", "override", "used", "overdue", "adds", "over")
        self.assertEqual(
            [wizard[f"outlook_{name}"] for name in names], [500, 0, 200, 200, 450, 150]
        )
        self.assertTrue(wizard.shows_credit)
        self.assertEqual(
            (wizard.credit_amount, wizard.credit_passes_overdue), (150, True)
        )
        wizard.action_approve()
        override = order.credit_override_ids
        self.assertEqual((override.amount, override.passes_overdue), (150, True))
        self.assertEqual(override.approver_id, self.boss)
        # confirmed, it is not counted twice
        order.action_confirm()
        found = order._get_credit_outlook()
        self.assertEqual([found[name] for name in names], [500, 150, 200, 200, 450, 0])

    def test_who_pays_ahead_has_no_credit_to_show(self):
        self._set_credit(0)
        self.dealer.sudo().prepaid = True
        self.rule.sudo().exception_kind = False
        order = self._draft(100)
        self._ask(order)
        self.assertFalse(self._open(order, self.boss).shows_credit)

    def test_finance_chooses_the_terms(self):
        self.rule.sudo().reviewer_id = self.finance
        order = self._draft(700)
        self._ask(order)
        until = fields.Date.add(self.today, days=2)
        wizard = self._open(order, self.finance)
        wizard.write({"credit_amount": 260, "credit_until": until})
        wizard.action_approve()
        override = order.credit_override_ids
        self.assertEqual((override.amount, override.date_end), (260, until))

    def test_others_approve_what_is_exceeded(self):
        order = self._draft(700)
        self._ask(order)
        wizard = self._open(order, self.boss)
        wizard.credit_amount = 9000
        wizard.action_approve()
        self.assertEqual(order.credit_override_ids.amount, 200)

    def test_not_asked_again_for_what_it_does_not_affect(self):
        place = self.dealer.partner_id.copy({"parent_id": self.dealer.partner_id.id})
        for name, change in (
            ("moved", {"partner_shipping_id": place.id}),
            ("cheaper", {"price_unit": 690}),
            ("more and cheaper", {"product_uom_qty": 2, "price_unit": 300}),
        ):
            with self.subTest(name):
                order = self._approved()
                record = order if "partner_shipping_id" in change else order.order_line
                record.write(change)
                self.assertFalse(self._asked(order))
                order.action_confirm()
                order._action_cancel()

    def test_asked_again_when_more_is_exceeded(self):
        order = self._approved()
        order.order_line.price_unit = 701
        self.assertEqual(self._asked(order), self.rule.ids)
        with self._refused():
            order.action_confirm()
        self._ask(order)
        self.assertEqual(order.exception_ids.state, "open")
        self._open(order, self.boss).action_approve()
        override = order.credit_override_ids.filtered("is_active")
        self.assertEqual(override.amount, 201)
        order.action_confirm()

    def test_asked_again_when_others_use_the_credit(self):
        order = self._approved()
        self._create_order(self.dealer, [(self.goods, 1, 50)]).action_confirm()
        self.assertEqual(self._asked(order), self.rule.ids)
        order.sudo()._sync_reviews()
        self.assertEqual(order.exception_ids.state, "open")
        self.assertEqual(order.credit_override_ids.mapped("amount"), [200])

    def test_asked_again_when_the_override_ended(self):
        order = self._approved()
        order.credit_override_ids.with_user(self.finance).action_end()
        self.assertEqual(self._asked(order), self.rule.ids)
        order.sudo()._sync_reviews()
        self.assertNotIn("approved", order.credit_override_ids.mapped("state"))

    def test_what_a_rule_asks_is_not_decided_beside_it(self):
        order = self._draft(700)
        with self._refused("T-Credit"):
            self._decide_credit(order)

    def test_each_decides_on_what_is_theirs(self):
        self.rule.active = False
        self.company.exception_policy_unmatched = "ask"
        order = self._draft(700)
        credit = order.exception_ids
        other = credit.sudo().create(
            {"order_id": order.id, "kind": "unmatched", "policy": "ask"}
        )
        both = credit | other
        for user, rows in ((self.finance, credit), (self.boss, other)):
            mine = both.with_user(user)
            self.assertEqual(mine.filtered("may_decide"), rows)
            self.assertTrue(order.with_user(user).exceptions_may_decide)
            context = mine.action_decide()["context"]
            self.assertEqual(context["default_exception_ids"], rows.ids)
        plain = self._create_user("t-plain", "distributor.distributor_group_user")
        self.assertFalse(both.with_user(plain).filtered("may_decide"))
        self.rule.active = True
        credit.invalidate_recordset()
        self.assertFalse(credit.with_user(self.finance).may_decide, "the rule asks")

    def test_list_asks_for_rules_once(self):
        self._create_rule("T-Usual", self.boss, unusual_factor=3)
        orders = [self._draft(700 + step) for step in range(6)]
        rows = self.env["distributor.order.exception"].concat(
            *(order.exception_ids for order in orders)
        )
        self.env.flush_all()
        counts = []
        for few in (rows[:1], rows[:2], rows):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            few.with_user(self.finance).mapped("may_decide")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts[1:], "the first one fills caches")

    def test_submitted_it_is_confirmed_when_finance_approves(self):
        self.rule.sudo().active = False
        order = self._draft(700)
        order.with_user(self.manager).sudo()._request_confirmation()
        self.assertEqual(order.state, "sent")
        self._decide_credit(order)
        self.assertEqual(order.state, "sale")

    def test_an_upline_learns_no_amount(self):
        order = self._draft(700)
        facts = order.sudo()._get_approval_facts()
        for upline, wanted in ((False, True), (True, False)):
            texts = self.rule.sudo()._get_reasons(order.sudo(), facts, upline=upline)
            self.assertEqual("500" in " ".join(texts), wanted)
