# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CommissionCommon


@tagged("post_install", "-at_install")
class TestPlan(CommissionCommon):
    def test_plans_beside_each_other(self):
        """Each active plan of a company pays by its own version."""
        other = self._create_plan(name="T-Second")
        second = self._create_version(other, [(1, 1.0)], date(2026, 3, 1))
        versions = self.env["distributor.commission.version"]
        for day, expected in [
            (date(2019, 12, 31), versions),
            (date(2026, 2, 28), self.version),
            (date(2026, 3, 1), self.version | second),
        ]:
            found = versions._get_applying(self.company.id, day)
            self.assertEqual(found, expected, day)
        self.plan.active = False
        self.assertEqual(
            versions._get_applying(self.company.id, date(2026, 3, 1)), second
        )

    def test_version_of_a_day(self):
        later = self._create_version(self.plan, [(1, 4.0)], date(2026, 3, 1))
        versions = self.env["distributor.commission.version"]
        for day, expected in [
            (date(2019, 12, 31), versions),
            (date(2020, 1, 1), self.version),
            (date(2026, 2, 28), self.version),
            (date(2026, 3, 1), later),
        ]:
            self.assertEqual(
                versions._get_applying(self.company.id, day), expected, day
            )
        self.assertEqual(self.plan.current_version_id, later)

    def test_closed_version_ends(self):
        self.version.action_close()
        today = self.company._get_commission_today()
        versions = self.env["distributor.commission.version"]
        self.assertEqual(self.version.date_end, today)
        self.assertFalse(versions._get_applying(self.company.id, today))
        self.assertEqual(
            versions._get_applying(self.company.id, date(2026, 1, 1)), self.version
        )

    def test_approved_version_is_final(self):
        rule = self.version.rule_ids[0]
        for change in (
            lambda: rule.write({"rate": 6.0}),
            lambda: rule.sudo().write({"rate": 6.0}),
            lambda: rule.unlink(),
            lambda: rule.create({"version_id": self.version.id, "rate": 1.0}),
            lambda: self.version.write({"date_start": date(2021, 1, 1)}),
            lambda: self.version.write({"rule_ids": [Command.clear()]}),
            lambda: self.version.sudo().write({"state": "draft"}),
            lambda: self.version.unlink(),
        ):
            with self.assertRaises(UserError):
                change()
        self.assertEqual(self.version.rule_ids.mapped("rate"), [5.0, 3.0, 2.0])

    def test_state_needs_the_button(self):
        draft = self._create_version(self.plan, [(1, 1.0)], date(2027, 1, 1), False)
        manager = self._create_manager("t-commission-manager")
        with self.assertRaises(AccessError):
            draft.with_user(manager).write({"state": "approved"})
        with self.assertRaises(AccessError):
            self.env["distributor.commission.version"].create(
                {"plan_id": self.plan.id, "state": "approved"}
            )
        with self.assertRaises(AccessError):
            draft.with_user(self.finance).action_approve()
        action = draft.with_user(manager).action_approve()
        wizard = self._open(action, manager, accepted=True, reason="T-Because")
        wizard.action_approve()
        self.assertEqual((draft.state, draft.approved_uid), ("approved", manager))

    def test_new_version_is_a_draft_copy(self):
        action = self.version.action_new_version()
        copy = self.env["distributor.commission.version"].browse(action["res_id"])
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.approved_uid)
        self.assertEqual(copy.rule_ids.mapped("rate"), [5.0, 3.0, 2.0])

    def test_two_approved_versions_of_one_day(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self._create_version(self.plan, [(1, 1.0)])

    def test_empty_version(self):
        with self.assertRaisesRegex(UserError, "pays nobody"):
            self._create_version(self.plan, [], date(2027, 1, 1))

    def test_ambiguity_is_refused_at_approval(self):
        dealer = {"level_id": self._get_level("country").id}
        goods = {"categ_id": self.product.categ_id.id}
        rules = [(1, 5.0, dealer), (1, 3.0, goods)]
        draft = self._create_version(self.plan, rules, date(2027, 1, 1), False)
        with self.assertRaisesRegex(UserError, "nothing decides"):
            draft.sudo().action_approve()
        self.assertEqual(draft.state, "draft")
        draft.rule_ids[0].sequence = 5
        draft.sudo().action_approve()
        self.assertEqual(draft.state, "approved")

    def test_identical_rules_are_ambiguous(self):
        with self.assertRaisesRegex(UserError, "nothing decides"):
            self._create_version(self.plan, [(1, 5.0), (1, 4.0)], date(2027, 1, 1))

    def test_more_than_the_sale(self):
        with self.assertRaisesRegex(UserError, "more than the sale"):
            self._create_version(self.plan, [(1, 60.0), (2, 50.0)], date(2027, 1, 1))

    def test_bounds_of_a_rule(self):
        for rule in ({"generation": 0}, {"rate": 0.0}, {"rate": 100.1}):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                values = {"generation": 1, "rate": 1.0, **rule}
                self.env["distributor.commission.version"].create(
                    {
                        "plan_id": self.plan.id,
                        "date_start": date(2027, 1, 1),
                        "rule_ids": [Command.create(values)],
                    }
                )
                self.env.flush_all()

    def test_plan_stays_with_its_company(self):
        """An approval given in one company is none in another."""
        other = self.env["res.company"].sudo().create({"name": "T-Other"})
        with self.assertRaisesRegex(UserError, "stays with its company"):
            self.plan.sudo().company_id = other
        draft = self._create_plan()
        draft.sudo().company_id = other
        self.assertEqual(draft.company_id, other)

    def test_parts_are_kept_apart_by_company(self):
        other = self.env["res.company"].sudo().create({"name": "T-Other"})
        rules = [(1, 0.0, {"tiers": {0: 1.0}})]
        version = self._create_version(self.plan, rules, date(2027, 1, 1), False)
        bonus = self._create_bonus(version, {0: 1.0})
        stranger = self._create_manager("t-commission-stranger", other)
        for records in (version, version.rule_ids.tier_ids, bonus, bonus.tier_ids):
            self.assertTrue(records)
            self.assertFalse(records.with_user(stranger)._filtered_access("read"))

    def test_bounds_of_a_plan(self):
        for vals in ({"pay_day": 0}, {"pay_day": 29}, {"minimum_amount": -1.0}):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self._create_plan(**vals)
                self.env.flush_all()

    def test_no_pay_for_recruiting(self):
        """No event but a posted invoice makes an entry; joining makes none."""
        before = self.entries.search_count([])
        joined = self._create_distributor("T-J", "store", self.dealer, "applicant")
        joined.action_activate()
        self._top_up(500)
        self.assertEqual(self.entries.search_count([]), before)
        recruits = {"recruit", "join", "activation", "enrol", "entry_fee"}
        names = set(self.env["distributor.commission.rule"]._fields)
        self.assertFalse([n for n in names if any(r in n for r in recruits)])
