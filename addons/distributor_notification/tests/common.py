# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor_member.tests.common import MemberCommon


class NotificationFactory:
    """Tells of things; mixed into any test class with an env and a dealer."""

    @classmethod
    def _create_kind(cls, code="t-kind", **kw):
        values = {"name": "T-Kind", "code": code, **kw}
        return cls.env["distributor.notification.kind"].sudo().create(values)

    @classmethod
    def _tell(cls, title="T-Title", record=None, code="t-kind", distributor=None, **kw):
        distributor = distributor or cls.dealer
        distributor._notify_members(
            code,
            record or distributor,
            lambda env: (title, env["res.lang"]._get_data(code=env.lang).name),
            **kw,
        )

    @classmethod
    def _get_told(cls, user=None, **kw):
        """Return the notifications of a user, or of all, that these tests made."""
        domain = [("kind_id.code", "=like", "t-%")]
        if user:
            domain.append(("user_id", "=", user.id))
        domain += [(name, "=", value) for name, value in kw.items()]
        return cls.env["distributor.notification"].sudo().search(domain)

    @classmethod
    def _prefer(cls, user, channels=None, **kw):
        values = {
            "is_quiet": True,
            "quiet_start": 22 * 60,
            "quiet_end": 8 * 60,
            "digest": "daily",
            **kw,
        }
        preferences = cls.env["distributor.notification.preference"]
        return preferences._save(user, values, channels or {})


class NotificationCommon(NotificationFactory, MemberCommon):
    """The dealer has a member of each role, all in one timezone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner, cls.viewer = cls.users["owner"], cls.users["viewer"]
        for user in cls.users.values():
            user.write({"tz": "Asia/Shanghai", "email": f"{user.login}@example.com"})
        cls.kind = cls._create_kind()
