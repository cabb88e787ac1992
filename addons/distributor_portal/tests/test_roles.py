# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HOME, select
from .members import ROLES, MembersCommon

PAGE_ROLES = {
    HOME: ROLES,
    f"{HOME}/orders": ROLES,
    f"{HOME}/wallet": ("owner", "finance"),
    f"{HOME}/commission": ("owner", "finance"),
    f"{HOME}/members": ("owner",),
}
READ_ROLES = {
    "sale.order": ROLES,
    "sale.order.line": ROLES,
    "stock.picking": ROLES,
    "account.move": ("owner", "finance"),
    "account.move.line": ("owner", "finance"),
}
QUIET = (
    "odoo.http",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
)


@tagged("post_install", "-at_install")
class TestRoles(MembersCommon):
    """Role by right, on each page and by RPC, and for people who have no role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._sell(cls.dealer, 100)
        cls.shipped = cls._confirm((cls.goods, 1, 50), distributor=cls.dealer)
        # pickings are shown by stock to the very contact they go to
        cls.shipped.picking_ids.partner_id = cls.roles["viewer"].partner_id

    # pages

    def test_pages_by_role(self):
        for role in ROLES:
            self._login_as(self.roles[role])
            for url, allowed in PAGE_ROLES.items():
                with self.subTest(role=role, url=url):
                    status = self.url_open(url).status_code
                    self.assertEqual(status, 200 if role in allowed else 404)
            missing = self.url_open(f"{HOME}/nothing").status_code
            self.assertEqual(missing, 404)

    def test_pages_of_people_without_role(self):
        for kind in ("clerk", "ended", "stranger"):
            self._login_as(self.others[kind])
            for url in PAGE_ROLES:
                with self.subTest(kind=kind, url=url):
                    self.assertIn(
                        "for distributors", self._text(self._open(url), "main")
                    )

    def test_tabs_and_figures_by_role(self):
        for role in ROLES:
            self._login_as(self.roles[role])
            money = role in ("owner", "finance")
            for url in (HOME, "/my"):
                page = self._open(url)
                for name in ("commission", "wallet"):
                    with self.subTest(role=role, url=url, figure=name):
                        self.assertEqual(bool(select(page, f"a[name={name}]")), money)
            links = [a.get("href") for a in select(self._open(HOME), "nav a[href]")]
            self.assertEqual(f"{HOME}/wallet" in links, money)
            self.assertEqual(f"{HOME}/members" in links, role == "owner")

    def test_document_pages_by_role(self):
        invoice = self.order.invoice_ids
        token = invoice._portal_ensure_token()
        for kind, user in self.everybody.items():
            self._login_as(user)
            for url, roles in (
                (f"/my/orders/{self.order.id}", ROLES),
                (f"/my/invoices/{invoice.id}", ("owner", "finance")),
                # a link in a mail does not lift a logged-in user above its role
                (
                    f"/my/invoices/{invoice.id}?access_token={token}",
                    ("owner", "finance"),
                ),
            ):
                with self.subTest(kind=kind, url=url):
                    answer = self.url_open(url, allow_redirects=False)
                    self.assertEqual(answer.status_code, 200 if kind in roles else 303)

    def test_lists_of_stock_by_role(self):
        for kind, user in self.everybody.items():
            self._login_as(user)
            for url, name, roles in (
                ("/my/orders", self.order.name, ROLES),
                ("/my/invoices", self.order.invoice_ids.name, ("owner", "finance")),
            ):
                with self.subTest(kind=kind, url=url):
                    text = self._text(self._open(url), "main")
                    self.assertEqual(name in text, kind in roles)

    # RPC

    @mute_logger(*QUIET)
    def test_rpc_by_role(self):
        records = {
            "sale.order": self.order,
            "sale.order.line": self.order.order_line,
            "stock.picking": self.shipped.picking_ids,
            "account.move": self.order.invoice_ids,
            "account.move.line": self.order.invoice_ids.line_ids[:1],
        }
        stock = {"viewer": self.shipped.picking_ids}  # whom stock shows the delivery
        for kind, user in self.everybody.items():
            self._login_as(user)
            for model, record in records.items():
                allowed = kind in READ_ROLES[model]
                if model == "stock.picking":
                    allowed = kind in stock
                with self.subTest(kind=kind, model=model):
                    self._check_reads(model, record, allowed)

    def _check_reads(self, model, record, allowed):
        domain = [("id", "in", record.ids)]
        found = self._rpc(model, "search_read", domain, ["display_name"])
        self.assertEqual(bool(found["result"]), allowed)
        self.assertEqual(
            self._rpc(model, "search_count", domain)["result"] > 0, allowed
        )
        groups = self._rpc(model, "formatted_read_group", domain, [], ["__count"])
        self.assertEqual(groups["result"][0]["__count"] > 0, allowed)
        for method, args in (
            ("read", (record.ids, ["display_name"])),
            ("web_read", (record.ids, {"display_name": {}})),
        ):
            answer = self._rpc(model, method, *args)
            self.assertEqual("error" not in answer, allowed, method)

    @mute_logger(*QUIET)
    def test_ended_member_reads_no_delivery(self):
        self.shipped.picking_ids.partner_id = self.others["ended"].partner_id
        self._login_as(self.others["ended"])
        self._check_reads("stock.picking", self.shipped.picking_ids, False)

    @mute_logger(*QUIET)
    def test_nobody_changes_by_rpc(self):
        order = self._offer()
        for kind, user in self.everybody.items():
            self._login_as(user)
            for model, method, args in (
                ("sale.order", "action_confirm", [order.ids]),
                ("sale.order", "action_cancel", [order.ids]),
                ("sale.order", "write", [order.ids, {"state": "sale"}]),
                ("sale.order", "_ask_owner", [order.ids]),
                ("distributor.member", "action_end", [self._get_member("buyer").ids]),
                (
                    "distributor.member",
                    "action_resend",
                    [self._get_member("buyer").ids],
                ),
                ("distributor.member", "write", [[1], {"role": "owner"}]),
                ("distributor.member.invite", "create", [{}]),
                ("res.users", "write", [user.ids, {"distributor_current_id": 1}]),
                ("res.users", "read", [user.ids, ["distributor_session"]]),
            ):
                with self.subTest(kind=kind, method=method):
                    self.assertIn("error", self._rpc(model, method, *args))
        self.assertEqual(order.state, "sent")

    @mute_logger(*QUIET)
    def test_deposit_is_not_read_from_orders(self):
        offer = self._offer()
        for role in ROLES:
            self._login_as(self.roles[role])
            [row] = self._rpc("sale.order", "read", offer.ids, ["deposit_available"])[
                "result"
            ]
            with self.subTest(role=role):
                money = role in ("owner", "finance")
                self.assertEqual(row["deposit_available"] > 0, money)

    # what stock does as superuser

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
