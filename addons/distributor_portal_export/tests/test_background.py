# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import distributor_portal_export as module
from .common import ExportCommon

RUN = "odoo.addons.distributor_portal_export.models.distributor_portal_export_run"


@tagged("post_install", "-at_install")
class TestBackground(ExportCommon):
    def setUp(self):
        super().setUp()
        self.patch(module, "AT_ONCE", {"xlsx": 1, "pdf": 1})

    def _run_cron(self):
        cron = self.env.ref("distributor_portal_export.ir_cron_run")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def _get_mails(self):
        partner = self.roles["owner"].partner_id
        return (
            self.env["mail.mail"]
            .sudo()
            .search(
                [
                    ("recipient_ids", "in", partner.ids),
                    ("subject", "like", "Your export"),
                ]
            )
        )

    def test_made_later_with_a_mail(self):
        export = self._ask()
        self.assertEqual((export.state, export._get_percent()), ("running", 0))
        self.assertFalse(export.content)
        self._run_cron()
        self.assertEqual((export.state, export.message), ("done", False))
        _header, rows, _sheet = self._read_book(base64.b64decode(export.content))
        self.assertEqual(len(rows), len(self.orders) + 1)
        self.assertFalse(export.part_ids)
        [mail] = self._get_mails()
        self.assertIn("/my/distribution/exports", mail.body_html)
        self.assertNotIn(self.orders[0].name, mail.body_html)
        self.assertFalse(mail.attachment_ids)

    def test_batches_make_the_same_file(self):
        once = self._ask()
        while once._step(99):
            pass
        often = self._ask()
        steps = 1
        while often._step(2):
            steps += 1
            self.assertLessEqual(often._get_percent(), 99)
        self.assertEqual(steps, 4)
        books = [
            self._read_book(base64.b64decode(export.content))[1]
            for export in (once, often)
        ]
        self.assertEqual(*books)
        self.assertEqual(once.sums, often.sums)

    def test_one_at_a_time(self):
        first = self._ask()
        with self.assertRaises(UserError):
            self._ask("wallet")
        first.unlink()
        self._ask("wallet")

    def test_goes_on_after_it_was_killed(self):
        export = self._ask()
        export._begin()
        export._step(2)
        self._run_cron()
        self.assertEqual(export.state, "done")
        self.assertEqual(export.done_count, len(self.orders))

    def test_given_up_when_it_is_killed_again(self):
        export = self._ask()
        export.attempts = 2
        self._run_cron()
        self.assertEqual(export.state, "failed")
        self.assertTrue(export.message)

    def test_whatever_fails_is_told(self):
        export = self._ask()
        with (
            patch(f"{RUN}.DistributorPortalExportRun._step", side_effect=ValueError),
            mute_logger(RUN),
        ):
            self._run_cron()
        self.assertEqual(export.state, "failed")
        self.assertEqual(len(self._get_mails()), 1)

    def test_right_lost_meanwhile(self):
        user = self.roles["finance"]
        export = self._ask("wallet", user=user)
        self._get_member("finance").sudo().role = "viewer"
        self._run_cron()
        self.assertEqual((export.state, export.content), ("failed", False))

    def test_row_behind_which_it_goes_on_is_gone(self):
        export = self._ask()
        export._step(2)
        export.cursor = "999999999"
        export._step(2)
        self.assertEqual(export.state, "failed")
        self.assertIn("changed", export.message)
