# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io
from datetime import date
from decimal import Decimal

import openpyxl
from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon

FEBRUARY, MARCH = date(2026, 2, 1), date(2026, 3, 1)
NOW = "2026-03-16 04:00:00"


@tagged("post_install", "-at_install")
class StatementCommon(CommissionCommon):
    """February 2026: T-D bought twice and returned a part; T-C earned on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.country.partner_id.write({"email": "t-c@example.com", "lang": "en_US"})
        cls.manager = cls._create_manager("t-statement-manager", cls.company)
        cls.invoice = cls._sell((cls.product, 10, 100), day=date(2026, 2, 3))
        cls.second = cls._sell((cls.product, 3, 33.33), day=date(2026, 2, 5))
        cls.refund = cls._refund(cls.invoice, day=date(2026, 2, 9), quantities=[4])

    @classmethod
    def _make(cls, distributor=None, day=FEBRUARY):
        made = cls.settlements._settle(cls.company, day)
        wanted = distributor or cls.country
        return made.filtered(lambda one: one.beneficiary_id == wanted)

    @classmethod
    def _fill(cls, count, day=FEBRUARY, orders=1):
        """Make a settlement of T-C with so many lines and documents."""
        plan = cls._create_plan(name="T-Large").sudo()
        cls._create_version(plan, [(1, 5.0)])
        sources = plan.env["distributor.commission.source"].create(
            [
                {
                    "company_id": plan.company_id.id,
                    "currency_id": plan.currency_id.id,
                    "event": "period",
                    "plan_id": plan.id,
                    "date": day + relativedelta(days=number % 28),
                    "document": f"T-INV/{number:05}",
                    "release_date": day,
                    "open": True,
                }
                for number in range(orders)
            ]
        )
        rows = []
        for number in range(count):
            source = sources[number % orders]
            rows.append(
                {
                    "company_id": plan.company_id.id,
                    "currency_id": plan.currency_id.id,
                    "source_id": source.id,
                    "document_id": source.id,
                    "beneficiary_id": cls.country.id,
                    "kind": "accrual",
                    "date": source.date,
                    "due_date": source.date,
                    "earner": "upline",
                    "rate": 5,
                    "basis": 20 * (number % 97 + 1) / 100,
                    "rule_id": plan.version_ids.rule_ids.id,
                    "amount": (number % 97 + 1) / 100,
                }
            )
        plan.env["distributor.commission.entry"].create(rows)
        made = cls.settlements._settle(cls.company, day)
        return made.filtered(lambda one: one.plan_id == plan)

    def _read_book(self, content):
        """Return the rows of both sheets of a workbook."""
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]

    def _count_naively(self, settlement):
        """Return {kind: sum} of the entries, one by one and in cents."""
        sums = {}
        for line in settlement.line_ids:
            entry = line.entry_id
            cents = Decimal(f"{entry.amount:.2f}")
            sums[entry.kind] = sums.get(entry.kind, Decimal(0)) + cents
        return sums
