# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.distributor.tests.test_access import AccessMatrix
from odoo.addons.distributor_portal.tests.common import HOME
from odoo.addons.distributor_portal.tests.members import QUIET

from ..models import distributor_portal_export as module
from .common import PAGE, ExportCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, ExportCommon):
    def test_matrix(self):
        self._check_matrix(
            {"distributor.portal.export": {}, "distributor.portal.export.part": {}}
        )

    def _post_list(self, name, **data):
        return self._post(PAGE, list=name, **data).status_code

    def test_right_of_the_page(self):
        for role, user in self.everybody.items():
            expected = {
                "orders": 200 if role in self.roles else 404,
                "wallet": 200 if role in ("owner", "finance") else 404,
                "members": 200 if role == "owner" else 404,
            }
            if role in ("upline", "sibling", "downline"):
                continue  # they have lists of their own
            self._login_as(user)
            for name, status in expected.items():
                with self.subTest(role=role, name=name), mute_logger(*QUIET):
                    self.assertEqual(self._post_list(name), status)

    def test_no_such_list(self):
        self._login_as(self.roles["owner"])
        for name in ("", "x", "orders.x", "money", "../orders", "\x00"):
            with self.subTest(name), mute_logger(*QUIET):
                self.assertIn(self._post_list(name), (303, 404))

    def test_file_of_others_is_none(self):
        export = self._ask()
        url = f"{PAGE}/{export.id}/file"
        self._login_as(self.roles["owner"])
        self.assertEqual(self.url_open(url).status_code, 200)
        for name, user in self.everybody.items():
            if name == "owner":
                continue
            self._login_as(user)
            with self.subTest(name), mute_logger(*QUIET):
                self.assertEqual(self.url_open(url).status_code, 404)
                self._post(f"{PAGE}/{export.id}/remove")
                self.assertTrue(export.exists())

    def test_right_is_asked_again_at_the_download(self):
        user = self.roles["finance"]
        export = self._ask("wallet", user=user)
        self._login_as(user)
        url = f"{PAGE}/{export.id}/file"
        self.assertEqual(self.url_open(url).status_code, 200)
        self._get_member("finance").sudo().role = "viewer"
        self.env.flush_all()
        with mute_logger(*QUIET):
            self.assertEqual(self.url_open(url).status_code, 404)

    def test_expired_is_none(self):
        export = self._ask()
        export.expires = Datetime.now() - timedelta(minutes=1)
        self.env.flush_all()
        self._login_as(self.roles["owner"])
        with mute_logger(*QUIET):
            response = self.url_open(f"{PAGE}/{export.id}/file")
        self.assertEqual(response.status_code, 404)
        self.Export._gc_exports()
        self.assertFalse(export.exists())

    @mute_logger(*QUIET)
    def test_nothing_by_rpc(self):
        export = self._ask()
        self._login_as(self.roles["owner"])
        for method, args in (
            ("read", [[export.id], ["content"]]),
            ("unlink", [[export.id]]),
            ("search_read", [[]]),
        ):
            found = self._rpc("distributor.portal.export", method, *args)
            self.assertIn("error", found, method)
        self.assertTrue(export.exists())

    def test_page_of_exports(self):
        self._login_as(self.roles["owner"])
        self.assertIn("nothing", self._text(self._open(PAGE), "main"))
        with patch.dict(module.AT_ONCE, {"xlsx": 1}):
            response = self._post(PAGE, list="orders", format="xlsx")
        self.assertEqual(response.status_code, 303)
        page = self._text(self._open(PAGE), "main")
        self.assertIn("Orders (XLSX)", page)
        self.assertIn("Running", page)
        [progress] = self._json(f"{PAGE}/progress")["result"].values()
        self.assertEqual(progress, ["running", 0])
        # one at a time, and it says so
        self._post(PAGE, list="orders", format="pdf")
        self.assertIn("still running", self._text(self._open(PAGE), "main"))
        self.assertIn("Export", self._text(self._open(f"{HOME}/orders"), "main"))
