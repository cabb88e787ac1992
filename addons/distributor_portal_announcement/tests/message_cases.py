# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo.tools import mute_logger

from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.distributor_portal.tests.members import QUIET

from .common import MESSAGES


class MessageCases:
    """Messages: who reads and acknowledges which, and in which order."""

    @mute_logger(*QUIET)
    def test_who_reads(self):
        """Each kind of visitor, on each address of a message."""
        page = f"{MESSAGES}/{self.urgent.id}"
        file = f"{page}/file/{self.urgent.attachment_ids.id}"
        for name, user in self.everybody.items():
            with self.subTest(name):
                self._login_as(user)
                told = name in (*self.roles, "upline")
                listed = self.url_open(MESSAGES)
                self.assertEqual("T-Urgent" in listed.text, told)
                self.assertEqual("T-Normal" in listed.text, name in self.roles)
                self.assertEqual("T-Text" in self.url_open(page).text, told)
                self.assertEqual(self.url_open(page).status_code == 404, not told)
                self.assertEqual(self.url_open(file).status_code == 404, not told)
        self.assertEqual(
            self.urgent.reading_ids.user_id,
            self.everybody["upline"]
            | self.env["res.users"].union(*self.roles.values()),
        )
        self.authenticate(None, None)
        for url in (MESSAGES, page, file):
            self.assertNotIn("T-Urgent", self.url_open(url).text)

    @mute_logger(*QUIET)
    def test_who_acknowledges(self):
        url = f"{MESSAGES}/{self.urgent.id}/acknowledge"
        for name in ("viewer", "clerk", "ended", "stranger", "sibling", "downline"):
            self._login_as(self.everybody[name])
            self.assertEqual(self._post(url).status_code, 404, name)
        self.assertFalse(self.urgent.reading_ids.filtered("date_acknowledged"))
        self._login_as(self.roles["finance"])
        normal = f"{MESSAGES}/{self.normal.id}/acknowledge"
        self.assertEqual(self._post(normal).status_code, 404)
        self.assertEqual(self._post(url).status_code, 303)
        self._login_as(self.roles["owner"])
        self._post(url)
        [done] = self.urgent.reading_ids.filtered("date_acknowledged")
        self.assertEqual(done.user_id, self.roles["finance"])
        self.assertEqual(done.distributor_id, self.dealer)
        page = self._open(f"{MESSAGES}/{self.urgent.id}")
        self.assertIn("Acknowledged by", self._text(page))

    def test_a_get_acknowledges_nothing(self):
        self._login_as(self.roles["owner"])
        url = f"{MESSAGES}/{self.urgent.id}/acknowledge"
        self.assertIn(self.url_open(url).status_code, (404, 405))
        self.assertFalse(self.urgent.reading_ids)

    def test_first_to_do(self):
        owner, viewer = self.roles["owner"], self.roles["viewer"]
        self.assertEqual(self._get_task_names(owner)[0], "urgent_message")
        self.assertEqual(self._get_task_names(owner)[-1], "messages")
        self.assertEqual(self._get_task_names(viewer)[0], "urgent_message")
        self.urgent._acknowledge(self.dealer, owner)
        self.assertNotIn("urgent_message", self._get_task_names(viewer))
        self._read(self.normal, self.dealer, owner)
        self.assertNotIn("messages", self._get_task_names(owner))
        self.assertIn("messages", self._get_task_names(viewer))

    def test_unread_first_in_pages(self):
        today = self.dealer._get_today()
        records = self.urgent.browse()
        for number in range(1, 6):
            records |= self._create_announcement(
                self.dealer,
                name=f"T-{number}",
                date_from=today - timedelta(days=number),
            )
        owner = self.roles["owner"]
        for number in (0, 3):
            self._read(records[number], self.dealer, owner)
        right = [self.urgent, self.normal, *(records[i] for i in (1, 2, 4, 0, 3))]
        self.patch(DistributorPortal, "_distributor_step", 3)
        self._login_as(owner)
        url, shown = MESSAGES, []
        while url:
            page = self._open(url)
            shown += self._titles(page)
            [url] = page.xpath("//a[@rel='next']/@href") or [None]
        self.assertEqual(
            [title.removesuffix(" new") for title in shown],
            [record.name for record in right],
        )
        [url] = page.xpath("//a[@rel='prev']/@href")
        self.assertEqual(len(self._titles(self._open(url))), 3)
        self.assertEqual(self._titles(self._open(f"{MESSAGES}?search=T-4")), ["T-4"])
        for cursor in ("x", "-1_1", "99999999999999999999_1", "1_99999999999"):
            self._open(f"{MESSAGES}?after={cursor}&before={cursor}")

    def test_search_filter_and_sort(self):
        day = timedelta(days=1)
        today = self.dealer._get_today()
        old = self._create_announcement(
            self.dealer, name="T-Old 100%", date_from=today - 9 * day
        )
        done = self._create_announcement(
            self.dealer, name="T-Done", urgency="urgent", date_from=today - day
        )
        owner = self.roles["owner"]
        self._read(done, self.dealer, owner, acknowledge=True)
        self._login_as(owner)
        for query, names in (
            ("state=unread", ["T-Urgent", "T-Normal", "T-Old 100%"]),
            ("state=urgent", ["T-Urgent", "T-Done"]),
            ("state=waits", ["T-Urgent"]),
            ("state=waits&search=T-Normal", []),
            ("sort=old&search=T-", ["T-Old 100%", "T-Done", "T-Urgent", "T-Normal"]),
            ("sort=date&state=unread", ["T-Normal", "T-Urgent", "T-Old 100%"]),
            ("search=100%25", [old.name]),
            ("search=_", []),
            ("state=x&sort=x", ["T-Urgent", "T-Normal", "T-Old 100%", "T-Done"]),
        ):
            with self.subTest(query):
                page = self._open(f"{MESSAGES}?{query}")
                shown = [t.removesuffix(" new") for t in self._titles(page)]
                self.assertEqual(shown, names)
        page = self._open(f"{MESSAGES}?search=T-nothing")
        self.assertIn("No message fits", self._text(page))
        self.patch(DistributorPortal, "_distributor_step", 3)
        page = self._open(f"{MESSAGES}?sort=old")
        [url] = page.xpath("//a[@rel='next']/@href")
        self.assertEqual(
            [t.removesuffix(" new") for t in self._titles(self._open(url))],
            ["T-Normal"],
        )
        # a cursor of another order leads nowhere, and not to an error
        self._open(f"{MESSAGES}?sort=date&after=2000000_1&before=1_1")

    def test_rows_for_an_export(self):
        """What is exported of a message is what its reader sees of it."""
        user = self.roles["viewer"]
        self._read(self.urgent, self.dealer, self.roles["owner"], acknowledge=True)
        distributor = self.dealer.sudo().with_user(user).sudo()
        shown = distributor.env["distributor.portal.list.messages"]
        chosen = shown._read(distributor, {})
        ids = [row[1] for row in shown._fetch(distributor, chosen, None, False, 9)]
        columns = shown._get_columns(distributor, user)
        told = {
            row["announcement"].name: {
                column.label: column.value(row) for column in columns
            }
            for row in shown._get_rows(distributor, ids, chosen)
        }
        self.assertEqual(list(told), ["T-Normal", "T-Urgent"])
        self.assertEqual(told["T-Normal"]["State"], "New")
        self.assertFalse(told["T-Normal"]["Acknowledged on"])
        self.assertEqual(told["T-Urgent"]["State"], "Acknowledged")
        self.assertTrue(told["T-Urgent"]["Acknowledged on"])
        self.assertEqual(told["T-Urgent"]["Urgency"], "Urgent")

    def test_each_reads_its_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        both = self._create_announcement(
            self.dealer, publish=False, name="T-Holiday", body="<p>T-Closed</p>"
        )
        both.update_field_translations("name", {"zh_CN": "T-放假通知"})
        both.update_field_translations("body", {"zh_CN": {"T-Closed": "T-春节休息"}})
        both._publish()
        user = self.roles["owner"]
        self._login_as(user)
        for lang, name, text, other in (
            ("en_US", "T-Holiday", "T-Closed", "T-春节休息"),
            ("zh_CN", "T-放假通知", "T-春节休息", "T-Closed"),
        ):
            user.lang = lang
            self.env.flush_all()
            options = {"headers": {"Accept-Language": lang.replace("_", "-")}}
            self.opener.cookies.set("frontend_lang", lang)
            listed = self.url_open(f"{MESSAGES}?search={text}", **options).text
            self.assertIn(name, listed)
            page = self.url_open(f"{MESSAGES}/{both.id}", **options).text
            self.assertIn(name, page)
            self.assertIn(text, page)
            self.assertNotIn(other, page)

    def test_messages_over_and_withdrawn(self):
        day = timedelta(days=1)
        today = self.dealer._get_today()
        url = f"{MESSAGES}/{self.normal.id}"
        self._login_as(self.roles["owner"])
        self._open(url)
        self.normal.sudo().flush_recordset()
        self.env.cr.execute(
            "UPDATE distributor_announcement SET date_from = %s, date_to = %s"
            " WHERE id = %s",
            (today - day, today - day, self.normal.id),
        )
        self.normal.invalidate_recordset()
        self.assertIn("This message is over", self._text(self._open(url)))
        self._login_as(self.everybody["upline"])
        self.assertEqual(self.url_open(url).status_code, 404)
        self.normal._withdraw()
        self._login_as(self.roles["owner"])
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_messages_cost_the_same(self):
        user = self.roles["owner"]
        announcements = self.env["distributor.announcement"].sudo()
        counts = []
        for size in (2, 8):
            while len(announcements.search(self._get_own())) < size:
                self._create_announcement(self.dealer)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = announcements._fetch_portal_page(
                self.dealer.sudo(), user, self._get_own(), None, False, 21
            )
            found = announcements.browse(row[1] for row in rows)
            rows = found._get_portal_rows(self.dealer.sudo(), user)
            self.assertFalse([row for row in rows if not row["announcement"].name])
            found.mapped("attachment_ids")
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(found), size)
        self.assertEqual(*counts)

    def _get_own(self):
        announcements = self.env["distributor.announcement"].sudo()
        return announcements._get_portal_domain(self.dealer.sudo())
