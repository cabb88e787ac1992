# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import URL, PortalApprovalCommon


@tagged("post_install", "-at_install")
class TestPages(PortalApprovalCommon):
    def test_the_upline_approves(self):
        order = self._wait()
        self._login_as(self.upline)
        home = self._open(HOME)
        self.assertIn("1 waits", self._text(home, "a[name=approvals]"))
        self.assertEqual(self._titles(self._open(URL)), [self.dealer.name])
        page = self._open(self._url(order))
        self.assertIn("T-Secret Goods", self._text(page, "section[name=lines]"))
        self.assertIn("7 units", self._text(page))
        self._decide(order, "approved", "T-Fine")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.portal_user_id, self.owner)
        self.assertIn(order.name, self._notice())
        decided = self._open(f"{URL}?show=decided")
        self.assertIn("T-Fine", self._text(decided))
        self.assertFalse(select(decided, ".o_distributor_portal_row a"))

    def test_amounts_are_shown_if_the_company_says_so(self):
        order = self._wait()
        self._login_as(self.upline)
        for shown in (False, True):
            self.company.sudo().approval_show_amounts = shown
            for url in (self._url(order), URL):
                text = self._text(self._open(url), "main").replace("\ufeff", "")
                if shown and url != URL:
                    self.assertIn("427.00", text)
                else:
                    self.assertNotIn("427", text)
                    self.assertNotIn("61.00", text)
                    self.assertNotIn("5,000", text)

    def test_refused_changed_and_sent_again(self):
        order = self._wait()
        self._login_as(self.upline)
        self._decide(order, "rejected", " ")
        self.assertEqual(order.approval_state, "waiting")
        self._decide(order, "rejected", "T-Too much")
        self.assertEqual(order.approval_state, "refused")
        self._login_as(self.owner)
        own = self._open(f"{URL}?show=own")
        self.assertIn("T-Too much", self._text(own))
        page = self._open(f"/my/orders/{order.id}")
        box = self._text(page, "div[name=distributor_approval]")
        self.assertIn("T-Too much", box)
        self.assertIn("Send again", box)
        order.order_line.product_uom_qty = 3
        self._post(f"{URL}/orders/{order.id}/send")
        self.assertEqual(order.approval_state, "waiting")
        self.assertIn("waits for approval", self._notice())
        self._post(f"{URL}/orders/{order.id}/send")
        self.assertEqual(len(self._reviews(order)), 1)
        order.order_line.product_uom_qty = 1
        self._post(f"{URL}/orders/{order.id}/send")
        self.assertEqual(order.state, "sale")

    def test_what_changed_since_it_was_opened_is_not_approved(self):
        order = self._wait()
        self._login_as(self.upline)
        for seen in ("x", "", None):
            before = order.sudo()._get_approval_facts().get_fingerprint()
            order.order_line.product_uom_qty += 1
            self._post(
                self._url(order),
                decision="approved",
                **({"seen": seen or before} if seen != "" else {}),
            )
            self.assertEqual(order.state, "sent")
        self.assertIn("changed", self._notice())

    def test_the_order_says_what_failed(self):
        wallet = self.dealer.wallet_ids[:1]
        order = self._wait(quantity=90)  # 5,490 of a deposit of 5,000
        self._login_as(self.upline)
        self._decide(order, "approved")
        self.assertEqual(order.state, "sent")
        self._login_as(self.owner)
        page = self._open(f"/my/orders/{order.id}")
        box = self._text(page, "div[name=distributor_approval]")
        self.assertIn("Confirm now", box)
        self._top_up(1000, wallet)
        self._post(f"{URL}/orders/{order.id}/send")
        self.assertEqual(order.state, "sale")
        self.assertFalse(order.approval_error)

    def test_beyond_the_limit_of_a_member(self):
        self._get_member("buyer").limit_order = 50
        order = self._create_order(self.dealer, [(self.goods, 1, 61)])
        order.state = "sent"
        self._login_as(self.roles["buyer"])
        self._post(f"{URL}/orders/{order.id}/send")
        self.assertIn("owner", self._notice())
        self.assertFalse(select(self._open(URL), "section[name=asked]"))
        self._login_as(self.owner)
        asked = self._text(self._open(URL), "section[name=asked]")
        self.assertIn(order.name, asked)
        self.assertIn("1 waits", self._text(self._open(HOME), "a[name=approvals]"))

    def test_search_and_pages(self):
        orders = [self._wait() for _number in range(3)]
        self._login_as(self.upline)
        found = self._open(f"{URL}?search={orders[1].name}")
        self.assertEqual(len(self._titles(found)), 1)
        found = self._open(f"{URL}?search={self.dealer.name}")
        self.assertEqual(len(self._titles(found)), 3)
        self.assertIn("Nothing fits", self._text(self._open(f"{URL}?search=%25")))
        for url in (f"{URL}?show=x&page=y", f"{URL}/page/99", f"{URL}/page/x"):
            self._open(url)

    def test_queries_do_not_grow(self):
        self._login_as(self.upline)

        def count(url):
            self._open(url)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._open(url)
            return self.env.cr.sql_log_count - before

        self._wait()
        few = count(URL)
        for _number in range(5):
            self._wait()
        self.assertLessEqual(count(URL), few + 1)
