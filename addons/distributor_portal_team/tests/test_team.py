# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta
from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.distributor_portal.tests.common import HOME, select

from .common import URL, TeamCommon


@tagged("post_install", "-at_install")
class TestTeam(TeamCommon):
    def setUp(self):
        super().setUp()
        self._login(self.country)

    def test_direct_members(self):
        page = self._open(URL)
        self.assertEqual(self._titles(page), ["Test T-D", "Test T-S"])
        text = self._text(page, "ul.o_distributor_portal_list")
        for shown in ("T-D", "T-Town", "Active", self.dealer.level_id.name):
            self.assertIn(shown, text)
        self.assertNotIn("555", text)
        self.company.distributor_team_phones = True
        self.assertIn("555 0002", self._text(self._open(URL)))

    def test_filters(self):
        self.sibling.sudo().state = "suspended"
        for query, titles in (
            ("search=t-d", ["Test T-D"]),
            ("search=%25", []),
            ("search=_", []),
            ("state=suspended", ["Test T-S"]),
            ("state=terminated", []),
            ("state=nonsense", ["Test T-D", "Test T-S"]),
            ("sort=name", ["Test T-D", "Test T-S"]),
            ("sort=nonsense&page=x", ["Test T-D", "Test T-S"]),
            (f"level={self.dealer.level_id.id}", ["Test T-D", "Test T-S"]),
            ("level=0", ["Test T-D", "Test T-S"]),
        ):
            with self.subTest(query):
                self.assertEqual(self._list(query), titles)

    def test_terminated_only_when_asked(self):
        self._terminate(self.sibling)
        self.assertEqual(self._list(), ["Test T-D"])
        self.assertEqual(self._list("state=terminated"), ["Test T-S"])
        self.assertEqual(self._list("state=all"), ["Test T-D", "Test T-S"])

    def test_moved_away_today_though_the_cache_is_late(self):
        today = self.dealer._get_today()
        self.sibling._set_upline(self.regional, today + relativedelta(days=1), "T")
        self.assertIn("Test T-S", self._list())
        self.env["distributor.upline"].flush_model()
        self.env.cr.execute(
            "UPDATE distributor_upline SET upline_id = %s"
            " WHERE distributor_id = %s AND date_start > %s",
            [self.master.id, self.sibling.id, today],
        )
        self.env["distributor.upline"].invalidate_model()
        self.patch(
            self.registry["distributor.distributor"],
            "_get_today",
            lambda distributor, company=None: today + relativedelta(days=1),
        )
        self.assertEqual(self.sibling.parent_id, self.country)
        self.assertEqual(self._list(), ["Test T-D"])

    def test_sort_by_since_and_sales(self):
        self.sibling.sudo().date_start = "2021-01-01"
        self._sell(self.sibling, 10)
        for sort in ("since", "sales"):
            self.assertEqual(self._list(f"sort={sort}"), ["Test T-S", "Test T-D"])

    def test_pages(self):
        for number in range(21):
            self._create_distributor(f"T-N{number:02}", "dealer", self.country)
        page = self._open(URL)
        self.assertEqual(len(self._titles(page)), 20)
        self.assertEqual(self._text(page, ".o_distributor_portal_value"), "23")
        self.assertEqual(len(self._sheet()), 1 + 23 + 1)
        self.assertEqual(self._titles(self._open(f"{URL}/page/2")), self._titles(page))

    def _walk(self, query):
        """Return the titles of all pages, forward and then back."""
        ways = []
        page = self._open(f"{URL}?{query}")
        for rel in ("next", "prev"):
            pages = [self._titles(page)]
            while url := page.xpath(f"//a[@rel='{rel}']/@href"):
                page = self._open(url[0])
                pages.append(self._titles(page))
            ways.append(pages)
        forward, back = ways
        self.assertEqual(back[::-1], forward)
        return [title for titles in forward for title in titles]

    def test_pages_in_each_order(self):
        """All are seen once, in the order of the export, whatever is chosen."""
        for number in range(4):
            member = self._create_distributor(
                f"T-N{number}", "dealer", self.country, prepaid=False
            )
            self._sell(member, 10 * (3 - number))
        self._create_distributor("T-N4", "store", self.dealer)
        self.company.distributor_team_depth = 0
        self.patch(DistributorPortal, "_distributor_step", 3)
        for query in ("sort=level", "sort=name", "sort=since", "sort=sales"):
            shown = self._walk(query)
            self.assertEqual(len(shown), 8, query)
            codes = [row[0] for row in self._sheet(query)[1:-1]]
            titles = [title.removeprefix("Test ") for title in shown]
            self.assertEqual(titles, codes, query)
        self.assertEqual(len(self._walk("search=T-N&sort=name")), 5)
        for cursor in ("x", "0", str(self.country.id), "9" * 12, "-1"):
            first = self._list()
            self.assertEqual(self._list(f"after={cursor}"), first)
            self.assertEqual(self._list(f"before={cursor}"), first)

    def test_a_page_stays_where_it_is_when_others_join(self):
        for number in range(4):
            self._create_distributor(f"T-N{number}", "dealer", self.country)
        self.patch(DistributorPortal, "_distributor_step", 2)
        page = self._open(f"{URL}?sort=name")
        [url] = page.xpath("//a[@rel='next']/@href")
        behind = self._titles(self._open(url))
        self._create_distributor("T-A", "dealer", self.country)
        self.assertEqual(self._titles(self._open(url)), behind)

    def test_depth_is_never_negative(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.company.distributor_team_depth = -1
            self.env.flush_all()

    def test_empty_is_friendly(self):
        self._login(self.sibling)
        page = self._open(URL)
        self.assertIn("Nobody sells below you", self._text(page))
        self.assertFalse(select(page, ".o_distributor_portal_filter"))

    def test_links(self):
        page = self._open(f"{HOME}/more")
        self.assertTrue(select(page, f'.o_distributor_portal_links a[href="{URL}"]'))
        links = f'.o_distributor_portal_team_links a[href="{HOME}/applications"]'
        self.assertTrue(select(self._open(URL), links))
        self._terminate(self.sibling)
        self._login(self.sibling)
        self.assertFalse(select(self._open(URL), links))

    def test_queries_do_not_grow_with_members(self):
        counts = []
        for number in range(4):
            member = self._create_distributor(
                f"T-Q{number}", "dealer", self.country, prepaid=False
            )
            self._sell(member, 5)
            self._open(URL)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self._open(URL)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[3], counts)
