# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestLanguage(HttpCase):
    """The pages follow the distributor's language, whatever the phone speaks."""

    def _get_language_after_login(self, lang, browser):
        self.env["res.lang"]._activate_lang(lang)
        login = f"t-lang-{lang}"
        new_test_user(self.env, login, "base.group_portal", lang=lang)
        headers = {"Accept-Language": browser}
        page = html.fromstring(self.url_open("/web/login", headers=headers).content)
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        response = self.url_open(
            "/web/login",
            data={"login": login, "password": login, "csrf_token": token},
            headers=headers,
        )
        self.assertIn("/my", response.url)
        # what stock follows for all pages after this one
        return response.request.headers["Cookie"].split("frontend_lang=")[1][:5]

    def test_chinese_distributor_on_an_english_phone(self):
        self.assertEqual(self._get_language_after_login("zh_CN", "en-US"), "zh_CN")

    def test_english_distributor_on_a_chinese_phone(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(self._get_language_after_login("en_US", "zh-CN"), "en_US")
