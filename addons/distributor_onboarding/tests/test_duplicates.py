# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.distributor_onboarding.engine import keys, normalize

from .common import CODE, OnboardingCommon

OTHER = {
    "name": "T-Quite Different GmbH",
    "email": "someone@t-different.example.com",
    "phone": "+49 89 5550 7777",
    "credit_code": False,
    "bank_account": False,
    "street": "T-Nowhere 99",
    "city": "T-Munich",
}


@tagged("post_install", "-at_install")
class TestDuplicates(OnboardingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partner = cls.env["res.partner"].create(
            {
                "name": "T-Lakeside Trading Co., Ltd.",
                "is_company": True,
                "company_registry": f"{CODE[:6]} {CODE[6:]}".lower(),
                "email": "Office@T-Lakeside.example.com",
                "phone": "+86 571 8888 0001",
                "street": "18, T-Tea Road",
                "city": "T-Hangzhou",
                "bank_ids": [Command.create({"acc_number": "6217 0001 2345 6789"})],
                "child_ids": [
                    Command.create({"name": "T-Boss", "phone": "0139 1234-5678"})
                ],
            }
        )
        cls.known = cls._create_distributor("T-LAKE", "store", partner_id=partner.id)

    def _find(self, **kw):
        """Return {(reason, who it may be)} of an application; then it is withdrawn."""
        application = self._apply_verified(**{**OTHER, **kw})
        found = {
            (d.kind, d.distributor_id or d.other_id) for d in application.duplicate_ids
        }
        application._withdraw()
        return found

    def test_each_reason(self):
        for kind, values in {
            "credit_code": {"credit_code": CODE},
            "bank": {"bank_account": "6217-0001 23456789"},
            "phone": {"phone": "86 139 1234 5678"},
            "email": {"email": "office@t-lakeside.example.com"},
            "address": {"street": "18 t-tea ROAD", "city": "T-Hangzhou"},
            "name": {"name": "T Lakeside Trading GmbH"},
        }.items():
            with self.subTest(kind):
                self.assertEqual(self._find(**values), {(kind, self.known)})

    def test_nothing_in_common(self):
        self.assertFalse(self._find())
        self.assertFalse(self._find(email="x@t-y.example.com", phone="5550000"))

    def test_full_width_characters(self):
        code = "".join(chr(ord(c) + 0xFEE0) for c in CODE)
        self.assertEqual(self._find(credit_code=code), {("credit_code", self.known)})

    def test_open_application(self):
        first = self._apply_verified(**OTHER)
        found = self._find(email="second@t-different.example.com")
        self.assertEqual(
            found, {(kind, first) for kind in ("phone", "address", "name")}
        )
        self.assertFalse(first.is_blocked)

    def test_exact_duplicate_blocks(self):
        application = self._apply_verified(**{**OTHER, "credit_code": CODE})
        self._upload(application)
        self.assertTrue(application.is_blocked)
        with self.assertRaises(UserError) as caught:
            application._submit()
        for secret in (self.known.name, self.known.code, CODE):
            self.assertNotIn(secret, str(caught.exception))
        duplicate = application.duplicate_ids.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "cannot be dismissed"):
            duplicate.action_dismiss(note="I say so")
        self.known.sudo().state = "terminated"
        application._submit()
        self.assertTrue(application.distributor_id)

    def test_likely_duplicate_is_decided_on_with_a_note(self):
        application = self._submit_application(
            **{**OTHER, "phone": "+86 571 8888 0001"}
        )
        self.assertEqual(application.state, "brand")
        with self.assertRaisesRegex(UserError, "Same phone number"):
            self._verify_by_brand(application)
        duplicate = application.duplicate_ids.with_user(self.clerk)
        action = duplicate.action_dismiss()
        wizard = (
            self.env["distributor.application.dismiss"]
            .with_user(self.clerk)
            .with_context(**action["context"])
            .create({"note": "Two shops with one switchboard"})
        )
        wizard.action_dismiss()
        self.assertEqual(duplicate.user_id, self.clerk)
        application.with_user(self.clerk).action_search_duplicates()
        self.assertEqual(duplicate.note, "Two shops with one switchboard")
        application.with_user(self.clerk).action_verify()
        self.assertEqual(application.state, "contract")

    def test_corrected_values_are_no_duplicate_any_more(self):
        application = self._apply_verified(**{**OTHER, "credit_code": CODE})
        application.credit_code = False
        application._find_duplicates()
        self.assertFalse(application.duplicate_ids)

    def test_other_company_is_not_searched(self):
        company = self.env["res.company"].create({"name": "T-Other Company"})
        partner = self.env["res.partner"].create(
            {"name": "T-Foreign", "company_registry": "T-FOREIGN-1"}
        )
        self._create_distributor(
            "T-FOR", "store", partner_id=partner.id, company_id=company.id
        )
        application = self._apply_verified(**{**OTHER, "credit_code": "TFOREIGN1"})
        self.assertFalse(application.duplicate_ids)

    def test_many_applications_in_one_query(self):
        applications = self.env["distributor.application"]
        for number in range(5):
            applications |= self._apply_verified(
                **{**OTHER, "email": f"{number}@t-many.example.com", "phone": "5551234"}
            )
        self.env.flush_all()
        with self.assertQueryCount(1):
            rows = applications._fetch_duplicate_rows()
        self.assertTrue(rows)

    def test_without_trigrams(self):
        """The extension is not there everywhere: names are found all the same."""
        with patch.object(self.env.registry, "has_trigram", new=False):
            for name, found in (
                ("T Lakeside Trading GmbH", {("name", self.known)}),
                ("T-Quite Different GmbH", set()),
            ):
                with self.subTest(name):
                    self.assertEqual(self._find(name=name), found)

    def test_database_reduces_as_the_engine_does(self):
        texts = [
            "",
            "110",
            " +86 (0139) 1234-5678 ",
            "ＡＢＣ　９１ｘ Ltd.",
            "Lakeside Trading Co., Ltd.",
            "杭州湖畔贸易有限责任公司",
            "杭州湖畔集团有限公司",
            "公司",
            "Ltd",
            "Company of Tea (Pte) Ltd",
            "Boss@T-Lake.example.com",
        ]
        pairs = (
            (keys.code("t"), normalize.normalize_code),
            (keys.phone("t"), normalize.normalize_phone),
            (keys.name("t"), normalize.normalize_name),
            (keys.address("'T-City'::text", "t"), self._normalize_address),
        )
        for key, function in pairs:
            rows = self.env.execute_query(
                SQL(f"SELECT t, {key} FROM unnest(%s) AS t", texts)
            )
            for text, reduced in rows:
                with self.subTest(function=function.__name__, text=text):
                    self.assertEqual(reduced or "", function(text))

    @staticmethod
    def _normalize_address(street):
        # only a street makes an address; a city alone is not searched for
        return normalize.normalize_address("T-City", street) or "tcity"

    def test_each_reason_has_an_index(self):
        application = self._apply_verified(**OTHER)
        statements = []
        with patch.object(
            type(self.env), "execute_query", lambda _env, sql: statements.append(sql)
        ):
            application._fetch_duplicate_rows()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        self.env.cr.execute(SQL("EXPLAIN %s", statements[0]))
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        names = ["registry", "vat", "phone", "email", "address"]
        indexes = [f"res_partner_{name}_key" for name in names]
        indexes += ["distributor_distributor_credit_code_key", "unique_number"]
        for index in indexes:
            self.assertIn(index, plan)
        if self.env.registry.has_trigram:
            # among few distributors the planner may take any other index
            self.env.cr.execute(
                "SELECT indexdef FROM pg_indexes"
                " WHERE indexname = 'distributor_distributor_name_key'"
            )
            [(definition,)] = self.env.cr.fetchall()
            expression = definition.split("USING gin (")[1].split(" gin_trgm_ops")[0]
            self.assertIn(
                expression.replace("::text", "")[:40], plan.replace("::text", "")
            )
