# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from datetime import date
from decimal import Decimal

from psycopg2.errors import RestrictViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import CommissionCommon

TABLE = SQL.identifier("distributor_commission_entry")


@tagged("post_install", "-at_install")
class TestEntry(CommissionCommon):
    def test_orm_refuses(self):
        entry = self._get_entries(self._sell((self.product, 1, 100)))[0]
        for change in (
            lambda: entry.write({"amount": 1.0}),
            lambda: entry.sudo().write({"due_date": date(2027, 1, 1)}),
            lambda: entry.with_context(force_delete=True).sudo().unlink(),
        ):
            with self.assertRaisesRegex(UserError, "final"):
                change()

    @mute_logger("odoo.sql_db")
    def test_database_refuses(self):
        entry = self._get_entries(self._sell((self.product, 1, 100)))[0]
        other = self._get_entries(self._sell((self.product, 2, 100)))[0]
        changes = [
            ("amount", 1),
            ("basis", 1),
            ("rate", 1),
            ("date", date(2027, 1, 1)),
            ("beneficiary_id", self.master.id),
            ("key", "x"),
            ("kind", "undo"),
            ("source_id", other.source_id.id),
        ]
        statements = [
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                TABLE,
                SQL.identifier(name),
                value,
                entry.id,
            )
            for name, value in changes
        ]
        statements.append(SQL("DELETE FROM %s WHERE id = %s", TABLE, entry.id))
        statements.append(SQL("TRUNCATE %s CASCADE", TABLE))
        for statement in statements:
            with self.assertRaises(RestrictViolation), self.cr.savepoint():
                self.cr.execute(statement)
        entry.invalidate_recordset()
        self.assertEqual(entry.amount, 5.0)

    def test_explanation(self):
        invoice = self._sell((self.product, 10, 100))
        entry = self._get_entries(invoice)[0]
        for part in (
            "[T-C]",
            "upline 1",
            "[T-D]",
            "5 %",
            "1,000.00",
            "50.00",
            invoice.name,
            entry.order_id.name,
            "Upline 1 (any level)",
        ):
            self.assertIn(part, entry.explanation)
        self.assertIn("T-M", entry.explanation_chain)
        self.assertFalse(entry.explanation_rules)
        refund = self._refund(invoice, quantities=[4])
        text = self._get_entries(refund)[0].explanation
        for part in (refund.name, invoice.name, "400.00", "1,000.00", "-20.00"):
            self.assertIn(part, text.replace("-\N{ZERO WIDTH NO-BREAK SPACE}", "-"))
        refund.button_draft()
        undone = self._get_entries(refund).filtered(lambda e: e.kind == "undo")
        self.assertIn("back to draft", undone[0].explanation)

    def test_rules_that_lost(self):
        self._create_version(
            self.plan,
            [(1, 5.0), (1, 4.0, {"categ_id": self.product.categ_id.id})],
            date(2026, 2, 1),
        )
        entry = self._get_entries(self._sell((self.product, 1, 100)))
        self.assertEqual(entry.rate, 4.0)
        self.assertIn("untaxed net of everything", entry.explanation_rules)
        self.assertIn("fits more sales", entry.explanation_rules)

    def test_stored_amounts_can_be_computed_again(self):
        """1,000 lines; the oracle is the sum of plain integers, not the engine."""
        rng = random.Random(19)
        cents = [rng.randrange(1, 99_999) for _number in range(340)]
        invoice = self._sell(*((self.product, 1, c / 100) for c in cents))
        entries = self._get_entries(invoice)
        for entry in entries:
            self.assertEqual(
                entry._recompute_amount(), Decimal(f"{entry.amount:.2f}"), entry.id
            )
        expected = {
            f"T-{code}": Decimal(sum((c * rate + 50) // 100 for c in cents)) / 100
            for code, rate in (("C", 5), ("R", 3), ("M", 2))
        }
        self.assertEqual(self._get_amounts(entries), expected)

    def test_every_reversed_foreign_key_is_indexed(self):
        """Deleting a referenced row must not scan the ledger."""
        self.cr.execute(
            """
            SELECT attribute.attname
              FROM pg_index AS index
              JOIN pg_attribute AS attribute
                ON attribute.attrelid = index.indrelid
               AND attribute.attnum = index.indkey[0]
             WHERE index.indrelid = 'distributor_commission_entry'::regclass
            """
        )
        indexed = {name for (name,) in self.cr.fetchall()}
        for name in ("source_id", "document_id", "beneficiary_id", "origin_entry_id"):
            self.assertIn(name, indexed)
        self.assertLessEqual(len(indexed), 6, "each index slows each entry down")
        stored = [
            field.name
            for field in self.entries._fields.values()
            if field.store and field.compute
        ]
        self.assertEqual(stored, [], "nothing stored is computed")
