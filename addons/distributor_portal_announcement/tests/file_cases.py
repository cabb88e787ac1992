# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo.tools import mute_logger

from odoo.addons.distributor_announcement.tests.common import make_picture
from odoo.addons.distributor_portal.tests.members import QUIET

from .common import FILES


class FileCases:
    """Marketing files: who takes which, and what is kept of it."""

    def _get_downloads(self, file=None):
        downloads = self.env["distributor.marketing.download"].sudo()
        return downloads.search([("file_id", "=", (file or self.poster).id)])

    @mute_logger(*QUIET)
    def test_who_takes(self):
        """Each kind of visitor, on each address of a file."""
        url = f"{FILES}/{self.poster.id}"
        stock = f"/web/content/{self.poster.attachment_ids.id}"
        for name, user in self.everybody.items():
            with self.subTest(name):
                self._login_as(user)
                told = name in (*self.roles, "upline")
                self.assertEqual("T-Poster" in self.url_open(FILES).text, told)
                response = self.url_open(f"{url}/download")
                self.assertEqual(response.content == make_picture(), told)
                self.assertEqual(response.status_code == 404, not told)
                preview = self.url_open(f"{url}/preview")
                self.assertEqual(preview.status_code == 200, told)
                self.assertNotEqual(self.url_open(stock).content, make_picture())
        self.assertEqual(len(self._get_downloads()), 5)
        self.authenticate(None, None)
        for path in (FILES, f"{url}/download", f"{url}/preview"):
            self.assertNotEqual(self.url_open(path).content, make_picture())
        self.assertEqual(len(self._get_downloads()), 5)

    def test_receipt(self):
        self._login_as(self.roles["buyer"])
        url = f"{FILES}/{self.poster.id}"
        self.url_open(f"{url}/preview")
        self.assertFalse(self._get_downloads())
        for _time in range(2):
            response = self.url_open(f"{url}/download")
            self.assertIn("attachment", response.headers["Content-Disposition"])
        [download] = self._get_downloads()
        self.assertEqual(download.user_id, self.roles["buyer"])
        self.assertEqual((download.distributor_id, download.count), (self.dealer, 2))
        self.assertIn("Downloaded on", self._text(self._open(FILES)))

    def test_files_ended_and_withdrawn(self):
        self._login_as(self.roles["owner"])
        yesterday = self.dealer._get_today() - timedelta(days=1)
        ended = self._create_file(self.dealer, name="T-Ended")
        ended.flush_recordset()
        self.env.cr.execute(
            "UPDATE distributor_marketing_file SET date_from = %s, date_to = %s"
            " WHERE id = %s",
            (yesterday, yesterday, ended.id),
        )
        ended.invalidate_recordset()
        draft = self._create_file(self.dealer, name="T-Draft", publish=False)
        self.poster._withdraw()
        for file in (ended, draft, self.poster):
            for path in ("download", "preview"):
                response = self.url_open(f"{FILES}/{file.id}/{path}")
                self.assertEqual(response.status_code, 404, file.name)
            self.assertFalse(self._get_downloads(file))
            self.assertNotIn(file.name, self.url_open(FILES).text)

    def test_files_search(self):
        other = self._create_file(
            self.dealer,
            name="T-Text",
            category_id=self.env.ref(
                "distributor_announcement.distributor_marketing_category_text"
            ).id,
        )
        self._login_as(self.roles["owner"])

        def get_titles(query):
            page = self._open(f"{FILES}?{query}")
            return {title.text for title in page.xpath("//h2[contains(., 'T-')]")}

        self.assertEqual(get_titles(""), {"T-Poster", "T-Text"})
        self.assertEqual(get_titles("search=matt"), {"T-Poster"})
        self.assertEqual(get_titles(f"category={other.category_id.id}"), {"T-Text"})
        for odd in ("category=x&page=x", "search=%00%25", "category=999999999"):
            self.assertFalse(get_titles(odd) - {"T-Poster", "T-Text"})

    def test_files_cost_the_same(self):
        self._login_as(self.roles["owner"])
        files = self.env["distributor.marketing.file"].sudo()
        counts = []
        for size in (2, 6):
            domain = files._get_portal_domain(self.dealer.sudo())
            while len(files.search(domain)) < size:
                self._create_file(self.dealer)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = files.search(domain)
            found._get_portal_taken(self.dealer.sudo(), self.roles["owner"])
            for name in (
                "display_name",
                "file_size",
                "has_preview",
                "category_id.name",
            ):
                self.assertTrue(all(found.mapped(name)), name)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
