# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import distributor_wallet_placing as placing
from .test_properties import PropertiesCommon, WalletMachine

HOLD = "distributor.wallet.hold"
WALLET = "distributor.wallet"
WALK = (
    ("begin", {"cents": 50000, "reward": 9000}),
    ("order", {"units": 4, "cents": 5000}),
    ("invoice", {"pick": 0, "units": 1}),
    ("change", {"pick": 0, "more": 5}),
    ("change", {"pick": 0, "more": 2}),
    ("reset", {"pick": 0}),
    ("cancel", {"pick": 0, "again": True}),
    ("freeze", {"cents": 1000}),
    ("order", {"units": 1, "cents": 49001}),
    ("order", {"units": 1, "cents": 20000}),
    ("invoice", {"pick": 0, "units": 5}),
    ("credit", {"pick": 0}),
    ("invoice", {"pick": 0, "units": 1}),
    ("undo_top_up", {"pick": 0}),
    ("limit", {"cents": 30000}),
    ("order", {"units": 1, "cents": 45000}),
    ("order", {"units": 1, "cents": 20000}),
    ("invoice", {"pick": 0, "units": 1}),
    ("unfreeze", {"pick": 0}),
    ("top_up", {"cents": 777}),
    ("undo_top_up", {"pick": 1}),
    ("top_up", {"cents": 40000}),
    ("order", {"units": 2, "cents": 9000}),
    ("expire", {"pick": 99}),
    ("hold_again", {"pick": 99}),
    ("expire", {"pick": 99}),
    ("invoice", {"pick": 99, "units": 1}),
    ("stop", {"source": "deposit"}),
    ("invoice", {"pick": 99, "units": 1}),
    ("order", {"units": 1, "cents": 1000}),
    ("stop", {"source": "deposit"}),
)


@tagged("post_install", "-at_install")
class TestMutants(PropertiesCommon):
    """An engine with a mistake in it must not get through the walk on paper."""

    def _walk(self):
        machine = WalletMachine(self)
        try:
            for name, values in WALK:
                getattr(machine, name)(**values)
                machine.agrees()
        finally:
            machine.teardown()

    def _assert_killed(self, model, method, mutant, by=AssertionError):
        with (
            patch.object(self.env.registry[model], method, mutant),
            mute_logger("odoo.sql_db"),
        ):
            try:
                self._walk()
            except by:
                return
            finally:
                self.env.invalidate_all()
        self.fail("the mutant survived")

    def _get_method(self, model, method):
        return getattr(self.env.registry[model], method)

    def test_no_mutant(self):
        self._walk()

    def test_hold_is_not_consumed(self):
        move = self._get_method(HOLD, "_move")

        def mutant(hold, remaining, order_remaining=0.0, captured=0.0, **vals):
            if captured <= 0:
                move(hold, remaining, order_remaining, captured, **vals)

        # what is held twice is missing for the invoice itself
        self._assert_killed(HOLD, "_move", mutant, (AssertionError, UserError))

    def test_release_leaves_what_is_held(self):
        def mutant(holds, state="released"):
            holds.sudo().write(
                {"remaining": 0.0, "order_remaining": 0.0, "state": state}
            )

        self._assert_killed(HOLD, "_release", mutant, (AssertionError, UserError))

    def test_check_ignores_holds(self):
        """The Python check and the statement forget holds: the database does not."""

        def mutant(wallets):
            for wallet in wallets:
                wallet.available = wallet.balance
                wallet.is_below_minimum = False

        blind = placing.PLACING.replace("total <= available", "TRUE")
        self.assertNotEqual(blind, placing.PLACING)
        with patch.object(placing, "PLACING", blind):
            self._assert_killed(
                WALLET, "_compute_available", mutant, psycopg2.errors.CheckViolation
            )

    def test_statement_refuses_what_python_overlooks(self):
        def mutant(wallets):
            for wallet in wallets:
                wallet.available = wallet.balance
                wallet.is_below_minimum = False

        compute = patch.object(self.env.registry[WALLET], "_compute_available", mutant)
        with compute, self.assertRaises(UserError), self.env.cr.savepoint():
            self._top_up(100)
            self._confirm((self.product, 1, 60))
            self._confirm((self.product, 1, 60))
        self.env.invalidate_all()

    def test_key_without_revision(self):
        book = self._get_method(WALLET, "_book")

        def mutant(wallet, amount, kind, key, **vals):
            return book(wallet, amount, kind, key.rpartition(":")[0], **vals)

        self._assert_killed(WALLET, "_book", mutant, (UserError, AssertionError))

    def test_undone_items_stay_in_the_wallet(self):
        mirror = self._get_method("account.move.line", "_mirror_to_wallets")

        def mutant(lines, before=None, posted=True):
            mirror(lines.filtered(lambda i: i.parent_state == "posted"), before, posted)

        self._assert_killed(
            "account.move.line",
            "_mirror_to_wallets",
            mutant,
            (psycopg2.IntegrityError, AssertionError, UserError),
        )

    def test_balance_changes_without_a_journal_item(self):
        booked = self._get_method(WALLET, "_on_booked")

        def mutant(wallet, entry):
            booked(wallet, entry)
            if entry.kind == "topup":
                wallet._book(
                    1,
                    "adjust",
                    f"{entry.key}:bonus",
                    date=entry.date,
                    move_id=entry.move_id.id,
                )

        # the cent more is seen by the paper, and would be refused at the commit
        self._assert_killed(WALLET, "_on_booked", mutant)
        with (
            patch.object(self.env.registry[WALLET], "_on_booked", mutant),
            self.assertRaisesRegex(psycopg2.IntegrityError, "ledger differ"),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self._top_up(100)
            self.env.flush_all()
            self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_expired_hold_keeps_its_money(self):
        self._assert_killed(HOLD, "_expire", lambda holds: None)

    def test_free_deposit_pays_nothing(self):
        self._assert_killed("account.move", "_capture_free", lambda *args: None)

    def test_reset_invoice_does_not_hold_again(self):
        self._assert_killed(
            "distributor.wallet.capture", "_hold_again", lambda captures: None
        )

    def test_credit_note_gives_nothing_back(self):
        self._assert_killed(
            "account.move", "_prepare_refunds", lambda move, distributor: []
        )

    def test_reward_pays_more_than_its_share(self):
        self._assert_killed("sale.order", "_get_funded", lambda order, wallet: 0.0)

    def test_what_is_owed_is_forgotten(self):
        self._assert_killed(WALLET, "_get_owed", lambda wallet: 0.0)
