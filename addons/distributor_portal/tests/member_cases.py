# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from ..controllers.portal import DistributorPortal
from .common import HOME

URL = f"{HOME}/members"


class MemberListCases:
    """The list of members; mixed into a class whose visitor is the owner."""

    def _list(self, query=""):
        page = self._open(f"{URL}?{query}")
        path = ".//li/details/summary/*[@class='o_distributor_portal_title']"
        return [title.text_content().strip() for title in page.iterfind(path)]

    def test_search_filter_and_sort(self):
        known = self._create_login("t-known")
        known.name = "A Secret Name"
        known.login = "known@example.com"
        self._post(
            f"{URL}/invite", name="T-Zoe", email="known@example.com", role="buyer"
        )
        names = {role: user.name for role, user in self.roles.items()}
        by_role = [names["owner"]]
        by_role += sorted([names["buyer"], "T-Zoe"], key=str.casefold)
        by_role += [names["finance"], names["viewer"]]
        for query, shown in (
            ("", by_role),
            ("sort=name", sorted(by_role, key=str.casefold)),
            ("role=buyer&state=active", [names["buyer"]]),
            ("state=invited", ["T-Zoe"]),
            ("role=x&state=x&sort=x", by_role),
            ("search=zoe", ["T-Zoe"]),
            ("search=KNOWN@", ["T-Zoe"]),
            # nothing but what the inviter wrote is found of who was invited
            ("search=Secret", []),
            ("search=%25", []),
        ):
            with self.subTest(query):
                self.assertEqual(self._list(query), shown)
        self.assertEqual(self._list("sort=date")[0], "T-Zoe")
        self.assertIn("No member fits", self._text(self._open(f"{URL}?search=%25")))
        page = self._open(f"{URL}?search=zoe")
        self.assertIn("1 row", self._text(page, "[name=totals]"))

    def test_who_ended(self):
        gone = self.others["ended"].name
        self.assertEqual(self._list_ended(), [gone])
        choices = "//select[@name='state']/option/@value"
        shown = ["current", "active", "invited"]
        self.assertEqual(self._open(URL).xpath(choices), [*shown, "ended"])
        self.assertNotIn(gone, self._list())
        known = self._create_login("t-known")
        known.name = "A Secret Name"
        known.login = "known@example.com"
        self._post(
            f"{URL}/invite", name="T-Zoe", email="known@example.com", role="viewer"
        )
        self._find("known@example.com")._decline()
        buyer = self._get_member("buyer")
        name = buyer.user_id.name
        buyer._end()
        self.assertNotIn(name, self._list())
        # who never accepted is told as the inviter wrote it
        ended = {gone, name, "T-Zoe"}
        self.assertEqual(set(self._list_ended()), ended)
        page = self._open(f"{URL}?state=ended")
        self.assertIn("3 rows", self._text(page, "[name=totals]"))
        self.assertNotIn("A Secret Name", self._text(page))
        self.assertFalse(page.xpath(f"//form[contains(@action, '/{buyer.id}/')]"))
        self.assertFalse(page.xpath("//button[contains(@formaction, '/end')]"))
        self._post(f"{URL}/{buyer.id}/update", role="owner")
        self.assertIn("not there any more", self._notice())
        self.assertEqual((buyer.role, buyer.state), ("buyer", "ended"))
        # of another distributor nobody is told
        self._create_member(self.sibling, "owner", self.others["sibling"])
        member = self._create_member(self.sibling, "viewer", known)
        self._login_as(self.others["sibling"])
        self.assertNotIn("ended", self._open(f"{URL}?role=owner").xpath(choices))
        member.sudo()._end()
        self.assertEqual(self._list_ended(), ["A Secret Name"])
        self._login_as(self.roles["owner"])
        self.assertEqual(set(self._list_ended()), ended)

    def _list_ended(self):
        page = self._open(f"{URL}?state=ended")
        self.assertFalse(page.xpath("//li/details/summary[contains(@class, '_row')]"))
        return self._titles(page)

    def test_pages(self):
        self.patch(DistributorPortal, "_distributor_step", 3)
        page = self._open(URL)
        first = self._list()
        [url] = page.xpath("//a[@rel='next']/@href")
        behind = self._list(url.partition("?")[2])
        self.assertEqual((len(first), len(behind)), (3, 1))
        [back] = self._open(url).xpath("//a[@rel='prev']/@href")
        self.assertEqual(self._list(back.partition("?")[2]), first)
        # a member of another distributor is no place to begin at
        other = self._create_member(self.sibling, "owner", self.others["sibling"])
        for cursor in (other.id, "x", "9" * 12):
            self.assertEqual(self._list(f"after={cursor}"), first)
