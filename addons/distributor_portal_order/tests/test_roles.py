# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import KEY, ORDER, OrderMembersCommon


@tagged("post_install", "-at_install")
class TestRoles(OrderMembersCommon):
    """Who may order finds the pages, nobody else; a limit makes an order wait."""

    def _get_pages(self):
        lines = self._lines((self.tea, 6))
        return (
            ORDER,
            f"{ORDER}/check?lines={lines}&key={KEY}",
            f"{ORDER}/address?lines={lines}&key={KEY}",
            f"{ORDER}/image/{self.tea.id}",
        )

    def test_pages_by_role(self):
        for role, status in (
            ("owner", 200),
            ("buyer", 200),
            ("finance", 404),
            ("viewer", 404),
        ):
            self._login_as(self.roles[role])
            for url in self._get_pages():
                self.assertEqual(self.url_open(url).status_code, status, (role, url))
            for name, data in (
                ("favourite", {"product": self.tea.id}),
                ("address/read", {"pasted": "T"}),
            ):
                answer = self._post(f"{ORDER}/{name}", **data)
                self.assertEqual(answer.status_code, status, (role, name))
            page = self._open(HOME)
            shown = bool(select(page, "a[name=order]"))
            self.assertEqual(shown, status == 200, role)

    def test_no_order_without_the_right(self):
        for name in ("finance", "viewer", "clerk", "ended"):
            self._login_as(self.everybody[name])
            self._submit((self.tea, 6))
            self.assertFalse(self._get_orders(), name)
            answer = self._post(
                f"{ORDER}/address", name="T", phone="1", city="T", street="T-Refused"
            )
            self.assertFalse(
                self.env["res.partner"].search([("street", "=", "T-Refused")]), name
            )
            self.assertNotEqual(answer.status_code, 303, name)

    def test_others_order_for_themselves_only(self):
        self._login_as(self.roles["owner"])
        self._submit((self.tea, 6))
        order = self._get_orders()
        for name in ("upline", "downline", "sibling", "stranger"):
            self._login_as(self.others[name])
            for url in (f"{ORDER}/placed/{KEY}", f"{ORDER}/again/{order.id}"):
                answer = self.url_open(url)
                self.assertEqual(answer.status_code, 404, (name, url))
            # its own pages, whatever ids it names
            self._submit((self.tea, 6), ship=self.shop.id)
            answer = self._post(f"{ORDER}/placed/{KEY}/confirm")
            self.assertEqual(answer.status_code, 404, name)
        self.assertEqual(
            self.env["sale.order"].search([("portal_order_key", "=", KEY)]), order
        )

    def test_public_is_asked_to_log_in(self):
        self.authenticate(None, None)
        for url in self._get_pages():
            answer = self.url_open(url, allow_redirects=False)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_beyond_the_limit_the_owner_is_asked(self):
        self._get_member("buyer").limit_order = 500
        self._login_as(self.roles["buyer"])
        page = self._open(
            f"{ORDER}/check?lines={self._lines((self.tea, 12))}&key={KEY}"
        )
        self.assertIn("beyond your limit", self._text(page, ".alert[name=waiting]"))
        self._submit((self.tea, 12))
        order = self._get_orders()
        self.assertEqual(order.state, "sent")
        self.assertEqual(order.portal_asked_by, self.roles["buyer"])
        self.assertEqual(order.channel_state, "waiting")
        self.assertEqual(order.channel_turn, "owner")
        self.assertFalse(select(self._open(HOME), "a[name=unconfirmed]"))
        page = self._open(f"{ORDER}/placed/{KEY}")
        self.assertIn("may confirm", self._text(page, ".alert[name=owner]"))
        self._post(f"{ORDER}/placed/{KEY}/confirm")
        self.assertEqual(order.state, "sent")
        self._login_as(self.roles["owner"])
        self._post(f"{ORDER}/placed/{KEY}/confirm")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.roles["owner"])

    def test_money_is_for_who_may_see_it(self):
        self._login_as(self.roles["buyer"])
        page = self._open(
            f"{ORDER}/check?lines={self._lines((self.tea, 120))}&key={KEY}"
        )
        self.assertNotIn("3,400", self._text(page))
        self.assertNotIn("5,000", self._text(page))
        self.assertIn("does not cover", self._text(page, ".alert[name=waiting]"))
        self._submit((self.tea, 120))
        page = self._open(f"{ORDER}/placed/{KEY}")
        self.assertNotIn("3,400", self._text(page))
