# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal_order.tests.common import OrderMembersCommon

from .common import PAGE, SheetMixin


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, SheetMixin, OrderMembersCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.order.draft": {**read, "manager": "ru"},
                "distributor.order.draft.line": read,
            }
        )

    def test_other_company_is_invisible(self):
        draft = self._create_draft()
        other = self._create_company(name="T-Other")
        stranger = new_test_user(
            self.env,
            "t-draft-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        seen = draft.with_user(stranger)
        self.assertFalse(seen.search([("id", "=", draft.id)]))
        lines = draft.line_ids.with_user(stranger)
        self.assertTrue(lines)
        self.assertFalse(lines.search([("id", "in", lines.ids)]))
        for record in seen, lines:
            with self.assertRaises(AccessError):
                record.read()

    def test_only_a_manager_deletes(self):
        user, manager = (
            new_test_user(self.env, f"t-draft-{kind}", self.GROUPS[kind])
            for kind in ("user", "manager")
        )
        draft = self._create_draft()
        with self.assertRaises(AccessError):
            draft.with_user(user).unlink()
        draft.with_user(manager).unlink()
        self._login_as(self.roles["buyer"])
        self.assertNotIn("aaaaaaaa-", self.url_open(PAGE).text)

    def test_pages_by_role(self):
        for name, user in self.everybody.items():
            self._login_as(user)
            may = name in ("owner", "buyer")
            for url in (PAGE, f"{PAGE}/order.xlsx"):
                answer = self.url_open(url)
                if name in ("finance", "viewer"):
                    self.assertEqual(answer.status_code, 404, (name, url))
                if may:
                    self.assertEqual(answer.status_code, 200, (name, url))
            if name in self.roles:
                text = self.url_open(f"{HOME}/more").text
                self.assertEqual("/order/sheet" in text, may, name)

    def test_others_neither_see_nor_delete_nor_make(self):
        draft = self._create_draft()
        for name, user in self.everybody.items():
            if name in ("owner", "buyer"):
                continue
            self._login_as(user)
            self.assertNotIn(draft.key, self.url_open(PAGE).text, name)
            self._post(f"{PAGE}/delete", draft=draft.id)
            self.assertTrue(draft.exists(), name)
            rows = f'[[3, "T-TEA", "6", "{self._get_place(self.shop)}"]]'
            self._post(f"{PAGE}/make", rows=rows, upload="b" * 32)
            made = self.env["distributor.order.draft"].search(
                [("upload", "=", "b" * 32)]
            )
            self.assertFalse(made, name)
        self.authenticate(None, None)
        for url in (PAGE, f"{PAGE}/order.xlsx"):
            answer = self.url_open(url, allow_redirects=False)
            self.assertIn("/web/login", answer.headers["Location"])
        self._login_as(self.roles["buyer"])
        self.assertIn(draft.key, self.url_open(PAGE).text)
        self._post(f"{PAGE}/delete", draft=draft.id)
        self.assertFalse(draft.exists())
