# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor_portal.tests.common import select
from odoo.addons.distributor_portal.tests.members import QUIET

from .common import PartsCommon

PAGES = ("split", "split/check", "merge", "merge/check")


@tagged("post_install", "-at_install")
class TestRoles(PartsCommon):
    """Who may order for the distributor splits and merges its orders, nobody else."""

    def setUp(self):
        super().setUp()
        self.order, self.other = self._wait(), self._wait()
        self._login_as(self.roles["owner"])
        self.fields = self._read_form(self._look(self.order, (self.cup, 400)))
        taken = f"merge/check?take-{self.other.id}=1"
        page = self._open(self._url(self.order, taken))
        self.merging = self._read_form(page)

    def _assert_untouched(self, name):
        self.env.invalidate_all()
        self.assertFalse(self._get_part(self.order), name)
        self.assertEqual(set((self.order | self.other).mapped("state")), {"sent"}, name)
        self.assertEqual(self.order.amount_total, 12000, name)

    def test_pages_by_role(self):
        for role, status in (
            ("owner", 200),
            ("buyer", 200),
            ("finance", 404),
            ("viewer", 404),
        ):
            self._login_as(self.roles[role])
            for page in PAGES:
                answer = self.url_open(self._url(self.order, page))
                self.assertEqual(answer.status_code, status, (role, page))
            # who may see the order may see what belongs to it
            answer = self.url_open(self._url(self.order, "parts"))
            self.assertEqual(answer.status_code, 200, role)
            page = self._open(f"/my/orders/{self.order.id}")
            for name in ("split_order", "merge_order"):
                shown = bool(select(page, f"a[name={name}]"))
                self.assertEqual(shown, status == 200, (role, name))

    def test_nobody_else_does_it(self):
        refused = {**self.others}
        refused.update(finance=self.roles["finance"], viewer=self.roles["viewer"])
        for name, user in refused.items():
            self._login_as(user)
            for act, fields in (
                ("split", self.fields),
                ("merge", self.merging),
                ("unmerge", {}),
            ):
                answer = self._post(self._url(self.order, act), **fields)
                self.assertEqual(answer.status_code, 404, (name, act))
                self.assertNotIn(self.order.name, answer.text, (name, act))
            self._assert_untouched(name)

    def test_others_see_nothing(self):
        for name in ("upline", "downline", "sibling", "stranger", "clerk", "ended"):
            self._login_as(self.others[name])
            for page in (*PAGES, "parts"):
                answer = self.url_open(self._url(self.order, page))
                missing = self.url_open(f"/my/distribution/orders/999999/{page}")
                self.assertEqual(answer.status_code, missing.status_code, (name, page))
                self.assertNotIn(self.order.name, answer.text, (name, page))
                for product in (self.pot, self.cup):
                    self.assertNotIn(product.name, answer.text, (name, page))

    def test_public_is_asked_to_log_in(self):
        self.authenticate(None, None)
        for page in (*PAGES, "parts"):
            answer = self.url_open(self._url(self.order, page), allow_redirects=False)
            self.assertIn("/web/login", answer.headers["Location"])
        # whoever holds a link sees the order, not what may be done with it
        self._login_as(self.roles["owner"])
        self._split(self.order, (self.cup, 100))
        self.authenticate(None, None)
        page = self._open(self.order.get_portal_url())
        for name in ("split_order", "merge_order", "part_of"):
            self.assertFalse(select(page, f"[name={name}]"), name)

    def test_without_csrf_nothing_happens(self):
        for act, fields in (("split", self.fields), ("merge", self.merging)):
            answer = self.url_open(self._url(self.order, act), data=fields)
            self.assertEqual(answer.status_code, 400, act)
        self._assert_untouched("csrf")

    def test_a_buyer_sees_no_money(self):
        self._login_as(self.roles["buyer"])
        page = self._look(self.order, (self.cup, 1000))
        text = self._text(page).replace("\xa0", " ")
        self.assertNotIn("1,000.00", text)
        self.assertNotIn("7,000.00", text)
        self.assertIn("does not cover", text)

    @mute_logger(*QUIET)
    def test_nothing_over_rpc(self):
        for user in (*self.roles.values(), *self.others.values()):
            self._login_as(user)
            for method in (
                "_split",
                "_merge",
                "_unmerge",
                "action_merge",
                "action_unmerge",
                "action_split",
            ):
                answer = self._rpc("sale.order", method, self.order.ids)
                self.assertIn("error", answer, (user.login, method))
            for method in ("_split_in_portal", "_merge_in_portal"):
                answer = self._rpc("distributor.distributor", method, self.dealer.ids)
                self.assertIn("error", answer, (user.login, method))
        self._assert_untouched("rpc")

    def test_nobody_writes_what_follows_from_it(self):
        clerk = new_test_user(
            self.env, "t-parts-clerk", "distributor.distributor_group_manager"
        )
        order = self.order.with_user(clerk)
        for vals in ({"portal_split_key": "T"}, {"portal_merged": True}):
            with self.assertRaises(AccessError):
                order.write(vals)
