# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import os
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from odoo.tests import tagged

from odoo.addons.distributor_wallet_program.tests.common import ProgramCommon
from odoo.addons.distributor_wallet_request.tests.common import RequestCommon

from .walk_machine import EverythingMachine

EXAMPLES = int(os.environ.get("WALLET_EXAMPLES", "8"))
STEPS = int(os.environ.get("WALLET_STEPS", "14"))
WALK = (
    ("begin", {"money": 300_000}),
    ("order", {"cents": 2500}),
    ("ask", {"cents": 50_000}),
    ("approve", {"number": 0}),
    ("pay", {"number": 0}),
    ("undo_pay", {"number": 0}),
    ("finish_order", {"number": 0, "cancels": False}),
    ("open_case", {"cents": 900}),
    ("close_case", {"number": 0, "decides": False}),
    ("stop", {}),
    ("ask", {"cents": 1}),
)
# an engine with one of these mistakes must not get through the walk
MUTANTS = (
    ("distributor.wallet.program", "_book", lambda *args: None),
    ("distributor.wallet.refund", "_on_entry_undone", lambda *args: None),
    ("distributor.wallet.case", "_end", lambda *args, **kw: None),
    ("distributor.wallet", "_set_now", lambda *args, **kw: None),
)


@tagged("post_install", "-at_install")
class TestWalletWalk(RequestCommon, ProgramCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bond = cls._create_bond(50)

    def _cents(self, amount):
        return round(amount * 100)

    def _assert_amounts(self, wallet, balance, held):
        amounts = (self._cents(wallet.balance), self._cents(wallet.held))
        self.assertEqual(amounts, (balance, held), wallet.display_name)

    def test_any_sequence_agrees_with_paper(self):
        run_state_machine_as_test(
            lambda: EverythingMachine(self),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],  # shrinking would repeat slow accounting
                suppress_health_check=list(HealthCheck),
            ),
        )

    def _walk(self):
        machine = EverythingMachine(self)
        try:
            for name, values in WALK:
                getattr(machine, name)(**values)
                machine.agrees()
        finally:
            machine.teardown()

    def test_mutants_are_killed(self):
        self._walk()
        for model, method, mutant in MUTANTS:
            with (
                self.subTest(f"{model}.{method}"),
                patch.object(self.env.registry[model], method, mutant),
                self.assertRaises(AssertionError),
            ):
                self._walk()
            self.env.invalidate_all()
