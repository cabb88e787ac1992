# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon


@tagged("post_install", "-at_install")
class TestBulkStep(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "t-manager", "distributor.distributor_group_manager"
        )
        cls.stores = cls.env["distributor.distributor"].concat(
            *(
                cls._create_distributor(f"T-S{n}", "store", cls.dealer, state=state)
                for n, state in enumerate(("applicant", "active", "applicant"))
            )
        )

    def _run(self, distributors, step, user=None, **values):
        wizard = self.env["distributor.bulk.step"].with_user(user or self.manager)
        with Form(wizard.with_context(active_ids=distributors.ids)) as form:
            form.step = step
            for name, value in values.items():
                form[name] = value
        form.record.action_run()
        return form.record

    def test_one_refusal_stops_no_other(self):
        wizard = self._run(self.stores, "activate")
        self.assertEqual(self.stores.mapped("state"), ["active"] * 3)
        self.assertEqual((wizard.done_count, wizard.refused_count), (2, 1))
        refused = wizard.line_ids.filtered("message")
        self.assertEqual(refused.distributor_id, self.stores[1])
        self.assertIn("T-S1", refused.message)

    def test_suspend_with_reason_and_reactivate(self):
        self._run(self.stores, "activate")
        self._run(self.stores, "suspend", reason="Invoices unpaid")
        self.assertEqual(set(self.stores.mapped("state")), {"suspended"})
        self._run(self.stores, "reactivate")
        self.assertEqual(set(self.stores.mapped("state")), {"active"})

    def test_move_says_who_cannot(self):
        both = self.stores[0] | self.master
        wizard = self._run(both, "move", upline_id=self.country, reason="Region cut")
        self.assertEqual(self.stores[0].parent_id, self.country)
        self.assertFalse(self.master.parent_id)
        self.assertEqual(wizard.refused_count, 1)

    def test_exit_begins_and_ends_for_those_that_owe_nothing(self):
        self._run(self.stores, "activate")
        self._create_order(self.stores[0])
        today = self.stores._get_today()
        self._run(self.stores, "terminate", date=today, reason="Contract over")
        self.assertEqual(set(self.stores.mapped("state")), {"terminating"})
        wizard = self._run(self.stores, "close")
        self.assertEqual(
            self.stores.mapped("state"), ["terminating", "terminated", "terminated"]
        )
        self.assertEqual(
            wizard.line_ids.filtered("message").distributor_id.code, "T-S0"
        )

    def test_salesperson(self):
        self._run(self.stores, "salesperson", user_id=self.manager)
        self.assertEqual(self.stores.user_id, self.manager)

    def test_level_that_breaks_the_tree_is_refused(self):
        wizard = self._run(self.stores[:1], "level", level_id=self._get_level("master"))
        self.assertEqual(wizard.refused_count, 1)
        self.assertEqual(self.stores[0].level_id, self._get_level("store"))

    def test_managers_only(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with self.assertRaises(AccessError):
            self._run(self.stores, "activate", user=user)
