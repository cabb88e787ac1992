# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import importlib.util
import json
from datetime import date
from pathlib import Path

from odoo.tests import tagged

from .common import CommissionCommon

SCRIPT = "migrations/19.0.2.0.0/pre-commission-source.py"
OLD = """
    CREATE SCHEMA t_old;
    SET LOCAL search_path TO t_old, public;
    CREATE TABLE distributor_commission_entry (
        id SERIAL PRIMARY KEY, company_id int NOT NULL, currency_id int NOT NULL,
        beneficiary_id int NOT NULL REFERENCES public.distributor_distributor,
        buyer_id int NOT NULL, order_id int NOT NULL, move_id int, move_line_id int,
        kind varchar NOT NULL, date date NOT NULL, expected_date date NOT NULL,
        generation int NOT NULL, level_id int, version_id int NOT NULL,
        rule_id int NOT NULL, rate numeric NOT NULL, basis numeric NOT NULL,
        source_basis numeric, amount numeric NOT NULL, origin_entry_id int,
        key varchar NOT NULL UNIQUE, chain jsonb, facts jsonb, create_uid int,
        create_date timestamp, write_uid int, write_date timestamp
    );
    CREATE TABLE distributor_commission_settlement_line (
        id SERIAL PRIMARY KEY, settlement_id int, entry_id int
    );
"""
INSERT = """
    INSERT INTO distributor_commission_entry (
           company_id, currency_id, beneficiary_id, buyer_id, order_id, move_id,
           move_line_id, kind, date, expected_date, generation, level_id, version_id,
           rule_id, rate, basis, source_basis, amount, origin_entry_id, key, chain,
           facts, create_uid, create_date)
    VALUES (%(company)s, %(currency)s, %(who)s, %(buyer)s, %(order)s, %(move)s,
            %(line)s, %(kind)s, %(date)s, '2026-03-01', 1, NULL, %(version)s, %(rule)s,
            5, %(basis)s, %(basis)s, %(amount)s, %(origin)s, %(key)s, %(chain)s,
            %(facts)s, 1, '2026-02-01')
 RETURNING id
"""


@tagged("post_install", "-at_install")
class TestMigration(CommissionCommon):
    """Entries that held everything themselves get documents, and keep their ids."""

    def setUp(self):
        super().setUp()
        self.invoice = self._sell((self.product, 10, 100))
        self.refund = self._refund(self.invoice, quantities=[4])
        self.env.flush_all()
        self.addCleanup(self.cr.execute, "SET LOCAL search_path TO DEFAULT")
        self.cr.execute(OLD)

    def _add(self, kind, amount, move=None, origin=None, key=None):
        line = move and move.invoice_line_ids[0]
        order = self.invoice.line_ids.sale_line_ids.order_id
        chain = [
            {"generation": 0, "id": self.dealer.id, "level": 9, "earns": True},
            {"generation": 1, "id": self.country.id, "level": 8, "earns": False},
        ]
        self.cr.execute(
            INSERT,
            {
                "company": self.company.id,
                "currency": self.company.currency_id.id,
                "who": self.country.id,
                "buyer": self.dealer.id,
                "order": order.id,
                "move": move and move.id,
                "line": line and line.id,
                "kind": kind,
                "date": date(2026, 2, 1),
                "version": self.version.id,
                "rule": self.version.rule_ids[0].id,
                "basis": amount * 20,
                "amount": amount,
                "origin": origin,
                "key": key or f"{kind}:{amount}:{move and move.id}:{origin}",
                "chain": json.dumps(chain),
                "facts": json.dumps({"document": move and move.name}),
            },
        )
        return self.cr.fetchone()[0]

    def _migrate(self):
        path = Path(__file__).parent.parent / SCRIPT
        spec = importlib.util.spec_from_file_location("t_migration", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.cr, "19.0.1.0.0")
        self.cr.execute(
            """
            SELECT entry.id, entry.kind, source.event, source.undone, document.event,
                   document.undone, document.document, entry.due_date, entry.earner,
                   entry.sale_line_id
              FROM distributor_commission_entry AS entry
              JOIN distributor_commission_source AS source
                ON source.id = entry.source_id
              JOIN distributor_commission_source AS document
                ON document.id = entry.document_id
          ORDER BY entry.id
            """
        )
        return {row[0]: row[1:] for row in self.cr.fetchall()}

    def test_entries_get_documents(self):
        first = self._add("accrual", 40, self.invoice)
        undo = self._add("undo", -40, self.invoice, first, f"undo:{first}")
        again = self._add("accrual", 50, self.invoice)
        back = self._add("reversal", -20, self.refund, again)
        lost = self._add("accrual", 7)
        lost_undo = self._add("undo", -7, None, lost, f"undo:{lost}")
        self.cr.execute(
            "INSERT INTO distributor_commission_settlement_line (entry_id)"
            " VALUES (%s), (%s)",
            [again, back],
        )
        found = self._migrate()
        self.assertEqual(len(found), 6)
        name, sale_line = self.invoice.name, self.invoice.line_ids.sale_line_ids.id
        day = date(2026, 2, 1)
        more = (day, "upline", sale_line)
        self.assertEqual(
            found[first], ("accrual", "invoiced", True, "invoiced", True, name, *more)
        )
        self.assertEqual(found[undo], ("undo", *found[first][1:]))
        self.assertEqual(
            found[again], ("accrual", "invoiced", False, "invoiced", False, name, *more)
        )
        refunded = ("refund", False, self.refund.name, day, "upline")
        self.assertEqual(found[back][:-1], ("reversal", "invoiced", False, *refunded))
        self.assertEqual(found[lost_undo][1:], found[lost][1:])
        self.assertTrue(found[lost][2])
        self.cr.execute(
            "SELECT chain, open, plan_id, buyer_id, release_date"
            "  FROM distributor_commission_source"
            " WHERE NOT undone AND event = 'invoiced'"
        )
        [(chain, is_open, *rest)] = self.cr.fetchall()
        self.assertEqual(
            chain, [[0, self.dealer.id, 9, 1, 1], [1, self.country.id, 8, 0, 1]]
        )
        self.assertFalse(is_open, "everything of it is settled")
        self.assertEqual(rest, [self.plan.id, self.dealer.id, day])
