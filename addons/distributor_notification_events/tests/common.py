# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_member.tests.common import MemberFactory


class EventFactory(MemberFactory):
    """Finds what members were told of; mixed into any test class with an env."""

    @classmethod
    def _forget(cls):
        cls.env.cr.execute(
            "DELETE FROM distributor_notification WHERE company_id = %s",
            [cls.company.id],
        )
        cls.env.invalidate_all()

    @classmethod
    def _make_members(cls, distributor):
        """Make an owner and a viewer whose addresses are their own."""
        users = {}
        for role in ("owner", "viewer"):
            user = cls._create_member(distributor, role).user_id
            user.email = f"{user.login}@example.com"
            users[role] = user
        return users

    def _get_told(self, code, role="owner"):
        """Return the notifications of a kind to a member of these tests."""
        notifications = self.env["distributor.notification"].sudo()
        return notifications.search(
            [("user_id", "=", self.users[role].id), ("kind_id.code", "=", code)]
        )

    def _assert_told(self, code, *words, roles=("owner", "viewer"), times=1):
        for role in ("owner", "viewer"):
            told = self._get_told(code, role)
            with self.subTest(code=code, role=role):
                self.assertEqual(len(told), times if role in roles else 0)
        told = self._get_told(code)[0]
        for word in words:
            self.assertIn(word, f"{told.name} {told.body or ''}")
        self.assertTrue(told.url.startswith("/my/"))
        return told
