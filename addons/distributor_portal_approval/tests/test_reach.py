# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.members import QUIET

from .common import URL, PortalApprovalCommon


@tagged("post_install", "-at_install")
class TestReach(PortalApprovalCommon):
    """Only the upline of the buyer, by who may order for it, sees and decides."""

    def _everybody(self):
        return {
            **self.everybody,
            "upline of the upline": self.users[self.regional],
            "top": self.users[self.master],
        }

    @mute_logger(*QUIET)
    def test_who_opens_and_decides(self):
        order = self._wait()
        for name, user in self._everybody().items():
            if user == self.upline:
                continue
            with self.subTest(name):
                self._login_as(user)
                page = self.url_open(URL)
                if page.status_code == 200:
                    self.assertNotIn(order.name, self._waiting(page.text))
                page = self.url_open(self._url(order), allow_redirects=False)
                self.assertIn(page.status_code, (303, 404))
                self._decide(order, "approved")
                self.assertEqual(order.approval_state, "waiting")
        self._login_as(self.upline)
        self.assertEqual(self.url_open(self._url(order)).status_code, 200)

    def _waiting(self, text):
        return text.split('name="records"')[-1] if 'name="records"' in text else ""

    @mute_logger(*QUIET)
    def test_rights(self):
        """Who only looks or pays neither decides nor sends."""
        order = self._wait()
        for role in ("finance", "viewer"):
            self._login_as(self.roles[role])
            self.assertEqual(self.url_open(URL).status_code, 404)
            answer = self._post(f"{URL}/orders/{order.id}/send")
            self.assertEqual(answer.status_code, 404)
        self.authenticate(None, None)
        answer = self.url_open(URL, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    @mute_logger(*QUIET)
    def test_orders_of_others_are_not_sent(self):
        order = self._create_order(self.dealer, [(self.goods, 7, 61)])
        order.state = "sent"
        for name, user in self._everybody().items():
            if name in ("owner", "buyer"):
                continue
            with self.subTest(name):
                self._login_as(user)
                self._post(f"{URL}/orders/{order.id}/send")
                self.assertFalse(self._reviews(order))
                self.assertEqual(order.state, "sent")

    @mute_logger(*QUIET)
    def test_after_a_move_the_old_upline_sees_nothing(self):
        order = self._wait()
        self.dealer.sudo().parent_id = self.regional
        self.env.flush_all()
        self._login_as(self.upline)
        self.assertFalse(self._titles(self._open(URL)))
        answer = self.url_open(self._url(order), allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self._login_as(self.users[self.regional])
        self.assertEqual(self._titles(self._open(URL)), [self.dealer.name])

    @mute_logger(*QUIET)
    def test_a_wrong_number(self):
        self._login_as(self.upline)
        for number in ("0", "x", "999999999", "-1", "1e9"):
            answer = self.url_open(f"{URL}/{number}", allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self._post(f"{URL}/{number}", decision="approved")
            self._post(f"{URL}/orders/{number}/send")
