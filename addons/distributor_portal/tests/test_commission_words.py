# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from itertools import product

from odoo.fields import Command
from odoo.tests import tagged

from ..controllers.keyset import get_page, read_cursor, write_cursor
from .common import PortalCommon


@tagged("post_install", "-at_install")
class TestCommissionWords(PortalCommon):
    """What entries of every kind tell their earner, and what they do not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods.name = "T-Secret Goods"
        cls.order = cls._sell(cls.dealer, 1000)
        entries = cls.env["distributor.commission.entry"].sudo()
        cls.entry = entries.search(
            [
                ("beneficiary_id", "=", cls.regional.id),
                ("source_id.order_id", "=", cls.order.id),
            ]
        )
        cls.source = cls.entry.source_id
        cls.source.territory_id = cls.env["distributor.territory"].create(
            {"code": "T-SECRET", "name": "T-Secret Territory"}
        )

    def _make(self, **vals):
        """Return an entry of the regional like the booked one, but for these values."""
        return self.entry.create(
            {
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "source_id": self.source.id,
                "document_id": self.source.id,
                "beneficiary_id": self.regional.id,
                "kind": "accrual",
                "date": self.today,
                "due_date": self.today,
                "earner": "upline",
                "generation": 2,
                "version_id": self.entry.version_id.id,
                "rule_id": self.entry.rule_id.id,
                "level_id": self.entry.level_id.id,
                "rate": 3.0,
                "rate_kind": "percent",
                "basis": 777.0,
                "basis_kind": "net",
                "amount": 23.31,
                "reason": "T-Secret Reason",
                **vals,
            }
        )

    def _say(self, **vals):
        entry = self._make(**vals)
        [row] = entry._get_portal_rows()
        text = " ".join(str(row[name]) for name in ("title", "share", "why", "waiting"))
        return text.replace("\xa0", " ")

    def test_earners(self):
        order = self.order.name
        for vals, words in (
            ({}, (order, "T-C", "2 steps", "3 %", "$ 777.00", "$ 23.31", "T-Plan")),
            ({"generation": 1}, ("your downline T-D",)),
            (
                {"earner": "differential"},
                ("T-C", "Your rate less what is paid below you", "3 %"),
            ),
            ({"earner": "territory", "generation": 0}, (order, "your territory")),
            ({"earner": "buyer", "generation": 0}, ("Your own order", order)),
            (
                {"rate_kind": "fixed", "basis_kind": "quantity", "basis": 4},
                ("$ 3.00 for each of 4 units", "$ 3.00 × 4"),
            ),
            (
                {"limits": "order,cap", "amount_before": 30},
                ("$ 30.00 before a limit", "the most one order pays"),
            ),
        ):
            with self.subTest(vals):
                text = self._say(**vals)
                for word in words:
                    self.assertIn(word, text)

    def test_nothing_is_told_that_is_not_the_earners(self):
        hidden = [other.name for other in self.distributors - self.regional]
        hidden += ["T-M", "T-Secret", self.order.invoice_ids.name]
        kinds = dict(self.entry._fields["kind"].selection)
        earners = ("upline", "differential", "territory", "buyer", False)
        for kind, earner, basis_kind, amount in product(
            kinds, earners, ("net", "margin", "quantity"), (23.31, -23.31)
        ):
            vals = {
                "kind": kind,
                "earner": earner,
                "basis_kind": basis_kind,
                "amount": amount,
                "origin_entry_id": kind != "accrual" and self.entry.id,
                "rate_kind": "fixed" if basis_kind == "quantity" else "percent",
            }
            with self.subTest(**vals):
                text = self._say(**vals)
                self.assertIn("23.31", text)
                for word in hidden:
                    self.assertNotIn(word, text)
                if basis_kind == "margin":
                    self.assertNotIn("777", text)
                    self.assertNotIn("3 %", text)

    def test_margin_of_tiers(self):
        plan = self.env["distributor.commission.plan"].create(
            {
                "name": "T-Tiers",
                "company_id": self.company.id,
                "version_ids": [Command.create({"date_start": "2020-01-01"})],
            }
        )
        rule = self.env["distributor.commission.rule"].create(
            {
                "version_id": plan.version_ids.id,
                "generation": 1,
                "tier_mode": "marginal",
                "tier_ids": [Command.create({"threshold": 0, "rate": 1})],
            }
        )
        vals = {"rule_id": rule.id, "volume_before": 4321.0}
        self.assertIn("4,321.00", self._say(**vals))
        text = self._say(basis_kind="margin", **vals)
        self.assertIn("follows your tiers", text)
        self.assertNotIn("4,321", text)

    def test_a_bonus_has_no_order(self):
        source = self.source.create(
            {
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "event": "period",
                "plan_id": self.plan.id,
                "date": self.today,
                "document": "T-Period",
                "release_date": self.today,
            }
        )
        text = self._say(
            kind="bonus", earner=False, source_id=source.id, document_id=source.id
        )
        self.assertIn("Bonus", text)
        self.assertIn("you reached $ 777.00 and earn 3 %", text)

    def test_keyset(self):
        """Any walk shows all rows once, in order, at any size of a page."""
        rows = [(self.today, number) for number in range(7)]

        def fetch(cursor, backward, limit):
            beyond = [row for row in rows if not cursor or row > cursor]
            if backward:
                beyond = [row for row in rows if row < cursor][::-1]
            return beyond[:limit]

        for step in (1, 2, 3, 6, 7, 8):
            page, found = get_page(fetch, step), []
            self.assertFalse(page.before)
            while True:
                found += page.rows
                if not page.after:
                    break
                page = get_page(fetch, step, after=read_cursor(page.after))
                self.assertTrue(page.before)
            self.assertEqual(found, rows, step)
            before = read_cursor(write_cursor(rows[4]))
            page = get_page(fetch, step, before=before)
            expected = rows[4 - step : 4] if step <= 4 else rows[:step]
            self.assertEqual(page.rows, expected, step)
