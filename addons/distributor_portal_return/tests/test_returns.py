# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import QUIET

from .common import PAGE, PNG, PortalReturnCommon


class TestReturns(PortalReturnCommon):
    def test_who_may_ask(self):
        for name, user in self.everybody.items():
            with self.subTest(name):
                self._login_as(user)
                may = name in ("owner", "buyer")
                page = self.url_open(self.form)
                text = "o_distributor_portal_return_form"
                self.assertEqual(text in page.text, may)
                if name not in ("owner", "buyer", "clerk", "ended", "stranger"):
                    self.assertEqual(page.status_code, 404)

    def test_who_may_see(self):
        record = self._give_back(self.order, 1)
        url = f"{PAGE}/{record.id}"
        for name, user in self.everybody.items():
            with self.subTest(name):
                self._login_as(user)
                page = self.url_open(url)
                own = name in self.roles
                self.assertEqual(record.name in page.text, own)
                self.assertEqual(record.name in self.url_open(PAGE).text, own)
                if name in ("upline", "downline", "sibling"):
                    self.assertEqual(page.status_code, 404)
                if own:
                    money = name in ("owner", "finance")
                    self.assertEqual("100.00" in page.text, money)

    def test_ask_with_a_photo(self):
        self._login_as(self.roles["buyer"])
        response = self._send(
            files=[("file", ("a.png", PNG, "image/png"))], description="T-Words"
        )
        record = self._get_returns()
        self.assertEqual(response.status_code, 303)
        self.assertTrue(response.headers["Location"].startswith(f"{PAGE}/{record.id}"))
        self.assertEqual(record.requester_id, self.roles["buyer"])
        self.assertEqual(record.requested_by, "distributor")
        self.assertEqual((record.line_ids.quantity, record.state), (2, "requested"))
        self.assertEqual(record.description, "T-Words")
        file = record.attachment_ids
        self.assertEqual(file.name, "a.png")
        url = f"{PAGE}/{record.id}/file/{file.id}"
        self.assertEqual(self.url_open(url).content, PNG)
        self._login(self.sibling)
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_sent_twice_is_one(self):
        self._login_as(self.roles["owner"])
        first, second = self._send(4), self._send(4)
        self.assertEqual(first.headers["Location"], second.headers["Location"])
        self.assertEqual(len(self._get_returns()), 1)

    def test_refused_words_are_kept(self):
        self._login_as(self.roles["owner"])
        for data, words in (
            ({"quantity": 5}, "may come back"),
            ({"quantity": ""}, "how much of which goods"),
            ({"quantity": "-1"}, "is not a quantity"),
            ({"reason": "0"}, "Choose why"),
        ):
            with self.subTest(words):
                page = self._send(description="T-Kept", **data)
                self.assertEqual(page.status_code, 200)
                self.assertIn(words, page.text)
                self.assertIn("T-Kept", page.text)
        self.assertFalse(self._get_returns())

    def test_goods_of_another_order_are_not_read(self):
        other = self._deliver((self.goods, 4, 100), distributor=self.sibling)
        row = other._get_returnable()[0]
        self._login_as(self.roles["owner"])
        self._send("", **{f"quantity-{row.move.id}-0": "1"})
        self.assertFalse(self._get_returns())
        url = f"{HOME}/orders/{other.id}/return"
        for number in (other.id, 0, "x"):
            url = f"{HOME}/orders/{number}/return"
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_too_late(self):
        self._login_as(self.roles["owner"])
        self.env["distributor.return.reason"].search([]).days = 0
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            rows = self.order._get_portal_return_rows(self.reason)
        self.assertEqual(rows, [])

    def test_way(self):
        self._login_as(self.roles["owner"])
        self._send(2)
        record = self._get_returns()
        url = f"{PAGE}/{record.id}"
        self.assertIn("Waiting for our answer", self._open(url).text_content())
        record.sudo(False).with_user(self.manager).action_approve()
        page = self._open(url)
        self.assertIn("T-Instructions", self._text(page, "section[name=instructions]"))
        self._post(f"{url}/sent", tracking="SF 1")
        self.assertEqual(record.tracking_ref, "SF 1")
        self.assertIn("On the way to us", self._open(url).text_content())
        self._ship(record.move_ids.picking_id)
        record.credit_note_ids.action_post()
        page = self._open(url)
        self.assertEqual(
            [step.get("data-name") for step in page.xpath("//li[@data-name]")],
            ["requested", "approved", "sent", "received", "credited"],
        )
        self.assertEqual(
            len(page.xpath("//li[@data-name and contains(@class, 'o_done')]")), 5
        )
        self.assertEqual(self._money(page, "div[name=returned]"), [200])

    def test_to_send(self):
        record = self._ask(self.order, 1)
        self.assertFalse(self.dealer.sudo()._get_returns_to_send())
        record.with_user(self.manager).action_approve()
        self.assertEqual(self.dealer.sudo()._get_returns_to_send(), record)
        self.assertFalse(self.sibling.sudo()._get_returns_to_send())
        record._mark_sent()
        self.assertFalse(self.dealer.sudo()._get_returns_to_send())

    @mute_logger(*QUIET)
    def test_take_back(self):
        self._login_as(self.roles["buyer"])
        self._send(2)
        record = self._get_returns()
        url = f"{PAGE}/{record.id}/cancel"
        for name in ("finance", "viewer", "sibling", "upline"):
            self._login_as(self.everybody[name])
            self.assertEqual(self._post(url).status_code, 404)
            self.assertEqual(self._post(f"{PAGE}/{record.id}/sent").status_code, 404)
        self.assertEqual(record.state, "requested")
        self._login_as(self.roles["buyer"])
        self._post(url)
        self.assertEqual(record.state, "cancelled")
        self._post(url)
        self.assertIn(
            "cannot be taken back", self._open(f"{PAGE}/{record.id}").text_content()
        )

    def test_link_on_the_order(self):
        link = f"/orders/{self.order.id}/return"
        for name in ("owner", "finance"):
            self._login_as(self.roles[name])
            page = self.url_open(f"/my/orders/{self.order.id}").text
            self.assertEqual(link in page, name == "owner")
        self.logout()
        shared = self.url_open(self.order.get_portal_url()).text
        self.assertIn(self.order.name, shared)
        self.assertNotIn(link, shared)

    def test_list_costs_the_same(self):
        """The number of queries does not grow with the number of returns."""
        returns = self.env["distributor.return"]
        counts = []
        for size in (2, 6):
            while len(self._get_returns()) < size:
                order = self._deliver((self.goods, 1, 10), invoice=False)
                self._ask(order, 1)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records = returns.search(returns._get_portal_domain(self.dealer))
            for record in records:
                record._get_portal_goods()
                record._get_portal_state()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
