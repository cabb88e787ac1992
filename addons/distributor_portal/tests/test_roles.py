# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import HOME, select
from .members import QUIET, ROLES, MembersCommon

PAGE_ROLES = {
    HOME: ROLES,
    f"{HOME}/orders": ROLES,
    f"{HOME}/wallet": ("owner", "finance"),
    f"{HOME}/commission": ("owner", "finance"),
    f"{HOME}/commission/settlements": ("owner", "finance"),
    f"{HOME}/members": ("owner",),
}
READ_ROLES = {
    "sale.order": ROLES,
    "sale.order.line": ROLES,
    "stock.picking": ROLES,
    "account.move": ("owner", "finance"),
    "account.move.line": ("owner", "finance"),
}


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

    def test_own_data_and_sign_in_are_found(self):
        """The pages of stock, with two-factor and passkeys."""
        self._login_as(self.roles["viewer"])
        links = select(self._open(f"{HOME}/more"), "div[name=links_settings] a")
        urls = [link.get("href") for link in links]
        self.assertIn("/my/account", urls)
        self.assertIn("/my/security", urls)
        page = self._open("/my/account")
        for name in ("phone", "street", "email"):
            self.assertTrue(select(page, f"input[name={name}]"), name)
        page = self._open("/my/security")
        for button in ("auth_totp_portal_enable", "portal_passkey_add"):
            self.assertTrue(page.xpath(f"//*[@id='{button}']"), button)

    def test_pages_of_people_without_role(self):
        for kind in ("clerk", "ended", "stranger"):
            self._login_as(self.others[kind])
            for url in PAGE_ROLES:
                with self.subTest(kind=kind, url=url):
                    self.assertIn(
                        "for distributors", self._text(self._open(url), "main")
                    )

    def test_no_role_has_a_right_on_any_model(self):
        """The access matrix of the portal: owner, buyer, finance, viewer, strangers."""
        models = [
            name
            for name, model in self.registry.items()
            if name.startswith("distributor.") and not model._abstract
        ]
        for kind, user in self.everybody.items():
            for name in models:
                for operation in ("read", "write", "create", "unlink"):
                    records = self.env[name].with_user(user)
                    self.assertFalse(
                        records.has_access(operation), (kind, name, operation)
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
