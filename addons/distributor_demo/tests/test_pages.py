# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re
from urllib.parse import parse_qs, urlsplit

from lxml import html

from odoo.tests import HttpCase, tagged

from odoo.addons.distributor_portal.tests.accessibility import AccessibilityMixin

HOME = "/my/distribution"
NUMBER = re.compile(r"[0-9]+")


def get_kind(url):
    """Return what pages of one kind have in common: the path and what is asked.

    >>> get_kind("/my/distribution/returns/12?done=1&after=5")
    ('/my/distribution/returns/N', ('done',))
    """
    parts = urlsplit(url)
    asked = set(parse_qs(parts.query)) - {"after", "before"}
    return NUMBER.sub("N", parts.path), tuple(sorted(asked))


@tagged("post_install", "-at_install")
class TestPages(AccessibilityMixin, HttpCase):
    """Whatever a link of the portal leads to, for people of the demo brand."""

    def _crawl(self, login):
        """Return an address of each kind of page that links lead to from home."""
        self.authenticate(login, "demo")
        waiting, found = [HOME], {get_kind(HOME): None}
        pages = []
        while waiting:
            url = waiting.pop()
            response = self.url_open(url)
            self.assertEqual(response.status_code, 200, url)
            if not response.headers["Content-Type"].startswith("text/html"):
                continue  # a file
            page = html.fromstring(response.content)
            if page.cssselect(".o_distributor_portal"):
                pages.append(url)
            for link in page.cssselect(f'.o_distributor_portal a[href^="{HOME}"]'):
                kind = get_kind(link.get("href"))
                if kind not in found:
                    found[kind] = url
                    waiting.append(link.get("href"))
        return pages

    def test_accessible(self):
        seen = set()
        for login in ("city", "store"):
            urls = [url for url in self._crawl(login) if get_kind(url) not in seen]
            seen.update(map(get_kind, urls))
            self.assert_accessible(urls, login)
        paths = {path for path, _asked in seen}
        self.assertGreater(len(paths), 35, sorted(paths))
