# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import ApprovalCommon


@tagged("post_install", "-at_install")
class TestBypass(ApprovalCommon):
    """No way leads around an approval."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls._create_rule("T-Boss", cls.boss)

    def test_each_way_to_confirm(self):
        ways = {
            "button": lambda o: o.with_user(self.sales).action_confirm(),
            "context": lambda o: o.with_user(self.sales)
            .with_context(skip_validation_check=True, skip_check_state_condition=True)
            .action_confirm(),
            "several": lambda o: (self._buy() | o).action_confirm(),
            "write": lambda o: o.with_user(self.sales).write({"state": "sale"}),
            "manager": lambda o: o.with_user(self.boss).action_confirm(),
            "copy": lambda o: o.copy().with_user(self.sales).action_confirm(),
        }
        for name, act in ways.items():
            order = self._buy()
            with self.subTest(name):
                self._assert_refused(lambda act=act, one=order: act(one), "T-Boss")
                self.assertEqual(order.state, "draft")

    def test_splitting_is_no_way_around(self):
        orders = self.env["sale.order"]
        if not hasattr(orders, "_split"):
            self.skipTest("orders cannot be split")
        self.rule.sudo().amount_minimum = 800
        order = self._buy()
        part = order._split({order.order_line: 4})
        for one in order | part:
            self.assertEqual(one.approval_state, "needed")
            self._assert_refused(one.action_confirm, "T-Boss")
        # what was asked for the whole is asked for its parts, by who asked
        order = self._buy()
        self._submit(order, self.buyer)
        part = order._split({order.order_line: 4})
        self.assertEqual(part.approval_user_id, self.buyer)
        self.assertEqual(len(self._reviews(order)), 1)
        self._approve(part, self.boss)
        self.assertEqual((part.state, order.state), ("sale", "sent"))
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")
        # what was approved holds, as the parts are no more than the whole
        self.company.sudo().approval_own_orders = False
        order = self._buy()
        order.with_user(self.sales).action_ask_approval()
        self._approve(order, self.boss)
        part = order._split({order.order_line: 4})
        self.assertEqual(order.approval_state, "approved")
        self.assertEqual(part.approval_state, "waiting")
        self.assertFalse(self._buy(quantity=6)._needs_approval())

    def test_what_was_merged_is_asked_again_when_undone(self):
        orders = self.env["sale.order"]
        if not hasattr(orders, "_merge"):
            self.skipTest("orders cannot be merged")
        self.rule.sudo().amount_minimum = 800
        one, two = self._buy(), self._buy()
        for order in one | two:
            self._submit(order, self.buyer)
        (one | two)._merge()
        self.assertEqual(one.approval_state, "waiting")
        one._unmerge()
        for order in one | two:
            self.assertEqual((order.state, order.approval_state), ("sent", "waiting"))
            self.assertEqual(order.approval_user_id, self.buyer)
            self._approve(order, self.boss)
            self.assertEqual(order.state, "sale")

    def test_import(self):
        values = {
            "partner_id": self.bottom.partner_id.id,
            "state": "sale",
            "order_line": [Command.create({"product_id": self.longjing.id})],
        }
        self._assert_refused(
            lambda: self.env["sale.order"].with_user(self.sales).create(values),
            "T-Boss",
        )

    def test_a_copy_carries_no_approval(self):
        order = self._buy()
        self._submit(order, self.buyer)
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")
        again = order.copy()
        self.assertFalse(again.approval_review_ids)
        self.assertFalse(again.approval_user_id)
        self.assertFalse(again.approval_submitted)
        self.assertEqual(again.approval_state, "needed")
        self._assert_refused(again.action_confirm, "T-Boss")

    def test_accepted_in_the_portal_it_waits(self):
        order = self._buy(require_signature=True)
        order.state = "sent"
        self.assertTrue(order._has_to_be_signed())
        # sudo: as the stock page does after its own check of access
        order.with_user(self.buyer).sudo()._validate_order()
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.approval_state, "waiting")
        self.assertEqual(order.approval_user_id, self.buyer)
        self.assertFalse(order._has_to_be_signed())
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")

    def test_no_money_is_taken_before(self):
        order = self._buy(
            require_payment=True, require_signature=False, prepayment_percent=1.0
        )
        order.state = "sent"
        self.assertFalse(order._has_to_be_paid())
        self._submit(order, self.buyer)
        self.assertFalse(order._has_to_be_paid())
        self.rule.sudo().active = False
        self.env.invalidate_all()  # as in the next request
        self.assertTrue(order._has_to_be_paid())

    def test_a_payment_that_came_all_the_same_waits(self):
        provider = self.env["payment.provider"].search([], limit=1)
        method = self.env["payment.method"].with_context(active_test=False)
        order = self._buy(require_payment=True, prepayment_percent=1.0)
        order.state = "sent"
        transaction = self.env["payment.transaction"].create(
            {
                "amount": order.amount_total,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "provider_id": provider.id,
                "payment_method_id": method.search([], limit=1).id,
                "reference": "T-TX",
                "sale_order_ids": [Command.set(order.ids)],
                "state": "done",
            }
        )
        confirmed = transaction._check_amount_and_confirm_order()
        self.assertFalse(confirmed)
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.approval_state, "waiting")
        self._approve(order, self.boss)
        self.assertEqual(order.state, "sale")

    def test_nothing_about_approvals_is_written_by_rpc(self):
        order = self._buy()
        order.with_user(self.sales).action_ask_approval()
        review = self._reviews(order)
        for user in (self.sales, self.boss):
            mine, one = order.with_user(user), review.with_user(user)
            acts = {
                "status": lambda one=one: one.write({"status": "approved"}),
                "reviewers": lambda one=one, u=user: one.write(
                    {"reviewer_ids": [Command.link(u.id)]}
                ),
                "another order": lambda one=one: one.write({"res_id": 0}),
                "unlink": lambda one=one: one.unlink(),
                "create": lambda one=one: one.create(
                    {
                        "model": "sale.order",
                        "res_id": order.id,
                        "definition_id": self.rule.id,
                        "status": "approved",
                    }
                ),
                "validation_status": lambda o=mine: o.write(
                    {"validation_status": "validated"}
                ),
                "review_ids": lambda o=mine: o.write(
                    {"review_ids": [Command.delete(review.id)]}
                ),
                "submitted": lambda o=mine: o.write({"approval_submitted": True}),
                "asker": lambda o=mine: o.write({"approval_user_id": self.finance.id}),
                "wizard of OCA": lambda o=mine, u=user: (
                    self.env["comment.wizard"]
                    .with_user(u)
                    .create(
                        {
                            "validate_reject": "validate",
                            "res_model": "sale.order",
                            "res_id": o.id,
                            "comment": "x",
                        }
                    )
                    .add_comment()
                ),
            }
            for name, act in acts.items():
                with (
                    self.subTest(name, user=user.login),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    act()
        self.env.invalidate_all()
        self.assertEqual(self._reviews(order).status, "pending")

    def test_a_review_of_something_else_cannot_become_one_of_an_order(self):
        order = self._buy()
        partner = self.env.ref("base.main_partner")
        loose = (
            self.env["tier.review"]
            .with_user(self.sales)
            .create({"model": "res.partner", "res_id": partner.id})
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            loose.write({"model": "sale.order", "res_id": order.id})

    def test_methods_of_oca_follow_our_checks(self):
        order = self._buy()
        order.with_user(self.sales).request_validation()
        self.assertEqual(order.approval_state, "waiting")
        with self.assertRaises(UserError):
            order.with_user(self.sales).validate_tier()
        with self.assertRaises(UserError):
            order.with_user(self.sales).reject_tier()
        action = order.with_user(self.boss).validate_tier()
        self.assertEqual(action["res_model"], "distributor.approval.decide")
        order.with_user(self.sales).restart_validation()
        self.assertEqual(order.approval_state, "waiting")

    def test_the_wizard(self):
        order = self._buy()
        self._submit(order, self.buyer)
        wizards = self.env["distributor.approval.decide"]
        mine = wizards.with_user(self.boss).create({"order_id": order.id})
        self.assertEqual(mine.review_ids, self._reviews(order))
        self.assertIn("first order", mine.history)
        theirs = wizards.with_user(self.sales).create({"order_id": order.id})
        self.assertFalse(theirs.review_ids)
        with self.assertRaises(UserError), self.cr.savepoint():
            theirs.action_approve()
        mine.action_approve()
        self.assertEqual(order.state, "sale")

    def test_deleting_an_order_deletes_its_approvals(self):
        order = self._buy()
        order.with_user(self.sales).action_ask_approval()
        review = self._reviews(order)
        admin = new_test_user(
            self.env,
            "t-admin",
            "distributor.distributor_group_manager,sales_team.group_sale_manager",
        )
        order.with_user(admin).unlink()
        self.assertFalse(review.exists())
