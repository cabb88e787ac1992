# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import OnboardingCommon


@tagged("post_install", "-at_install")
class TestBulk(OnboardingCommon):
    def test_bulk_has_a_result_for_each(self):
        open_one = self._submit_application()
        closed = self._submit_application(
            name="T-Other Shop",
            email="shop@t-other.example.com",
            credit_code=False,
            bank_account=False,
            phone="+86 571 5550 9999",
            street="T-Elsewhere 2",
        )
        closed._refuse("Closed already.")
        wizard = (
            self.env["distributor.application.bulk"]
            .with_user(self.clerk)
            .create(
                {
                    "operation": "refuse",
                    "application_ids": (open_one | closed).ids,
                    "reason": "Too far away.",
                }
            )
        )
        wizard.action_apply()
        results = {line.application_id: line.is_done for line in wizard.line_ids}
        self.assertEqual(results, {open_one: True, closed: False})
        self.assertEqual(open_one.refusal_reason, "Too far away.")
        self.assertEqual(closed.refusal_reason, "Closed already.")

    def test_bulk_takes_the_steps_of_the_form(self):
        """Each step for both; the one that is not ready is refused with the reason."""
        ready = self._submit_application()
        other = self._submit_application(
            email="t-second@example.com",
            name="T-Bamboo Grove",
            credit_code="",
            phone="+86 20 5550 0777",
            bank_account="",
            street="T-Lane 9",
        )
        self._verify_by_brand(ready)
        self._sign_contract(ready)

        def run(operation, user):
            wizard = (
                self.env["distributor.application.bulk"]
                .with_user(user)
                .create(
                    {
                        "operation": operation,
                        "application_ids": (ready | other).ids,
                    }
                )
            )
            wizard.action_apply()
            return {line.application_id: line for line in wizard.line_ids}

        lines = run("contract", self.clerk)
        self.assertTrue(lines[ready].is_done)
        self.assertFalse(lines[other].is_done)
        self._pay(ready, 500)
        self.assertFalse(run("deposit", self.clerk)[ready].is_done, "finance confirms")
        self.assertTrue(run("deposit", self.finance)[ready].is_done)
        self.assertTrue(run("activate", self.boss)[ready].is_done)
        self.assertEqual(ready.distributor_id.state, "active")
        self.assertEqual(other.state, "brand")
        self.assertIn("T-Bamboo", run("verify", self.boss)[other].message)

    def test_assign(self):
        application = self._submit_application()
        wizard = (
            self.env["distributor.application.bulk"]
            .with_user(self.clerk)
            .create(
                {
                    "operation": "assign",
                    "application_ids": application.ids,
                    "user_id": self.boss.id,
                }
            )
        )
        wizard.action_apply()
        self.assertEqual(application.user_id, self.boss)
        self.assertEqual(application.step_user_id, self.boss)
        self.assertEqual(application.activity_ids.user_id, self.boss)
