# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import AnnouncementCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, AnnouncementCommon):
    def test_matrix(self):
        every = dict.fromkeys(("user", "manager", "finance"), "rwcu")
        read = dict.fromkeys(("user", "manager", "finance", "salesman"), "r")
        self._check_matrix(
            {
                "distributor.announcement": {**every, "salesman": "r"},
                "distributor.announcement.reading": read,
                "distributor.marketing.file": {**every, "salesman": "r"},
                "distributor.marketing.category": {**read, "manager": "rwcu"},
                "distributor.marketing.download": read,
            }
        )

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_portal_reaches_nothing_by_rpc(self):
        portal = new_test_user(self.env, "t-announcement-portal", "base.group_portal")
        for record in (self._create_announcement(), self._create_file()):
            own = record.with_user(portal)
            with self.assertRaises(AccessError):
                own.read(["name"])
            for step in ("publish", "withdraw", "new_version", "view_audience"):
                with self.subTest(step), self.assertRaises(AccessError):
                    getattr(own, f"action_{step}")()
            with self.assertRaises(AccessError):
                own.attachment_ids.read(["name"])
        self.assertFalse(record.attachment_ids.with_user(portal).has_access("read"))

    def test_only_managers_speak(self):
        for record in (
            self._create_announcement(publish=False),
            self._create_file(publish=False),
        ):
            with self.assertRaisesRegex(AccessError, "manager"):
                record.with_user(self.user).action_publish()
            for vals in ({"state": "published"}, {"published_by": self.user.id}):
                with self.assertRaises(AccessError):
                    record.with_user(self.user).write(vals)
            record.with_user(self.manager).action_publish()
            self.assertEqual(record.published_by, self.manager)
            with self.assertRaisesRegex(AccessError, "manager"):
                record.with_user(self.user).action_withdraw()
            record.with_user(self.manager).action_withdraw()
            self.assertEqual(record.state, "withdrawn")

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        stranger = new_test_user(
            self.env,
            "t-announcement-stranger",
            "distributor.distributor_group_manager",
            company_id=other.id,
            company_ids=[other.id],
        )
        announcement, file = self._create_announcement(), self._create_file()
        reading = self._read(announcement, self.dealer, self.user)
        downloads = self.env["distributor.marketing.download"].sudo()
        downloads._record(file, self.dealer, self.user)
        download = downloads.search([("file_id", "=", file.id)])
        for record in (announcement, file, reading, download):
            seen = record.with_user(stranger)
            self.assertFalse(seen.search([("id", "=", record.id)]), record._name)
        with self.assertRaises(AccessError):
            announcement.with_user(stranger).action_withdraw()

    def test_proof_is_not_made_up(self):
        announcement = self._create_announcement()
        reading = self._read(announcement, self.dealer, self.user)
        for operation in ("write", "create", "unlink"):
            with self.assertRaises(AccessError):
                reading.with_user(self.manager).check_access(operation)
