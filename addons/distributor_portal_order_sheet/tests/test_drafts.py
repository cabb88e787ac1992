# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import PAGE

UPLOAD = "0123456789abcdef" * 2


class DraftTests:
    """From the preview to drafts, and from these to orders."""

    def _make(self, *rows, upload=UPLOAD, **data):
        posted = [[number, *row] for number, row in enumerate(rows, start=3)]
        return self._send(
            f"{PAGE}/make", rows=json.dumps(posted), upload=upload, **data
        )

    def _make_two(self, **data):
        return self._make(
            ("T-TEA", "12", self.at_shop),
            ("T-POT", "3", self.at_shop),
            ("T-POT", "2", self.at_depot),
            **data,
        )

    def test_from_the_file_to_two_orders(self):
        answer = self._upload(
            self._fill(
                ("T-TEA", 12, self.at_shop),
                ("T-POT", 3, self.at_shop),
                ("T-POT", 2, self.at_depot),
            )
        )
        [form] = [
            form
            for form in html.fromstring(answer.text).forms
            if form.action.endswith("/make")
        ]
        answer = self.url_open(f"{PAGE}/make", data=dict(form.form_values()))
        page = html.fromstring(answer.text)
        self.assertIn("2 drafts are made", self._text(page, "div[name=made]"))
        drafts = self._get_drafts()
        self.assertEqual(
            {draft.partner_shipping_id: draft.basket for draft in drafts},
            {
                self.shop: self._lines((self.tea, 12), (self.pot, 3)),
                self.depot: self._lines((self.pot, 2)),
            },
        )
        self.assertEqual(drafts.user_id, self.users[self.dealer])
        for draft in drafts:
            [link] = [
                link.get("href")
                for link in select(self._open(PAGE), "a[name=check]")
                if draft.key in link.get("href")
            ]
            check = self._open(link)
            [form] = [one for one in check.forms if one.action.endswith("/submit")]
            [ship] = check.xpath("//input[@name='ship'][@checked]/@value")
            self.assertEqual(ship, str(draft.partner_shipping_id.id))
            self.url_open(form.action, data={**dict(form.form_values()), "ship": ship})
            order = self._get_orders(key=draft.key)
            self.assertEqual(order.partner_shipping_id, draft.partner_shipping_id)
            self.assertEqual(order.state, "sale")
        self.assertFalse(select(self._open(PAGE), "a[name=check]"))
        order = self._get_orders(
            key=drafts.filtered(lambda one: one.partner_shipping_id == self.shop).key
        )
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [12, 3])
        self.assertEqual(order.amount_total, 960)

    def test_sent_twice_it_is_made_once(self):
        for _time in range(2):
            answer = self._make_two()
            self.assertTrue(answer.headers["Location"].endswith(f"?made={UPLOAD}"))
        self.assertEqual(len(self._get_drafts()), 2)
        page = self._open(f"{PAGE}?made={UPLOAD}")
        self.assertIn("2 drafts are made", self._text(page, "div[name=made]"))
        page = self._open(f"{PAGE}?made=x%00")
        self.assertFalse(select(page, "div[name=made]"))

    @mute_logger("odoo.sql_db")
    def test_sent_twice_at_once(self):
        """The second request did not see the first, and learns of it from the
        database."""
        self._make_two()
        distributors, seen = self.registry["distributor.distributor"], []
        find = distributors._find_upload

        def find_late(distributor, upload):
            seen.append(upload)
            found = find(distributor, upload)
            return found if len(seen) > 1 else found.browse()

        with patch.object(distributors, "_find_upload", find_late):
            answer = self._make_two()
        self.assertTrue(answer.headers["Location"].endswith(f"?made={UPLOAD}"))
        self.assertEqual(len(self._get_drafts()), 2)

    def test_errors_stop_unless_left_out(self):
        rows = (("T-TEA", "12", self.at_shop), ("T-TEA", "7", self.at_depot))
        answer = self._make(*rows)
        self.assertIn("Rows have errors", answer.text)
        self.assertFalse(self._get_drafts())
        self._make(*rows, leave="1")
        self.assertEqual(self._get_drafts().basket, self._lines((self.tea, 12)))

    def test_task_until_they_are_placed_or_deleted(self):
        self._make_two()
        self.assertIn("2 drafts", self._text(self._open(HOME)))
        first, last = self._get_drafts()
        self._send(f"{PAGE}/delete", draft=first.id)
        self.assertEqual(self._get_drafts(), last)
        self.assertIn("1 draft", self._text(self._open(HOME)))
        self._submit((self.tea, 6), key=last.key)
        self.assertNotIn("1 draft", self._text(self._open(HOME)))

    def test_old_drafts_are_deleted(self):
        self._make_two()
        drafts = self.env["distributor.order.draft"].sudo()
        drafts._gc_drafts()
        self.assertEqual(len(self._get_drafts()), 2)
        with freeze_time("2040-01-01"):
            drafts._gc_drafts()
        self.assertFalse(self._get_drafts())
