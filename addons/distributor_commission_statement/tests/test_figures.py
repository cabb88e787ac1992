# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from freezegun import freeze_time

from odoo.tests import tagged

from .common import MARCH, NOW, StatementCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFigures(StatementCommon):
    def _get_summary(self, settlement):
        return {row["key"]: row for row in settlement._get_statement_summary()}

    def test_summary_is_what_a_naive_sum_says(self):
        mine = self._make()
        sums = self._count_naively(mine)
        self.assertEqual(sums, {"accrual": Decimal("55.00"), "reversal": Decimal(-20)})
        summary = self._get_summary(mine)
        for key, expected in (
            ("carried", 0),
            ("earned", sums["accrual"]),
            ("reversed", sums["reversal"]),
            ("bonus", 0),
            ("adjusted", 0),
            ("total", sum(sums.values())),
            ("open", sum(sums.values())),
        ):
            self.assertAlmostEqual(summary[key]["amount"], float(expected), msg=key)
        self.assertEqual(mine.amount_total, float(sum(sums.values())))

    def test_each_kind_has_its_place(self):
        kinds = dict(self.entries._fields["kind"].selection)
        expected = {
            "earned": {"accrual", "payment", "change"},
            "reversed": {"reversal", "undo"},
            "bonus": {"bonus", "tier"},
        }
        expected["adjusted"] = set(kinds) - set.union(*expected.values())
        mine = self._make()
        self.patch(
            type(mine),
            "_fetch_statement_sums",
            lambda one: {kind: (1, 2.0**place) for place, kind in enumerate(kinds)},
        )
        summary = self._get_summary(mine)
        for key, found in expected.items():
            amount = sum(2.0 ** list(kinds).index(kind) for kind in found)
            self.assertEqual(summary[key]["amount"], amount, key)

    def test_lines_name_their_documents(self):
        mine = self._make()
        lines = list(mine._localize()._iterate_statement_lines())
        self.assertEqual(
            [(line["document"], line["kind"], line["amount"]) for line in lines],
            [
                (self.invoice.name, "accrual", 50),
                (self.second.name, "accrual", 5),
                (self.refund.name, "reversal", -20),
            ],
        )
        first, _second, last = lines
        self.assertEqual(
            (first["date"], first["order_name"], first["product"]),
            (
                date(2026, 2, 3),
                self.invoice.invoice_line_ids.sale_line_ids.order_id.name,
                self.product.display_name,
            ),
        )
        self.assertEqual((first["basis"], first["rate"]), (1000, 5))
        self.assertEqual(first["rule"], self.version.rule_ids[0].wording)
        self.assertEqual(last["remark"], f"of {self.invoice.name}")
        self.assertEqual(last["kind_label"], "Reversal")

    def test_what_has_no_rule_says_why(self):
        source = self._create_entries(
            self.plan.sudo(), date(2026, 2, 4), [(self.country, 7)]
        )
        mine = self._make()
        [line] = [
            line
            for line in mine._localize()._iterate_statement_lines()
            if line["document"] == source.document
        ]
        self.assertEqual((line["basis"], line["rate"], line["rule"]), (None, None, ""))
        self.assertEqual(mine._get_remark({"reason": " a\n b ", "sold": "x"}), "a b")

    def test_carried_forward_and_brought(self):
        self.plan.minimum_amount = 1000
        mine = self._make()
        row = self._get_summary(mine)["forward"]
        self.assertEqual(row["amount"], 35)
        self.assertIn("1,000.00", row["text"])
        self.plan.minimum_amount = 0
        self._sell((self.product, 1, 100), day=date(2026, 3, 3))
        with freeze_time("2026-04-16 04:00:00"):
            following = self._make(day=MARCH)
        row = self._get_summary(following)["carried"]
        self.assertEqual((row["amount"], row["text"]), (35, mine.name))
        self.assertEqual(self._get_summary(following)["total"]["amount"], 40)
        self.assertEqual(self._get_summary(mine)["forward"]["text"], following.name)

    def test_how_and_when_it_was_paid(self):
        mine = self._release(self._make())
        mine.action_bill()
        self.assertEqual(self._get_summary(mine)["open"]["text"], "Not paid yet")
        mine.bill_id.action_post()
        for amount, day in ((15, date(2026, 3, 17)), (20, date(2026, 3, 18))):
            register = self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=mine.bill_id.ids
            )
            register.create(
                {"journal_id": self.bank.id, "amount": amount, "payment_date": day}
            )._create_payments()
            rows = mine._get_statement_summary()
            paid = [row for row in rows if row["key"] == "paid"]
            self.assertEqual(paid[-1]["amount"], amount)
            self.assertIn(f"{day:%m/%d/%Y}", paid[-1]["label"])
        summary = self._get_summary(mine)
        self.assertNotIn("open", summary)
        self.assertEqual(summary["bill"]["text"], mine.bill_id.name)
        self.assertEqual(len(paid), 2)

    def test_nothing_to_pay(self):
        self._create_entries(self.plan.sudo(), date(2026, 2, 11), [(self.country, -35)])
        mine = self._make()
        self.assertEqual(mine.outcome, "none")
        self.assertIn("none", self._get_summary(mine))
