# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ProgramCommon


@tagged("post_install", "-at_install")
class TestProgram(ProgramCommon):
    def test_another_person_approves(self):
        program = self._create_program(approve=False)
        with self.assertRaisesRegex(UserError, "another person"):
            program.action_approve()
        user = self._create_user("user", "user")
        with self.assertRaises(AccessError):
            program.with_user(user).action_approve()
        program.with_user(self.approver).action_approve()
        self.assertEqual(program.state, "approved")
        self.assertEqual(program.approved_uid, self.approver)

    def test_asking(self):
        program = self._create_program(approve=False)
        user = self._create_user("asking", "user")
        with self.assertRaises(AccessError):
            program.with_user(user).action_ask()
        with self.assertRaises(AccessError):
            program.with_user(self.approver).asked_uid = user
        program.action_ask()
        self.assertIn(self.approver, program.activity_ids.user_id)
        self.assertNotIn(self.env.user, program.activity_ids.user_id)
        home = self.env["distributor.home"].with_user(self.approver)
        [domain] = [
            card["domain"]
            for card in home._get_home_cards()
            if card["key"] == "wallet_programs"
        ]
        self.assertIn(program, program.search(domain))
        program.with_user(self.approver).action_approve()
        self.assertFalse(program.activity_ids)
        self.assertNotIn(program, program.search(domain))
        with self.assertRaises(UserError):
            program.action_ask()

    def test_who_changed_it_last_does_not_approve(self):
        program = self._create_program(approve=False)
        program.tier_ids[0].with_user(self.approver).percent = 1.5
        with self.assertRaisesRegex(UserError, "another person"):
            program.with_user(self.approver).action_approve()
        program.action_approve()
        self.assertEqual(program.state, "approved")

    def test_final_once_approved(self):
        program = self._create_program()
        tier = program.tier_ids[0]
        for change in (
            lambda: program.write({"maximum": 5}),
            lambda: program.write({"tier_ids": [Command.delete(tier.id)]}),
            lambda: tier.write({"percent": 5}),
            tier.unlink,
            program.unlink,
            lambda: tier.create(
                {"program_id": program.id, "threshold": 9, "percent": 9}
            ),
            program.action_approve,
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                change()
        with self.assertRaises(AccessError):
            program.write({"state": "draft"})

    def test_created_as_draft_only(self):
        for vals in ({"state": "approved"}, {"prepared_uid": self.approver.id}):
            with self.assertRaises(AccessError):
                self._create_program(approve=False, **vals)

    def test_new_version_replaces(self):
        program = self._create_program()
        self._top_up(1000)
        version = program.browse(program.action_new_version()["res_id"])
        self.assertEqual((version.version, version.state), (2, "draft"))
        self.assertEqual(version.tier_ids.mapped("percent"), [1, 2])
        version.tier_ids[0].percent = 3
        version.with_user(self.approver).action_approve()
        self.assertEqual(program.state, "closed")
        self._top_up(1000)
        self._assert_rewards(10, 30)
        with self.assertRaisesRegex(UserError, "does not"):
            program.action_new_version()

    def test_incomplete(self):
        program = self._create_program(approve=False)
        program.tier_ids.unlink()
        with self.assertRaisesRegex(UserError, "add a step"):
            program.with_user(self.approver).action_approve()
        program = self._create_program(approve=False, date_end="2026-02-01")
        with self.assertRaisesRegex(UserError, "has ended"):
            program.with_user(self.approver).action_approve()

    def test_rewards_earn_no_rewards(self):
        with self.assertRaisesRegex(ValidationError, "not money a distributor"):
            self._create_program(purpose_id=self.reward_purpose.id)

    def test_words(self):
        program = self._create_program((1000, 1), (5000, 2, 30), approve=False)
        self.assertEqual(
            program.words.splitlines()[:3],
            [
                "From $\xa01,000.00: 1 % of the whole amount in goods",
                "From $\xa05,000.00: goods for $\xa030.00 and 2 % of the whole amount",
                "Each top-up reaches a step by itself.",
            ],
        )
        self.assertNotIn("interest", program.words.lower())

    def test_preview_writes_nothing(self):
        program = self._create_program(approve=False)
        self._top_up(2000)
        self._top_up(500)
        action = self.env.ref(
            "distributor_wallet_program.distributor_wallet_program_preview_action"
        )
        preview = self.env[action.res_model].create(
            {
                "program_id": program.id,
                "date_start": "2026-01-01",
                "date_end": "2026-03-31",
            }
        )
        [line] = preview.line_ids.filtered(lambda x: x.distributor_id == self.dealer)
        self.assertEqual((line.received, line.reward), (2500, 20))
        self.assertEqual((preview.reward, preview.share), (20, 0.8))
        self.assertFalse(program.grant_ids)
        self._assert_rewards()

    def test_preview_asks_for_the_last_quarter(self):
        program = self._create_program(approve=False)
        form = Form(
            self.env["distributor.wallet.program.preview"].with_context(
                default_program_id=program.id
            )
        )
        self.assertEqual(
            (str(form.date_start), str(form.date_end)), ("2025-10-01", "2025-12-31")
        )
        self._top_up(2000)
        form.date_start, form.date_end = "2026-01-01", "2026-03-31"
        self.assertEqual(form.reward, 20)

    def test_progress(self):
        program = self._create_program(measure="cumulated")
        progress = self.dealer.sudo()._get_program_progress
        [found] = progress()
        self.assertEqual((found["missing"], found["share"]), (1000, 0))
        self._top_up(1500)
        [found] = progress()
        self.assertEqual(found["program"], program)
        self.assertEqual((found["missing"], found["share"]), (3500, 30))
        self.assertEqual((found["counted"], found["earned"]), (1500, 15))
        self.assertIn("2 %", found["words"])
        self._top_up(3500)
        [found] = progress()
        self.assertEqual((found["missing"], found["words"]), (0, ""))
        rewards = self.dealer.sudo()._get_rewards()
        self.assertEqual(rewards.mapped("remaining"), [15, 85])

    def test_books_are_made_once_and_can_be_chosen(self):
        journal = (
            self.env["account.journal"]
            .sudo()
            .create({"name": "T-Rewards", "code": "TRW", "type": "general"})
        )
        self.company.sudo().distributor_reward_journal_id = journal
        program = self._create_program()
        self._top_up(1000)
        self._top_up(1000)
        moves = program.grant_ids.lot_ids.move_ids.entry_id.move_id
        self.assertEqual(moves.journal_id, journal)
        account = self.company._get_reward_account("deferred")
        self.assertEqual(moves.line_ids.account_id - self.rewards.account_id, account)
        self.assertEqual(account.account_type, "liability_current")
