# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOW, DisputeCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOpening(DisputeCommon):
    def test_what_is_noted(self):
        files = [("t.png", b"T-Bytes", "image/png")]
        dispute = self._create_dispute(
            self.entry, 62.345, reason="  T-Why ", files=files, user=self.portal
        )
        self.assertEqual(dispute.name[:8], "CD/2026/")
        self.assertEqual(
            (dispute.distributor_id, dispute.company_id, dispute.currency_id),
            (self.country, self.company, self.company.currency_id),
        )
        self.assertEqual(
            (dispute.document, dispute.source_id, dispute.kind),
            (self.invoice.name, self.entry.source_id, "amount"),
        )
        self.assertEqual(dispute.entry_amount, 50)
        self.assertAlmostEqual(dispute.expected_amount, 62.35)
        self.assertAlmostEqual(dispute.difference, 12.35)
        self.assertEqual(
            (dispute.reason, dispute.user_id, dispute.opened_by),
            ("T-Why", self.portal, "distributor"),
        )
        self.assertEqual(dispute.attachment_ids.mapped("raw"), [b"T-Bytes"])
        self.assertEqual(
            (dispute.date, dispute.deadline), (date(2026, 3, 16), date(2026, 3, 23))
        )
        self.assertEqual(dispute.frozen, "frozen")
        self.assertIn(dispute.name, self.entry.waiting_text)

    def test_refusals(self):
        cases = {
            "no entry of": {"entry": self.entry, "distributor": self.regional},
            "earned already": {"entry": self.entry, "expected": 50.001},
            "Write why": {"entry": self.entry, "reason": " "},
            "Choose what": {"entry": self.entry, "kind": "t-kind"},
            "Enter the number": {"distributor": self.regional, "expected": 5},
        }
        for message, values in cases.items():
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                self._create_dispute(**values)
        self.assertFalse(self.disputes.search([("company_id", "=", self.company.id)]))

    def test_once_at_a_time(self):
        first = self._create_dispute(self.entry)
        with self.assertRaisesRegex(UserError, first.name):
            self._create_dispute(self.entry, 99)
        self._decide(first, "refused")
        again = self._create_dispute(self.entry, 99)
        self.assertNotEqual(again, first)
        missing = {"distributor": self.regional, "expected": 5, "document": "T-1"}
        self._create_dispute(**missing)
        with self.assertRaisesRegex(UserError, "T-1"):
            self._create_dispute(**missing)

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_second_one(self):
        dispute = self._create_dispute(self.entry)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            dispute.copy({"name": "T-Copy"})

    def test_missing_finds_the_sale(self):
        by_invoice = self._create_dispute(
            distributor=self.dealer, expected=7, document=f" {self.invoice.name} "
        )
        self.assertEqual(by_invoice.kind, "missing")
        self.assertEqual(by_invoice.source_id, self.entry.source_id)
        self.assertEqual((by_invoice.entry_amount, by_invoice.frozen), (0, "none"))
        by_order = self._create_dispute(
            distributor=self.dealer,
            expected=7,
            document=self.entry.order_id.name,
        )
        self.assertEqual(by_order.source_id, self.entry.source_id)
        unknown = self._create_dispute(
            distributor=self.country, expected=7, document="T-Nowhere"
        )
        self.assertFalse(unknown.source_id)

    def test_what_has_an_entry_is_not_missing(self):
        """Neither what was earned nor what a decision paid is missing once more."""
        for number in (self.invoice.name, self.entry.order_id.name):
            with self.subTest(number), self.assertRaises(UserError) as refused:
                self._create_dispute(
                    distributor=self.country, expected=7, document=number
                )
            for words in ("not missing", self.entry.display_name, "50.00"):
                self.assertIn(words, str(refused.exception))
        paid = {"distributor": self.dealer, "expected": 7}
        for number in (self.invoice.name, "T-Paper"):
            dispute = self._create_dispute(document=number, **paid)
            self._decide(dispute, plan=self.plan)
            with self.assertRaisesRegex(UserError, "not missing"):
                self._create_dispute(document=number, **paid)
        self.invoice.button_draft()
        self._create_dispute(
            distributor=self.country, expected=7, document=self.invoice.name
        )

    def test_other_company_does_not_lend_its_sale(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        dispute = self._create_dispute(
            distributor=foreign, expected=5, document=self.invoice.name
        )
        self.assertFalse(dispute.source_id)

    def test_withdrawn_by_the_distributor(self):
        dispute = self._create_dispute(self.entry, user=self.portal)
        dispute._withdraw_by_distributor(self.portal)
        self.assertEqual(dispute.state, "withdrawn")
        self.assertEqual(dispute.message_ids[0].author_id, self.portal.partner_id)
        self.assertFalse(self.entry.is_disputed)
        self.assertFalse(dispute.activity_ids)
        with self.assertRaises(UserError):
            dispute._withdraw_by_distributor(self.portal)

    def test_search(self):
        dispute = self._create_dispute(self.entry)
        own = [("company_id", "=", self.company.id)]
        found = self.entries.search([*own, ("is_disputed", "=", True)])
        self.assertEqual(found, self.entry)
        others = self.entries.search([*own, ("is_disputed", "=", False)])
        self.assertEqual(len(others), 2)
        self._decide(dispute)
        self.assertFalse(self.entries.search([*own, ("is_disputed", "=", True)]))
        self.assertFalse(self.entry.is_disputed)

    def test_exit_waits(self):
        dispute = self._create_dispute(self.entry)
        item = self.country._get_exit_disputes()
        self.assertFalse(item["done"])
        self.assertIn(dispute.name, item["detail"])
        self._decide(dispute, "refused")
        self.assertTrue(self.country._get_exit_disputes()["done"])
