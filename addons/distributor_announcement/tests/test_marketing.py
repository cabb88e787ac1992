# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import AnnouncementCommon


@tagged("post_install", "-at_install")
class TestMarketing(AnnouncementCommon):
    def test_preview(self):
        file = self._create_file()
        self.assertTrue(file.preview)
        self.assertEqual(file.file_name, "t-poster.png")
        for content in (b"%PDF-1.7 T", b"\x89PNG\r\n\x1a\n" + b"0" * 20):
            self.assertFalse(self._create_file(content=content).preview)

    def test_needs_one_file(self):
        file = self._create_file(publish=False)
        file.attachment_ids = [Command.clear()]
        with self.assertRaisesRegex(UserError, "exactly one file"):
            file._publish()

    def test_published_is_final(self):
        file = self._create_file()
        with self.assertRaisesRegex(UserError, "new version"):
            file.sudo().name = "T-Other"
        with self.assertRaisesRegex(UserError, "is final"):
            file.attachment_ids.raw = b"T"
        with self.assertRaisesRegex(UserError, "is final"):
            file.attachment_ids.unlink()
        with self.assertRaises(UserError):
            file.attachment_ids.public = True

    def test_versions(self):
        first = self._create_file(self.dealer)
        downloads = self.env["distributor.marketing.download"].sudo()
        for _time in range(2):
            downloads._record(first, self.dealer, self.user)
        action = first.with_user(self.user).action_new_version()
        second = first.browse(action["res_id"])
        self.assertEqual((second.version, second.state), (2, "draft"))
        self.assertFalse(second.attachment_ids)
        second.attachment_ids = self.env["ir.attachment"].create(
            {"name": "t-new.pdf", "raw": b"%PDF-1.7 T"}
        )
        second.with_user(self.manager).action_publish()
        self.assertEqual(first.state, "withdrawn")
        self.assertEqual(second.display_name, "T-Poster, version 2")
        downloads._record(second, self.dealer, self.user)
        action = second.with_user(self.user).action_view_downloads()
        found = downloads.search(action["domain"], order="version")
        self.assertEqual(
            [(one.version, one.count, one.user_id) for one in found],
            [(1, 2, self.user), (2, 1, self.user)],
        )
        self.assertEqual(found[1].category_id, second.category_id)

    def test_missing(self):
        file = self._create_file(self.dealer, self.country)
        downloads = self.env["distributor.marketing.download"].sudo()
        downloads._record(file, self.dealer, self.user)
        self.assertEqual(file.download_count, 1)
        action = file.with_user(self.user).action_view_missing()
        found = self.env["distributor.distributor"].search(action["domain"])
        self.assertEqual(found, self.country)
