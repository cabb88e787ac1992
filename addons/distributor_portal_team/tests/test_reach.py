# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import select
from odoo.addons.distributor_portal.tests.members import QUIET, MembersCommon

from .common import CURRENT, URL, TeamCommon


@tagged("post_install", "-at_install")
class TestGenerations(TeamCommon):
    """Deeper generations: as the company says, by page, search, filter and sheet."""

    def setUp(self):
        super().setUp()
        self._login(self.country)

    def _texts(self, query=""):
        """Return what the page and the spreadsheet say."""
        page = self._text(self._open(f"{URL}?{query}"), "main")
        return page + str(self._sheet(query))

    def test_beyond_the_policy(self):
        for query in ("", "search=T-B", "search=T-Deep", "state=all", "sort=name"):
            text = self._texts(query)
            for word in ("T-Deep ", "T-Deeptown", "555", "Test T-R", "Test T-M"):
                self.assertNotIn(word, text, query)
        self.assertEqual(self._list("search=T-B"), [])
        # nobody of this level is shown, so it is no choice
        level = self.below.level_id
        self.assertNotIn(f'value="{level.id}"', self.url_open(URL).text)
        self.assertEqual(self._list(f"level={level.id}"), ["Test T-D", "Test T-S"])

    def test_by_code_only(self):
        for depth in (0, 2):
            self.company.distributor_team_depth = depth
            self.assertEqual(self._list(), ["Test T-D", "Test T-S", "T-B"])
        text = self._texts()
        self.assertIn("generation 2", text)
        for word in ("T-Deep", "T-Deeptown", "555"):
            self.assertNotIn(word, text)
        self.assertEqual(self._list("search=T-B"), ["T-B"])
        self.assertEqual(self._list(f"level={self.below.level_id.id}"), ["T-B"])

    def test_filters_tell_nothing_about_coded_members(self):
        self.company.distributor_team_depth = 2
        self.assertEqual(self._list("search=T-Deep"), [])
        for state in ("applicant", "suspended", "active"):
            self.below.sudo().state = state
            self.assertIn("T-B", self._list())
            self.assertIn("T-B", self._list("state=all"))
            self.assertNotIn("T-B", self._list(f"state={state}"))
        self._terminate(self.below)
        for state in ("current", "all", "terminated"):
            self.assertNotIn("T-B", self._list(f"state={state}"))

    def test_names_if_the_company_says_so(self):
        self.company.write(
            {
                "distributor_team_depth": 2,
                "distributor_team_names": True,
                "distributor_team_phones": True,
            }
        )
        self.assertEqual(self._list("search=Deep"), ["T-Deep"])
        text = self._texts("search=Deep")
        self.assertIn("T-Deeptown", text)
        self.assertNotIn("555", text)  # of direct members only
        self.assertEqual(self._list("state=active&sort=name")[0], "T-Deep")

    def test_depth_counts_from_the_visitor(self):
        self.company.distributor_team_depth = 2
        self._login(self.regional)
        self.assertEqual(self._list(), ["Test T-C", "T-D", "T-S"])


@tagged("post_install", "-at_install")
class TestReach(MembersCommon):
    """Who sees the team of the dealer, which is T-B, and what it buys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.below.sudo().prepaid = False
        cls._sell(cls.below, 432.1)

    def _see(self, user):
        self._login_as(user)
        page = self.url_open(URL)
        sheet = self.url_open(f"{URL}.xlsx")
        return page, sheet

    @mute_logger(*QUIET)
    def test_roles(self):
        for role, user in self.roles.items():
            with self.subTest(role):
                page, sheet = self._see(user)
                self.assertEqual((page.status_code, sheet.status_code), (200, 200))
                self.assertIn("Test T-B", page.text)
                money = self.dealer._user_can("money", user)
                self.assertEqual(money, role in ("owner", "finance"))
                self.assertEqual("432.10" in page.text, money)
                self.assertEqual("By sales" in page.text, money)
                invites = "/my/distribution/applications" in page.text
                self.assertEqual(invites, role == "owner")

    @mute_logger(*QUIET)
    def test_others(self):
        for name, user in self.others.items():
            with self.subTest(name):
                page, sheet = self._see(user)
                for text in (page.text, str(sheet.content)):
                    self.assertNotIn("Test T-B</", text)
                    self.assertNotIn("432.10", text)
                if name in ("clerk", "ended", "stranger"):
                    self.assertEqual(sheet.status_code, 404)
        self.authenticate(None, None)
        for url in (URL, f"{URL}.xlsx"):
            answer = self.url_open(url, allow_redirects=False)
            self.assertIn("/web/login", answer.headers["Location"])

    @mute_logger(*QUIET)
    def test_ids_and_names_of_others_find_nothing(self):
        self._login_as(self.roles["owner"])
        for query in (
            f"distributor={self.country.id}",
            f"distributor_id={self.country.id}&id={self.sibling.id}",
            "search=T-S",
            "search=' OR 1=1 --",
            "with_sales=1&named=1&coded=1",
            f"level={self.sibling.level_id.id}&state=all&depth=0",
        ):
            with self.subTest(query):
                page = self._open(f"{URL}?{query}")
                found = self._titles(page) if select(page, CURRENT) else []
                self.assertLessEqual(set(found), {"Test T-B"})

    @mute_logger(*QUIET)
    def test_nothing_by_rpc(self):
        self._login_as(self.roles["owner"])
        for method in ("_get_team_rows", "_get_team_sales", "search_read"):
            answer = self._rpc("distributor.distributor", method, [self.dealer.id])
            self.assertIn("error", answer)
