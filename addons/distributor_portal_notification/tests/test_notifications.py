# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import PAGE, PortalNotificationCommon

ITEM = ".o_distributor_portal_notification"
COUNT = ".o_distributor_portal_bell_count"


class TestNotifications(PortalNotificationCommon):
    def _open_titles(self, url=PAGE):
        page = self._open(url)
        return [
            self._text(node).split(" T-Kind")[0] for node in select(page, f"{ITEM}")
        ]

    def test_bell_on_each_page(self):
        self._tell()
        self._tell("T-Secret", code="t-money")
        for role, count in (("owner", "2"), ("viewer", "1")):
            self._login_as(self.roles[role])
            for url in (HOME, f"{HOME}/orders", f"{HOME}/more", PAGE):
                with self.subTest(role=role, url=url):
                    page = self._open(url)
                    self.assertEqual(self._text(page, COUNT), count)
        self._get_told(self.viewer)._mark_read()
        self.assertFalse(select(self._open(HOME), COUNT))

    def test_only_the_own_ones(self):
        self._tell("T-Money", code="t-money")
        theirs = self._get_told(self.owner)
        for role in ("buyer", "viewer"):
            self._login_as(self.roles[role])
            self.assertFalse(select(self._open(PAGE), ITEM))
            self.assertEqual(self.url_open(f"{PAGE}/{theirs.id}").status_code, 404)
            self._post(f"{PAGE}/read", number=theirs.id)
            self.assertFalse(theirs.read_date)

    def test_right_that_was_lost(self):
        finance = self.roles["finance"]
        self._tell("T-Money", code="t-money")
        own = self._get_told(finance)
        self._login_as(finance)
        self.assertEqual(len(select(self._open(PAGE), ITEM)), 1)
        self.dealer._get_member(finance).role = "viewer"
        self.assertFalse(select(self._open(PAGE), ITEM))
        self.assertEqual(self.url_open(f"{PAGE}/{own.id}").status_code, 404)

    def test_people_without_a_role(self):
        self._tell()
        for person in ("clerk", "ended", "stranger"):
            with self.subTest(person):
                self._login_as(self.others[person])
                page = self.url_open(PAGE)
                self.assertNotIn("T-Title", page.text)
        self.authenticate(None, None)
        self.assertNotIn("T-Title", self.url_open(PAGE).text)

    def test_other_distributor(self):
        self._tell("T-Other", distributor=self.sibling)
        self._login_as(self.owner)
        self.assertFalse(select(self._open(PAGE), ITEM))
        theirs = self._get_told(self.users[self.sibling])
        self.assertTrue(theirs)
        self.assertEqual(self.url_open(f"{PAGE}/{theirs.id}").status_code, 404)

    def test_open_marks_as_read(self):
        self._tell(url=f"{HOME}/orders")
        own = self._get_told(self.owner)
        self.assertTrue(own.mail_date)
        self._login_as(self.owner)
        response = self.url_open(f"{PAGE}/{own.id}", allow_redirects=False)
        self.assertTrue(response.headers["Location"].endswith(f"{HOME}/orders"))
        self.assertTrue(own.read_date)
        self.assertFalse(own.mail_date)

    def test_unread_first_page_by_page(self):
        for number in range(45):
            self._tell(f"T-{number:02d}", step=str(number))
        told = self._get_told(self.owner).sorted("id")
        told[40:]._mark_read()
        expected = [*told[:40][::-1], *told[40:][::-1]]
        self._login_as(self.owner)
        url, seen = PAGE, []
        while url:
            page = self._open(url)
            seen += [
                node.text_content().strip() for node in select(page, f"{ITEM} a")
            ] or [self._text(node).split()[0] for node in select(page, ITEM)]
            [url] = page.xpath("//a[@name='next']/@href") or [""]
        self.assertEqual(seen, [one.name for one in expected])
        # all of them are read
        self._post(f"{PAGE}/read")
        self.assertFalse(select(self._open(PAGE), COUNT))

    def test_by_kind_and_nonsense(self):
        self._tell("T-A")
        self._tell("T-B", code="t-money")
        self._login_as(self.owner)
        for query, count in (
            ("?kind=t-money", 1),
            ("?kind=all", 2),
            ("?kind=nonsense", 2),
            ("?after=x&before='", 2),
            ("?after=99999999999_99", 2),
        ):
            with self.subTest(query):
                found = select(self._open(PAGE + query), ITEM)
                self.assertEqual(len(found), count)
        self.assertEqual(self.url_open(f"{PAGE}/nonsense").status_code, 404)

    @mute_logger("odoo.http")
    def test_settings(self):
        self._login_as(self.owner)
        page = self._open(f"{PAGE}/settings")
        self.assertEqual(page.xpath("//input[@id='quiet_start']/@value"), ["22:00"])
        values = {"is_quiet": "1", "quiet_start": "23:30", "quiet_end": "06:15"}
        self._post(
            f"{PAGE}/settings",
            **values,
            digest="weekly",
            **{"kind-t-kind": "portal", "kind-t-money": "off"},
        )
        preferences = self.env["distributor.notification.preference"]
        found = preferences._get_of_users(self.owner)[self.owner]
        self.assertEqual(
            (found.quiet_start, found.quiet_end, found.digest, found.is_quiet),
            (1410, 375, "weekly", True),
        )
        self.assertEqual(found._get_channel(self.kind), "portal")
        self.assertEqual(found._get_channel(self.money), "off")
        self.kind.is_required = True
        for wrong in (
            {"quiet_start": "25:00"},
            {"kind-t-kind": "off"},
            {"kind-t-kind": "nonsense"},
        ):
            with self.subTest(wrong):
                self._post(f"{PAGE}/settings", **{**values, **wrong})
                notice = select(
                    self._open(f"{PAGE}/settings"), ".o_distributor_portal_notice"
                )
                self.assertIn("alert-warning", notice[0].get("class"))
        # a kind of which the member is never told is no setting of its
        self._login_as(self.viewer)
        page = self._open(f"{PAGE}/settings")
        self.assertFalse(page.xpath("//select[@name='kind-t-money']"))

    def test_constant_queries(self):
        self._login_as(self.owner)
        counts = []
        for size in (2, 12):
            for number in range(size):
                self._tell(url=HOME, step=f"{size}-{number}")
            self._open(PAGE)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._open(PAGE)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
