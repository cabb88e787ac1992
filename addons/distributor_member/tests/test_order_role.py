# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ROLES, MemberCommon

# one transparent pixel
SIGNATURE = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestOrderRole(MemberCommon):
    """What a role does not allow is refused where the order changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.upline = cls._create_login("t-upline", cls.country)
        cls.provider = cls.env["payment.provider"].search([], limit=1)
        methods = cls.env["payment.method"].with_context(active_test=False)
        cls.method = methods.search([], limit=1)
        cls.public = cls.env.ref("base.public_user")

    def _as(self, user, order=None):
        # sudo: as the stock pages do after their own check of access
        order = order or self._create_order(self.dealer)
        return order.with_user(user).sudo()

    def _check(self, act, allowed):
        for role in ROLES:
            with self.subTest(role=role):
                self._try(act, self.users[role], role in allowed)
        for user in (self.stranger, self.clerk, self.upline, self.public):
            with self.subTest(user=user.login):
                self._try(act, user, False)

    def _try(self, act, user, allowed):
        order = self._as(user)
        if allowed:
            act(order)
            return
        with self.assertRaises(AccessError) as caught, self.cr.savepoint():
            act(order)
        self.assertIn(order.name, str(caught.exception))

    def test_confirm(self):
        self._check(lambda order: order.action_confirm(), ("owner", "buyer"))

    def test_plain_write(self):
        self._check(lambda order: order.write({"state": "sale"}), ("owner", "buyer"))

    def test_sign(self):
        self._check(
            lambda order: order.write({"signature": SIGNATURE}),
            ("owner", "buyer"),
        )

    def test_cancel(self):
        self._check(lambda order: order._action_cancel(), ("owner", "buyer"))

    def test_change_quantity(self):
        self._check(
            lambda order: order.order_line.write({"product_uom_qty": 3}),
            ("owner", "buyer"),
        )

    def test_confirmer_is_kept(self):
        order = self._as(self.users["buyer"])
        order.action_confirm()
        self.assertEqual(order.portal_user_id, self.users["buyer"])
        order = self._create_order(self.dealer)
        order.action_confirm()
        self.assertFalse(order.portal_user_id)

    def test_customers_that_are_no_distributors(self):
        order = self._create_order(self.dealer)
        order.partner_id = self.stranger.partner_id
        self._as(self.public, order).action_confirm()
        self.assertEqual(order.state, "sale")

    def _pay(self, user, order, **kw):
        return (
            self.env["payment.transaction"]
            .with_user(user)
            .sudo()
            .create(
                {
                    "provider_id": self.provider.id,
                    "payment_method_id": self.method.id,
                    "amount": order.amount_total,
                    "currency_id": order.currency_id.id,
                    "partner_id": user.partner_id.id,
                    "reference": f"T-{order.id}-{user.id}",
                    "sale_order_ids": [(6, 0, order.ids)],
                    **kw,
                }
            )
        )

    def test_pay_a_quotation(self):
        self._check(lambda order: self._pay(order.env.user, order), ("owner",))

    def test_pay_an_order(self):
        def pay(order):
            order.with_user(self.env.user).action_confirm()
            self._pay(order.env.user, order)

        self._check(pay, ("owner", "finance"))

    def test_paid_quotation_is_confirmed_by_its_payer(self):
        order = self._create_order(self.dealer)
        payment = self._pay(self.users["owner"], order)
        payment.state = "done"
        self._as(self.public, order).action_confirm()
        self.assertEqual(order.portal_user_id, self.users["owner"])

    def test_card_of_a_colleague(self):
        token = self.env["payment.token"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "partner_id": self.users["owner"].partner_id.id,
                "provider_ref": "T",
                "payment_details": "0042",
            }
        )
        free = self._create_order(self.dealer)
        free.partner_id = self.stranger.partner_id
        for role in ROLES:
            user = self.users[role]
            if role in ("owner", "finance"):
                self._pay(user, free, token_id=token.id)
                continue
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._pay(user, free, token_id=token.id)
