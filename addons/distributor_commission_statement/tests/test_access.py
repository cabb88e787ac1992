# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import NOW, StatementCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAccess(StatementCommon):
    """The module has no model of its own: the fields and buttons are checked."""

    def _new_user(self, group):
        return new_test_user(
            self.env,
            f"t-statement-{group}",
            group,
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_who_sends(self):
        mine = self._make()
        with self.assertRaises(UserError):
            mine.with_user(self.finance).action_send_statement()
        self._release(mine)
        for group in (
            "distributor.distributor_group_user",
            "base.group_user",
            "base.group_portal",
        ):
            with self.assertRaises(AccessError):
                mine.with_user(self._new_user(group)).action_send_statement()
        for user in (self.finance, self.manager):
            mine.sudo().statement_to_send = False
            mine.with_user(user).action_send_statement()
            self.assertTrue(mine.statement_to_send)

    def test_who_downloads(self):
        mine = self._make()
        user = self._new_user("distributor.distributor_group_user")
        action = mine.with_user(user).action_statement_xlsx()
        self.assertIn(f"/{mine.id}/statement_xlsx", action["url"])
        content = base64.b64decode(mine.with_user(user).statement_xlsx)
        self.assertTrue(content.startswith(b"PK"))
        for group in ("base.group_user", "base.group_portal"):
            other = self._new_user(group)
            with self.assertRaises(AccessError):
                mine.with_user(other).action_statement_xlsx()
            with self.assertRaises(AccessError):
                mine.with_user(other).read(["statement_xlsx"])

    def test_nobody_writes(self):
        mine = self._make()
        for user in (self.finance, self.manager):
            with self.assertRaises(AccessError):
                mine.with_user(user).write({"statement_to_send": True})

    def test_form(self):
        mine = self._make()
        for user in (self.finance, self.manager):
            seen = mine.with_user(user)
            self.assertEqual(Form(seen).record, seen)
