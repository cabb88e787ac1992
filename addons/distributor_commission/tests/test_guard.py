# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import CommissionCommon

DAY = date(2027, 1, 1)
WORDS = {"recruit", "join", "activat", "enrol", "entry_fee", "invite", "regist"}


@tagged("post_install", "-at_install")
class TestGuard(CommissionCommon):
    """What is said before an approval: code, severity, text, source."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for distributor in (cls.master, cls.regional, cls.country, cls.dealer):
            distributor.partner_id.is_company = True

    def _draft(self, *rules, **kw):
        return self._create_version(self.plan, rules, DAY, False, **kw)

    def _find(self, draft):
        return {f["code"]: f["severity"] for f in draft._get_findings()}

    def _assert_refused(self, draft, text):
        with self.assertRaisesRegex(UserError, text):
            draft.sudo().action_approve()
        self.assertEqual(draft.state, "draft")

    def test_careful_plan_finds_nothing(self):
        draft = self._draft((1, 3.0), (2, 2.0))
        self.assertEqual(draft._get_findings(), [])
        self.assertFalse(draft.findings)

    def test_policy_begins_careful(self):
        plan = self.env["distributor.commission.plan"].create({"name": "T-Careful"})
        self.assertFalse(plan.pay_persons)
        self.assertEqual(plan.max_generations, 2)
        plan.pay_persons = True
        self.assertEqual(plan.max_generations, 1)

    def test_paid_generations(self):
        self.plan.max_generations = 2
        draft = self._draft((1, 1.0), (2, 1.0), (3, 1.0))
        self.assertEqual(self._find(draft), {"G-01": "block"})
        self.assertIn("禁止传销条例", draft.findings)
        self._assert_refused(draft, "pays 3 generations.*allows 2")
        draft.rule_ids[2].unlink()
        draft.sudo().action_approve()

    def test_paid_generations_by_difference(self):
        self.plan.max_generations = 2
        levels = [
            self._get_level(code).id for code in ("country", "regional", "master")
        ]
        rules = [
            (0, rate, {"earner": "differential", "level_id": level})
            for rate, level in zip((1.0, 2.0, 3.0), levels, strict=True)
        ]
        self._assert_refused(self._draft(*rules), "pays 3 generations")
        self._draft(*rules[1:]).sudo().action_approve()

    def test_shares_over_the_sale(self):
        draft = self._draft((1, 60.0), (2, 50.0))
        self.assertEqual(self._find(draft)["G-11"], "block")
        self._assert_refused(draft, "110 %: more than the sale")

    def test_shares_over_the_cap(self):
        draft = self._draft((1, 60.0), (2, 50.0), cap_rate=80.0)
        self.assertEqual(self._find(draft)["G-11"], "warn")
        self.assertIn("the limit of this version is 80 %", draft.findings)

    def test_rate_for_goods_replaces_the_rate_for_all(self):
        tea = {"categ_id": self.category.id}
        draft = self._draft((1, 4.0), (2, 1.0), (1, 1.0, tea), (2, 4.0, tea))
        self.assertNotIn("G-10", self._find(draft), "5 % of tea, 5 % of the rest")
        draft.rule_ids[0].rate = 5.0
        self.assertEqual(self._find(draft), {"G-10": "warn"})
        self.assertIn("goods without a rule of their own", draft.findings)

    def test_every_earner_counts(self):
        low, high = self._get_level("country").id, self._get_level("master").id
        rules = [
            (1, 10.0),
            (0, 4.0, {"earner": "differential", "level_id": low}),
            # what is paid by difference is the highest rate, not the sum
            (0, 6.0, {"earner": "differential", "level_id": high}),
            (0, 3.0, {"earner": "territory"}),
            (0, 0.0, {"earner": "buyer", "tiers": {0: 1.0, 1000: 2.0}}),
        ]
        draft = self._draft(*rules)
        self.assertIn("may pay 21 %", draft.findings)
        self._create_bonus(draft, {100_000: 1.0})
        self.assertIn("may pay 22 %", draft.findings)
        self.plan.max_generations = 3
        self._create_bonus(draft, {100_000: 1.0}, measure="downline")
        self.assertIn("may pay 25 %", draft.findings)

    def test_amounts_a_unit_of_any_goods_cannot_be_judged(self):
        draft = self._draft((1, 500.0, {"rate_kind": "fixed"}))
        self.assertEqual(self._find(draft), {"G-12": "info"})
        self.assertIn("cannot be judged", draft.findings)
        draft.sudo().action_approve()

    def test_amounts_a_unit_beside_the_list_price(self):
        fixed = {"rate_kind": "fixed", "product_id": self.product.id}
        self.product.list_price = 400
        draft = self._draft((1, 300.0, fixed), (2, 1.0))
        self.assertEqual(self._find(draft), {"G-10": "warn"})
        self.assertIn("may pay 76 %", draft.findings)
        self.product.list_price = 200
        draft.invalidate_recordset()
        self.assertEqual(self._find(draft), {"G-11": "block", "G-10": "warn"})
        self.assertIn("list price", draft.findings)
        self._assert_refused(draft, "151 %: more than the sale")
        draft.cap_rate = 90
        self.assertEqual(self._find(draft), {"G-11": "warn", "G-10": "warn"})

    def test_plans_together(self):
        """Each is within the sale, both are not: it says from when on, and which."""
        for distributor in (self.master, self.regional, self.country, self.dealer):
            distributor.sudo().partner_id.is_company = True
        other = self._create_plan(name="T-Other")
        tea = {"categ_id": self.category.id}
        self._create_version(other, [(1, 60.0, tea), (2, 1.0)], date(2027, 6, 1))
        draft = self._draft((1, 60.0))
        self.assertEqual(self._find(draft), {"G-13": "warn", "G-10": "warn"})
        [text] = [f["text"] for f in draft._get_findings() if f["code"] == "G-13"]
        self.assertRegex(text, "06/01/2027.*T-Goods.*121 %.*T-Plan 60 %, T-Other 61 %")
        draft.cap_rate = 30
        self.assertNotIn("G-13", self._find(draft))
        draft.write({"cap_rate": 0, "rule_ids": [Command.clear()]})
        self._create_version(other, [(1, 1.0)], date(2028, 1, 1))
        draft.write(
            {"date_start": date(2028, 1, 1), "rule_ids": [Command.create({"rate": 60})]}
        )
        self.assertNotIn("G-13", self._find(draft), "what was in force before")

    def test_amounts_a_unit_are_never_more_than_the_sale(self):
        """Whatever the price was in the end: it is reduced, and says so."""
        version = self._create_version(
            self.plan, [(1, 500.0, {"rate_kind": "fixed"}), (2, 10.0)], date(2021, 1, 1)
        )
        entries = self._get_entries(self._sell((self.product, 2, 100)))
        self.assertEqual(sum(entries.mapped("amount")), 200)
        self.assertEqual(set(entries.mapped("limits")), {"cap"})
        self.assertEqual(entries[0].amount_before, 1000)
        self.assertIn("100 % of its net", entries[0].explanation)
        self.assertEqual(float(entries[0]._recompute_amount()), entries[0].amount)
        self.assertFalse(version.cap_rate)

    def test_shares_of_the_margin_keep_within_it(self):
        margin = {"basis": "margin"}
        self._create_version(
            self.plan,
            [(1, 40.0, margin), (2, 40.0, margin), (3, 5.0)],
            date(2021, 1, 1),
            cap_rate=40,
        )
        self.product.standard_price = 90
        entries = self._get_entries(self._sell((self.product, 1, 100)))
        # 40 % of a margin of 10 for both together, and 5 % of the net
        self.assertEqual(entries.mapped("amount"), [2, 2, 5])
        self.assertEqual(entries.mapped("limits"), ["margin", "margin", False])
        self.assertIn("of the margin, 40 %", entries[0].explanation)

    def test_natural_persons(self):
        people = self.env["distributor.distributor"]
        for number in range(7):
            people |= self._create_distributor(f"T-P{number}", "dealer", self.country)
        draft = self._draft((1, 1.0))
        [found] = draft._get_findings()
        self.assertEqual((found["code"], found["severity"]), ("L-1", "warn"))
        self.assertIn(": 7 (", found["text"])
        self.assertIn("[T-P4]", found["text"])
        self.assertNotIn("[T-P5]", found["text"])
        self.plan.pay_persons = False
        [found] = draft._get_findings()
        self.assertEqual((found["code"], found["severity"]), ("L-1", "info"))
        draft.rule_ids.level_id = self._get_level("master")
        self.assertEqual(draft._get_findings(), [], "no person of that level")
        draft.rule_ids.write({"level_id": False, "earner": "buyer"})
        self.assertEqual(draft._get_findings(), [], "own purchases")

    def test_structure(self):
        for number in range(30):
            self._create_distributor(f"T-P{number}", "dealer", self.country)
        draft = self._draft((1, 1.0))
        self.assertEqual(self._find(draft), {"L-1": "warn", "G-22": "warn"})
        self.assertIn("5 levels, the brand included, and 30", draft.findings)

    def test_other_companies_do_not_count(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        plan = self._create_plan(other)
        self._create_distributor("T-P", "dealer", self.country)
        draft = self._create_version(plan, [(1, 1.0)], DAY, False)
        self.assertEqual(draft._get_findings(), [])

    def test_no_pay_for_recruiting(self):
        """No earner, event, measure, basis or field knows that somebody joined."""
        models = ("plan", "version", "rule", "tier", "bonus")
        for name in models:
            model = self.env[f"distributor.commission.{name}"]
            values = [
                value
                for field in model._fields.values()
                if field.type == "selection" and isinstance(field.selection, list)
                for value, _label in field.selection
            ]
            for word in WORDS:
                found = [v for v in (*values, *model._fields) if word in v]
                self.assertFalse(found, (name, word))
        self.assertEqual(
            {
                value
                for field in ("earner", "basis")
                for value, _label in self.env["distributor.commission.rule"]
                ._fields[field]
                .selection
            },
            {
                *("upline", "differential", "territory", "buyer"),
                *("net", "margin", "quantity"),
            },
            "whoever adds one answers whether it pays for recruiting",
        )
        events = self.env["distributor.commission.version"]._fields["event"].selection
        self.assertEqual(
            [value for value, _label in events],
            ["confirmed", "delivered", "invoiced", "paid"],
        )
