# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import select
from .members import QUIET, ROLES, MembersCommon


@tagged("post_install", "-at_install")
class TestOrderRoles(MembersCommon):
    """What the stock pages of an order do as superuser, by role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell(cls.dealer, 100)
        cls.shipped = cls._confirm((cls.goods, 1, 50), distributor=cls.dealer)

    def test_accept_by_role(self):
        for kind, user in self.everybody.items():
            self._login_as(user)
            for token in (False, True):
                order = self._offer()
                answer = self._accept(order, token and order._portal_ensure_token())
                allowed = kind in ("owner", "buyer")
                with self.subTest(kind=kind, token=token):
                    self.assertEqual("error" not in answer["result"], allowed)
                    self.assertEqual(order.state, "sale" if allowed else "sent")
                    self.assertEqual(bool(order.signature), allowed)
                    self.assertEqual(
                        order.portal_user_id, user if allowed else user[:0]
                    )

    def test_link_alone_reads_but_does_not_accept(self):
        order = self._offer()
        token = order._portal_ensure_token()
        self.authenticate(None, None)
        page = self._open(f"/my/orders/{order.id}?access_token={token}")
        self.assertTrue(select(page, ".o_distributor_member_refusal a[href]"))
        self.assertFalse(page.xpath("//a[@data-bs-target='#modalaccept']"))
        self.assertIn("error", self._accept(order, token)["result"])
        self._post(
            f"/my/orders/{order.id}/decline?access_token={token}", decline_message="No"
        )
        self.assertEqual(order.state, "sent")
        self.assertFalse(order.signature)

    def test_decline_by_role(self):
        for kind, user in self.everybody.items():
            self._login_as(user)
            order = self._offer()
            token = order._portal_ensure_token()
            self._post(
                f"/my/orders/{order.id}/decline?access_token={token}",
                decline_message="No",
            )
            allowed = kind in ("owner", "buyer")
            with self.subTest(kind=kind):
                self.assertEqual(order.state, "cancel" if allowed else "sent")

    @mute_logger(*QUIET)
    def test_pay_by_role(self):
        provider = self.env["payment.provider"].sudo().search([], limit=1)
        methods = self.env["payment.method"].sudo().with_context(active_test=False)
        values = {
            "provider_id": provider.id,
            "payment_method_id": methods.search([], limit=1).id,
            "token_id": None,
            "amount": 10,
            "flow": "redirect",
            "tokenization_requested": False,
            "landing_route": "/my",
        }
        invoice = self.order.invoice_ids
        for kind, user in {**self.everybody, "public": None}.items():
            self._login_as(user) if user else self.authenticate(None, None)
            for record, url, roles in (
                (self.shipped, "/my/orders/%s/transaction", ("owner", "finance")),
                (self._offer(), "/my/orders/%s/transaction", ("owner",)),
                (invoice, "/invoice/transaction/%s", ("owner", "finance")),
            ):
                token = record._portal_ensure_token()
                answer = self._json(url % record.id, access_token=token, **values)
                with self.subTest(kind=kind, record=record):
                    self.assertEqual("result" in answer, kind in roles)

    def test_quantities_by_role(self):
        route = "/my/orders/%s/update_line_dict"
        for kind, user in self.everybody.items():
            self._login_as(user)
            order = self._offer()
            line = order.order_line
            self.patch(type(line), "_can_be_edited_on_portal", lambda line: True)
            with mute_logger("odoo.http"):
                self._json(
                    route % order.id,
                    line_id=line.id,
                    access_token=order._portal_ensure_token(),
                    input_quantity=7,
                )
            with self.subTest(kind=kind):
                allowed = kind in ("owner", "buyer")
                self.assertEqual(line.product_uom_qty, 7 if allowed else 1)

    def test_message_by_role(self):
        for kind, user in self.everybody.items():
            self._login_as(user)
            with mute_logger("odoo.http"):
                answer = self._json(
                    "/mail/message/post",
                    thread_model="sale.order",
                    thread_id=self.order.id,
                    post_data={"body": f"T-{kind}", "message_type": "comment"},
                )
            with self.subTest(kind=kind):
                self.assertEqual("error" not in answer, kind in ROLES)

    # limits

    def test_beyond_the_limit_the_owner_is_asked(self):
        self._get_member("buyer").limit_order = 150
        order = self._offer(200.0)
        self._login_as(self.roles["buyer"])
        page = self._open(f"/my/orders/{order.id}")
        self.assertIn("150.00", self._text(page, ".o_distributor_member_refusal"))
        error = self._accept(order)["result"]["error"]
        self.assertIn("200.00", error)
        self.assertIn("owner was asked", error)
        self.assertEqual((order.state, order.signature), ("sent", False))
        self.assertEqual(order.portal_asked_by, self.roles["buyer"])
        self._login_as(self.roles["owner"])
        page = self._open(f"/my/orders/{order.id}")
        waiting = self._text(page, ".o_distributor_member_waiting")
        self.assertIn(self.roles["buyer"].name, waiting)
        self.assertNotIn("error", self._accept(order)["result"])
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.roles["owner"])

    def test_buttons_by_role(self):
        order = self._offer()
        for role in ROLES:
            self._login_as(self.roles[role])
            page = self._open(f"/my/orders/{order.id}")
            with self.subTest(role=role):
                allowed = role in ("owner", "buyer")
                buttons = page.xpath("//a[@data-bs-target='#modalaccept']")
                self.assertEqual(bool(buttons), allowed)
                self.assertEqual(bool(select(page, "form[id=decline]")), allowed)
