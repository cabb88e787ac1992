# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
import time
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.distributor_onboarding.controllers import apply as controller
from odoo.addons.distributor_onboarding.controllers import parameters

from .common import CODE, OnboardingCommon

APPLY = "/distribution/apply"


@tagged("post_install", "-at_install")
class OnboardingHttpCase(OnboardingCommon, HttpCase):
    """A visitor of the public pages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["distributor.application.limit"].sudo().search([]).unlink()
        # the page is the one of the company of the public user
        cls.env.ref("base.public_user").write(
            {"company_ids": [(4, cls.company.id)], "company_id": cls.company.id}
        )

    def setUp(self):
        super().setUp()
        # a form takes a person seconds that a test does not have
        self.startPatcher(patch.object(parameters, "MIN_SECONDS", 0))

    def _open(self, url, status=200):
        response = self.url_open(url)
        self.assertEqual(response.status_code, status, url)
        return html.fromstring(response.content)

    def _get_form(self, page, action):
        [form] = [f for f in page.xpath("//form") if (f.get("action") or "") == action]
        return {
            field.get("name"): field.get("value") or ""
            for field in form.xpath(".//input[@name]")
            if field.get("type") not in ("checkbox", "file")
        }

    def _fill(self, **kw):
        values = self._prepare_application(consent="1")
        for name in ("company_id", "lang"):
            del values[name]
        return {**{name: str(value) for name, value in values.items()}, **kw}

    def _post_form(self, url=APPLY, **kw):
        form = self._get_form(self._open(url), url)
        return self.url_open(url, data={**form, **self._fill(**kw)})

    def _find_application(self, **kw):
        email = kw.get("email", "li.wei@t-hilltop.example.com")
        return self.env["distributor.application"].search(
            [("email", "=", email), ("company_id", "=", self.company.id)]
        )

    def _text(self, response):
        page = html.fromstring(response.content)
        return " ".join(page.xpath("//main")[0].text_content().split())


@tagged("post_install", "-at_install")
class TestIntake(OnboardingHttpCase):
    def test_form_makes_an_application_and_mails_a_link(self):
        response = self._post_form(phone=" +86 571 5550 0142\x00 ")
        self.assertTrue(response.url.endswith("/distribution/sent"))
        application = self._find_application()
        self.assertEqual(application.state, "application")
        self.assertEqual(application.phone, "+86 571 5550 0142")
        self.assertEqual(application.country_id.code, "CN")
        self.assertEqual(application.privacy_notice_id.version, "1")
        self.assertFalse(application.distributor_id)
        link = self._get_mail_link(application, "verify")
        page = self._open(link)
        self.assertEqual(application.state, "application", "opening changes nothing")
        token = self._get_form(page, link)["csrf_token"]
        response = self.url_open(link, data={"csrf_token": token})
        self.assertIn("/distribution/application/", response.url)
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertEqual(application.state, "documents")
        self.assertTrue(self._get_mail_link(application, "application"))
        self.assertNotIn(
            "/distribution/", "".join(application.message_ids.mapped("body"))
        )
        self._open(link, 404)
        self.url_open(link, data={"csrf_token": token})
        self.assertEqual(application.event_ids.mapped("kind").count("verified"), 1)

    def test_only_listed_fields_are_taken(self):
        self._post_form(
            state="activation",
            distributor_id=str(self.dealer.id),
            upline_id=str(self.dealer.id),
            user_id=str(self.boss.id),
            date_verified="2020-01-01 00:00:00",
            company_id="999",
        )
        application = self._find_application()
        self.assertEqual(application.state, "application")
        self.assertFalse(application.distributor_id or application.upline_id)
        self.assertFalse(application.user_id or application.date_verified)
        self.assertEqual(application.company_id, self.company)

    def test_what_is_wrong_stands_at_the_field(self):
        for name, value, text in (
            ("email", "nobody", "no e-mail"),
            ("phone", "110", "no phone"),
            ("credit_code", CODE[:-1] + "M", "18 characters"),
            ("level_id", "0", "choose one"),
            ("country_id", "x", "choose the country"),
            ("name", "  ", "fill this in"),
            ("consent", "0", "read the notice"),
        ):
            with self.subTest(name):
                response = self._post_form(**{name: value})
                self.assertIn(text, self._text(response))
                page = html.fromstring(response.content)
                kept = page.xpath("//input[@name='contact_name']/@value")
                self.assertEqual(kept, ["T-Li Wei"])
        self.assertFalse(self._find_application())

    def test_state_belongs_to_the_country(self):
        state = self.env.ref("base.state_us_5")
        self._post_form(state_id=str(state.id))
        self.assertFalse(self._find_application().state_id)
        country = self.env.ref("base.us").id
        answer = self.url_open(f"/distribution/states/{country}")
        self.assertIn([state.id, state.name], json.loads(answer.content))

    def test_robots(self):
        response = self._post_form(**{parameters.HONEYPOT: "https://spam.example.com"})
        self.assertTrue(response.url.endswith("/distribution/sent"))
        self.assertFalse(self._find_application())
        with patch.object(parameters, "MIN_SECONDS", 3):
            response = self._post_form()
            self.assertIn("That was quick", self._text(response))
        for stamp in ("", "1.x", f"{int(time.time()) - 9}.0000"):
            response = self._post_form(opened=stamp)
            self.assertIn("That was quick", self._text(response))
        self.assertFalse(self._find_application())

    def test_form_needs_its_csrf_token(self):
        with self.assertLogs("odoo.http", "WARNING"):
            response = self.url_open(APPLY, data=self._fill())
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self._find_application())

    def test_limit_of_a_visitor(self):
        self.startPatcher(patch.object(controller, "PER_ADDRESS", 2))
        for number in range(4):
            response = self._post_form(email=f"{number}@t-many.example.com")
            self.assertEqual(response.status_code, 200 if number < 2 else 429)
        found = [
            self._find_application(email=f"{n}@t-many.example.com") for n in (1, 2)
        ]
        self.assertTrue(found[0])
        self.assertFalse(found[1])

    def test_limit_of_an_address_answers_alike(self):
        self.startPatcher(patch.object(controller, "PER_EMAIL", 2))
        answers = [self._post_form() for _number in range(3)]
        self.assertEqual(len({self._text(answer) for answer in answers}), 1)
        self.assertEqual(len(self._find_application()), 2)

    def test_limit_is_kept_for_all_workers(self):
        limits = self.env["distributor.application.limit"].sudo()
        with freeze_time("2026-03-02 09:10:00"):
            hits = [limits._hit("t", "x", 2) for _number in range(3)]
            self.assertTrue(limits._hit("t", "y", 2))
        with freeze_time("2026-03-02 10:10:00"):
            hits.append(limits._hit("t", "x", 2))
        self.assertEqual(hits, [True, True, False, True])
        self.assertFalse(
            limits.search([("key", "ilike", "x")]).filtered("key") - limits
        )
        networks = [
            limits._hit_address("t", address, 1)
            for address in (
                "2001:db8::1",
                "2001:db8::2",
                "2001:db9::1",
                "::ffff:1.2.3.4",
            )
        ]
        self.assertEqual(networks, [True, False, True, True])

    def test_known_address_gets_its_link_and_the_same_answer(self):
        unknown = self._post_form(email="new@t-hilltop.example.com")
        known = self._apply_verified()
        mails = self.env["mail.mail"].search_count([("email_to", "=", known.email)])
        response = self._post_form()
        self.assertEqual(self._text(response), self._text(unknown))
        self.assertEqual(self._find_application(), known)
        self.assertEqual(
            self.env["mail.mail"].search_count([("email_to", "=", known.email)]),
            mails + 1,
        )

    def test_resend(self):
        application = self._apply()
        first = self._get_mail_link(application, "verify")
        texts = set()
        for email in (application.email, "nobody@t-hilltop.example.com"):
            page = self._open("/distribution/sent")
            form = self._get_form(page, "/distribution/resend")
            response = self.url_open(
                "/distribution/resend", data={**form, "email": email}
            )
            texts.add(self._text(response))
        self.assertEqual(len(texts), 1)
        second = self._get_mail_link(application, "verify")
        self.assertNotEqual(first, second)
        self._open(first, 404)
        self._open(second)

    def test_link_expires(self):
        with freeze_time(fields.Datetime.subtract(fields.Datetime.now(), hours=49)):
            application = self._apply()
        self._open(self._get_mail_link(application, "verify"), 404)

    def test_wrong_tokens(self):
        self._apply_verified()
        for url in (
            "/distribution/verify/x",
            "/distribution/application/x",
            "/distribution/application/False",
            "/distribution/application/None",
            "/distribution/apply/x",
        ):
            with self.subTest(url):
                self._open(url, 404)

    def test_second_application_of_an_address_is_withdrawn(self):
        first, second = self._apply(), self._apply()
        first._verify()
        self.assertEqual(second.state, "withdrawn")
        self.assertFalse(self.env[second._name]._get_by_verify_token("x"))

    def test_unverified_is_forgotten(self):
        with freeze_time(fields.Datetime.subtract(fields.Datetime.now(), days=8)):
            old = self._apply()
            self.env.flush_all()
        self.env.cr.execute(
            "UPDATE distributor_application SET create_date = now() - interval '8 days'"
            " WHERE id = %s",
            [old.id],
        )
        old.invalidate_recordset()
        fresh = self._apply(email="fresh@t-hilltop.example.com")
        old._gc_unverified()
        self.assertFalse(old.exists())
        self.assertTrue(fresh.exists())

    def test_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        module = self.env["ir.module.module"].search(
            [("name", "=", "distributor_onboarding")]
        )
        module._update_translations("zh_CN")
        page = self._open(f"/zh_CN{APPLY}")
        text = page.text_content()
        for word in ("公司名称", "联系人", "申请"):
            self.assertIn(word, text)
        action = page.xpath("//form[@method='post']/@action")[0]
        form = self._get_form(page, action)
        self.url_open(action, data={**form, **self._fill()})
        self.assertEqual(self._find_application().lang, "zh_CN")
