# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.tests import new_test_user, tagged

from .common import CommissionCommon

FEBRUARY = date(2026, 2, 1)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-16 04:00:00")
class TestSettlementSteps(CommissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env,
            "t-settling-manager",
            "distributor.distributor_group_manager",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )
        cls._sell((cls.product, 10, 100))
        cls.made = cls.settlements._settle(cls.company, FEBRUARY)
        cls.mine = cls.made.filtered(lambda s: s.beneficiary_id == cls.country)

    def test_from_draft_to_closed(self):
        mine, finance = self.mine, self.mine.with_user(self.finance)
        finance.action_review()
        self.assertEqual((mine.state, mine.reviewed_uid), ("reviewed", self.finance))
        mine.with_user(self.manager).action_approve()
        self.assertEqual((mine.state, mine.approved_uid), ("approved", self.manager))
        self.assertEqual(mine._get_confirm_deadline(), date(2026, 3, 23))
        portal = new_test_user(self.env, "t-settling-portal", "base.group_portal")
        mine._confirm_by_distributor(portal)
        self.assertEqual(
            (mine.state, mine.confirmed_by, mine.confirmed_uid),
            ("confirmed", "distributor", portal),
        )
        self.assertEqual(mine.message_ids[0].author_id, portal.partner_id)
        finance.action_bill()
        bill = mine.bill_id
        self.assertEqual(mine.state, "billed")
        bill.action_post()
        self.assertEqual(mine.state, "billed")
        with self.assertRaises(UserError):
            finance.action_close()
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        )
        payments = register.create({"journal_id": self.bank.id})._create_payments()
        self.assertEqual(mine.state, "paid")
        # the bank gives the money back, before and after it is closed
        paid = (bill.line_ids | payments.move_id.line_ids).filtered(
            lambda line: line.account_type == "liability_payable"
        )
        paid.remove_move_reconcile()
        self.assertEqual(mine.state, "billed")
        paid.reconcile()
        self.assertEqual(mine.state, "paid")
        finance.action_close()
        paid.remove_move_reconcile()
        self.assertEqual(mine.state, "billed")
        paid.reconcile()
        finance.action_close()
        self.assertEqual(mine.state, "closed")
        for step in ("action_cancel", "action_bill", "action_send_back"):
            with self.assertRaises(UserError):
                getattr(finance, step)()
        with self.assertRaisesRegex(UserError, "Closed"):
            bill.button_draft()

    def test_nobody_approves_its_own_review(self):
        for user in (self.finance, self.manager):
            mine = self.mine.with_user(user)
            mine.action_review()
            with self.assertRaisesRegex(UserError, "somebody else"):
                mine.action_approve()
            mine.action_send_back()
            self.assertEqual((mine.state, mine.reviewed_uid.ids), ("draft", []))
        # who sends an approved one back may review it, and then not approve it
        self.mine.with_user(self.finance).action_review()
        self.mine.with_user(self.manager).action_approve()
        self.mine.with_user(self.manager).action_send_back()
        self.mine.with_user(self.manager).action_review()
        with self.assertRaisesRegex(UserError, "somebody else"):
            self.mine.with_user(self.manager).action_approve()

    def test_what_moves_money_cannot_be_called_from_outside(self):
        for name in (
            "_approve",
            "_bill",
            "_cancel",
            "_confirm_by_distributor",
            "_pay_out",
            "_set_payout",
            "_settle",
            "_take_out",
        ):
            with self.assertRaises(AccessError, msg=name):
                get_public_method(self.settlements, name)

    def test_steps_only_in_their_order(self):
        steps = {
            "review": "draft",
            "approve": "reviewed",
            "send_back": "reviewed",
            "confirm": "approved",
            "bill": "confirmed",
            "pay_out": "billed",
            "close": "paid",
        }
        for step, state in steps.items():
            for other in set(steps.values()) - {state}:
                if (step, other) == ("send_back", "approved"):
                    continue
                self.mine.sudo().state = other
                with self.assertRaises(UserError, msg=(step, other)):
                    getattr(self.mine.with_user(self.manager), f"action_{step}")()

    def test_silence_confirms_at_the_deadline(self):
        self.made.with_user(self.finance)._review()
        self.made.with_user(self.manager)._approve()
        cron = self.env.ref(
            "distributor_commission.distributor_commission_settlement_cron"
        )
        with self.enter_registry_test_mode():
            for now, expected in (
                ("2026-03-23 12:00:00", "approved"),
                ("2026-03-24 12:00:00", "confirmed"),
            ):
                with freeze_time(now):
                    cron.method_direct_trigger()
                self.assertEqual(set(self.made.mapped("state")), {expected})
        self.assertEqual(set(self.made.mapped("confirmed_by")), {"deadline"})
        bodies = "".join(self.mine.message_ids.mapped("body"))
        self.assertIn("until 2026-03-23", bodies)

    def test_an_open_dispute_is_not_silence(self):
        self.made.with_user(self.finance)._review()
        self.made.with_user(self.manager)._approve()
        self.patch(
            type(self.settlements),
            "_has_open_dispute",
            lambda settlement: settlement == self.mine,
        )
        self.made._confirm_silent()
        self.assertEqual(self.mine.state, "approved")
        self.assertEqual(set((self.made - self.mine).mapped("state")), {"confirmed"})
        with self.assertRaisesRegex(UserError, "dispute"):
            self.mine.with_user(self.finance).action_confirm()

    def test_no_days_to_confirm(self):
        self.plan.confirm_days = 0
        self.mine.with_user(self.finance)._review()
        self.mine.with_user(self.manager)._approve()
        self.assertEqual(
            (self.mine.state, self.mine.confirmed_by), ("confirmed", "deadline")
        )

    def test_cancelled_twice_and_set_to_draft_count_once(self):
        """Nothing that a user can call settles an entry twice."""
        self._release(self.mine)
        self.mine.action_bill()
        bill, name = self.mine.bill_id, self.mine.name
        bill.action_post()
        with self.assertRaisesRegex(UserError, "posted"):
            self.mine.action_cancel()
        bill.button_draft()
        self.mine.action_cancel()
        self.mine.action_cancel()
        self.assertEqual((self.mine.state, bill.state), ("cancel", "cancel"))
        # the bill of a cancelled settlement cannot be taken up again
        with self.assertRaisesRegex(UserError, "Cancelled"):
            bill.button_draft()
        again = self.settlements._settle(self.company, FEBRUARY) - self.made
        self.assertEqual((again.name, again.amount_total), (name, 50.0))
        self.assertFalse(hasattr(again, "action_draft"))
        held = self.env["distributor.commission.settlement.line"].search(
            [("entry_id", "in", again.line_ids.entry_id.ids)]
        )
        self.assertEqual(held, again.line_ids)

    def test_cancelled_bill_is_used_again(self):
        self._release(self.mine)
        self.mine.action_bill()
        bill = self.mine.bill_id
        bill.button_cancel()
        self.assertEqual(self.mine.state, "confirmed")
        self.mine.action_bill()
        self.assertEqual((self.mine.bill_id, self.mine.state), (bill, "billed"))
        self.assertEqual((bill.state, bill.amount_total), ("draft", 50.0))

    def test_lines_taken_out(self):
        self._release(self.mine)
        entry = self.mine.line_ids.entry_id
        self.mine._take_out(self.mine.line_ids)
        self.assertEqual(
            (self.mine.entry_count, self.mine.amount_total, self.mine.outcome),
            (0, 0.0, "none"),
        )
        self.assertFalse(entry.settlement_id)

    def test_many_at_once(self):
        self.made.with_user(self.finance)[0]._review()
        wizards = self.env["distributor.commission.settle.step"].with_user(self.finance)
        wizard = wizards.with_context(active_ids=self.made.ids).create(
            {"step": "review"}
        )
        self.assertEqual((wizard.record_count, wizard.amount_total), (3, 100.0))
        wizard.action_run()
        self.assertEqual((wizard.done_count, wizard.refused_count), (2, 1))
        [refused] = wizard.line_ids.filtered("message")
        self.assertEqual(refused.settlement_id, self.made[0])
        self.assertEqual(set(self.made.mapped("state")), {"reviewed"})
        wizard = wizards.with_context(active_ids=self.made.ids).create(
            {"step": "payout", "payout": "wallet"}
        )
        wizard.action_run()
        self.assertEqual(set(self.made.mapped("payout")), {"wallet"})

    def test_holds_are_looked_up_once_for_many(self):
        """The context that hands them on cannot be forged."""
        self._release(self.made)
        self.env["distributor.commission.hold"].create(
            {"beneficiary_id": self.country.id, "reason": "T-Papers"}
        )
        forged = self.mine.with_context(commission_hold_reasons={self.plan: {}})
        with self.assertRaisesRegex(UserError, "T-Papers"):
            forged.action_bill()
        calls = []
        found = type(self.settlements)._get_hold_reasons
        self.patch(
            type(self.settlements),
            "_get_hold_reasons",
            lambda settlement, plan: calls.append(plan) or found(settlement, plan),
        )
        wizard = (
            self.env["distributor.commission.settle.step"]
            .with_user(self.finance)
            .with_context(active_ids=self.made.ids)
            .create({"step": "bill"})
        )
        wizard.action_run()
        self.assertEqual((wizard.done_count, wizard.refused_count), (2, 1))
        self.assertEqual(calls, [self.plan])
