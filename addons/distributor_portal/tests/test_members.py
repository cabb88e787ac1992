# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import HOME, select
from .member_cases import MemberListCases
from .members import ROLES, MembersCommon

URL = f"{HOME}/members"


@tagged("post_install", "-at_install")
class TestMembers(MemberListCases, MembersCommon):
    def setUp(self):
        super().setUp()
        self._login_as(self.roles["owner"])

    def _notice(self):
        return self._text(self._open(URL), ".o_distributor_portal_notice")

    def _find(self, email):
        return self.dealer.sudo().member_ids.filtered(lambda m: m.email == email)

    def test_only_owners_manage(self):
        member = self._get_member("buyer")
        for kind, user in {**self.everybody, "employee": self._employee()}.items():
            if kind in ("owner", "upline", "sibling", "downline"):
                continue
            self._login_as(user)
            for url in (
                f"{URL}/invite",
                f"{URL}/{member.id}/update",
                f"{URL}/{member.id}/end",
                f"{URL}/{member.id}/resend",
            ):
                with self.subTest(kind=kind, url=url):
                    answer = self._post(
                        url, name="T", email="t-new@example.com", role="viewer"
                    )
                    self.assertEqual(answer.status_code, 404)
        self.assertEqual((member.role, member.state), ("buyer", "active"))
        self.assertFalse(self._find("t-new@example.com"))

    def _employee(self):
        return new_test_user(self.env, "t-employee", "base.group_user")

    def test_members_of_others(self):
        """Owners of distributors around find nobody here, as if nobody were there."""
        member = self._get_member("buyer")
        notices = set()
        for kind in ("upline", "sibling", "downline"):
            self._login_as(self.others[kind])
            for member_id in (member.id, 2**31 - 2):
                for action in ("update", "end", "resend"):
                    self._post(f"{URL}/{member_id}/{action}", role="viewer")
                    notices.add(self._notice())
        self.assertEqual(notices, {"This member is not there any more."})
        self.assertEqual((member.role, member.state), ("buyer", "active"))

    def test_refused_invitation_keeps_what_was_written(self):
        self._post(
            f"{URL}/invite",
            name="T-Wang",
            email="t-wang@example.com",
            role="buyer",
            limit_order="12x",
        )
        page = self._open(URL)
        self.assertIn("12x", self._text(page, ".o_distributor_portal_notice"))
        for text in ("T-Wang", "t-wang@example.com", "12x"):
            self.assertTrue(page.xpath(f"//input[@value='{text}']"), text)
        self.assertFalse(self._open(URL).xpath("//input[@value='T-Wang']"))

    def test_invitation_from_mail_to_order(self):
        order = self._offer()
        self._post(
            f"{URL}/invite",
            name="Li Na",
            email="li@example.com",
            role="buyer",
            limit_order="300",
            limit_month="1000,50",
        )
        self.assertIn("li@example.com", self._notice())
        member = self._find("li@example.com")
        self.assertEqual((member.state, member.role), ("invited", "buyer"))
        self.assertEqual((member.limit_order, member.limit_month), (300, 1000.5))
        user = member.user_id
        self.assertEqual(user.group_ids, self.env.ref("base.group_portal"))
        self.assertEqual(user.company_id, self.company)
        user.password = user.login
        self._login_as(user)
        for url in ("/my", HOME, f"{HOME}/invitations"):
            page = self._open(url)
            card = self._text(page, ".o_distributor_portal_invitation")
            self.assertIn(self.dealer.name, card)
        self.assertIn("error", self._accept(order)["result"])
        answer = self._post(f"{HOME}/invitations/{member.id}/accept")
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(member.state, "active")
        self.assertIn(order.name, self._text(self._open(f"{HOME}/orders"), "main"))
        self.assertNotIn("error", self._accept(order)["result"])
        self.assertEqual(order.portal_user_id, user)

    def test_known_login_looks_like_a_new_one(self):
        known = self._create_login("t-known")
        known.name = "A Secret Name"
        known.login = "known@example.com"
        answers = []
        for email in ("known@example.com", "fresh@example.com"):
            self._post(f"{URL}/invite", name="Li", email=email, role="viewer")
            answers.append(self._notice().replace(email, ""))
        self.assertEqual(len(set(answers)), 1)
        text = self._text(self._open(URL), "main")
        self.assertNotIn("A Secret Name", text)
        self.assertFalse(self.dealer._user_can("view", known))

    def test_invitation_of_somebody_else(self):
        self._post(f"{URL}/invite", name="Li", email="li@example.com", role="viewer")
        member = self._find("li@example.com")
        for kind in ("stranger", "clerk", "upline"):
            self._login_as(self.others[kind])
            self._post(f"{HOME}/invitations/{member.id}/accept")
            self._post(f"{HOME}/invitations/{member.id}/decline")
            self.assertEqual(member.state, "invited")

    def test_only_named_fields_are_read(self):
        self._post(
            f"{URL}/invite",
            name="Li",
            email="li@example.com",
            role="viewer",
            distributor_id=self.country.id,
            user_id=self.others["stranger"].id,
            state="active",
            group_ids=self.env.ref("base.group_system").id,
            company_id=1,
            limit_order="7",
        )
        member = self._find("li@example.com")
        self.assertEqual(member.state, "invited")
        self.assertEqual(member.limit_order, 0, "limits are of buyers")
        self.assertTrue(member.user_id._is_portal())
        self.assertFalse(self.country.sudo().member_ids)

    def test_roles_that_an_owner_does_not_give(self):
        buyer = self._get_member("buyer")
        for role in ("owner", "admin", "", "view", "1"):
            self._post(f"{URL}/invite", name="L", email="li@example.com", role=role)
            self._post(f"{URL}/{buyer.id}/update", role=role)
            self.assertIn("role", self._notice())
        self.assertFalse(self._find("li@example.com"))
        self.assertEqual(buyer.role, "buyer")

    def test_bad_values_are_answered(self):
        buyer = self._get_member("buyer")
        for value in ("x", "-1", "1e9", "9" * 40, "1.234", "NaN", "²", "1 000"):
            self._post(f"{URL}/{buyer.id}/update", role="buyer", limit_order=value)
            with self.subTest(value):
                self.assertIn("not an amount", self._notice())
        for email in (
            "",
            "x",
            "a@example.com, b@example.com",
            "<b>@x",
            "a@" + "b" * 400,
        ):
            self._post(f"{URL}/invite", name="Li", email=email, role="viewer")
            with self.subTest(email[:20]):
                self.assertTrue(select(self._open(URL), ".o_distributor_portal_list"))
        self.assertEqual(self._post(f"{URL}/x/update").status_code, 404)
        self.assertEqual(self._post(f"{URL}/{buyer.id}/delete").status_code, 404)
        self.assertEqual(buyer.limit_order, 0)

    def test_change_and_end(self):
        buyer = self._get_member("buyer")
        self._post(f"{URL}/{buyer.id}/update", role="buyer", limit_month="90")
        self.assertEqual(buyer.limit_month, 90)
        self._post(f"{URL}/{buyer.id}/update", role="finance", limit_month="90")
        self.assertEqual((buyer.role, buyer.limit_month), ("finance", 0))
        self._post(f"{URL}/{buyer.id}/end")
        self.assertEqual(buyer.state, "ended")
        self.assertNotIn(f"{URL}/{buyer.id}/", self.url_open(URL).text)

    def test_end_stops_a_running_session(self):
        user = self.roles["buyer"]
        self._login_as(user)
        self._open(HOME)
        self._get_member("buyer").action_end()
        answer = self.url_open(HOME, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_last_owner_stays(self):
        owner = self._get_member("owner")
        for action, role in (("end", None), ("update", "viewer")):
            self._post(f"{URL}/{owner.id}/{action}", **({"role": role} if role else {}))
            self.assertIn("owner", self._notice())
        self.assertEqual((owner.state, owner.role), ("active", "owner"))

    def test_first_invitation_of_a_distributor(self):
        self._login_as(self.users[self.sibling])
        page = self._open(URL)
        self.assertIn(self.users[self.sibling].name, self._text(page, "main"))
        self._post(f"{URL}/invite", name="Li", email="li@example.com", role="viewer")
        self.assertEqual(
            self.sibling._get_member(self.users[self.sibling]).role, "owner"
        )
        self._open(URL)

    @mute_logger("odoo.http")
    def test_posts_need_the_token_of_the_form(self):
        for url in (f"{URL}/invite", f"{HOME}/switch"):
            answer = self.url_open(url, data={"name": "x"}, allow_redirects=False)
            self.assertEqual(answer.status_code, 400)
            self.assertIn(self.url_open(url).status_code, (404, 405))

    # two distributors

    def test_switch(self):
        user = self.roles["buyer"]
        self._create_member(self.sibling, "owner", self.users[self.sibling])
        self._create_member(self.sibling, "finance", user)
        own, other = self._sell(self.dealer, 10), self._sell(self.sibling, 20)
        self._login_as(user)
        self.assertEqual(self._titles(self._open(f"{HOME}/orders")), [own.name])
        self.assertEqual(self.url_open(f"{HOME}/wallet").status_code, 404)
        page = self._open(HOME)
        values = [
            o.get("value") for o in select(page, "select[name=distributor_id] option")
        ]
        self.assertEqual(
            sorted(values), sorted(map(str, (self.dealer | self.sibling).ids))
        )
        self._post(f"{HOME}/switch", distributor_id=self.sibling.id)
        self.assertEqual(self._titles(self._open(f"{HOME}/orders")), [other.name])
        self.assertTrue(self._titles(self._open(f"{HOME}/wallet")))
        # the documents of a distributor of which it is no contact, through the pages
        self._open(f"/my/orders/{other.id}")
        self._open(f"/my/invoices/{other.invoice_ids.id}")
        rows = self._rpc("sale.order", "search_read", [], ["name"])["result"]
        self.assertEqual([row["name"] for row in rows], [own.name])
        for wrong in (self.country.id, "x", "", 2**31 - 2):
            self._post(f"{HOME}/switch", distributor_id=wrong)
            self.assertEqual(self._titles(self._open(f"{HOME}/orders")), [other.name])

    def test_draft_of_the_other_distributor(self):
        """A note of the brand is shown to no member who is no contact."""
        user = self.roles["buyer"]
        self._create_member(self.sibling, "owner", self.users[self.sibling])
        self._create_member(self.sibling, "viewer", user)
        draft = self._create_order(self.sibling)
        self._login_as(user)
        answer = self.url_open(f"/my/orders/{draft.id}", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)

    def test_no_switch_for_one(self):
        for role in ROLES:
            self._login_as(self.roles[role])
            self.assertFalse(select(self._open(HOME), ".o_distributor_portal_switch"))
