# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import StatementCommon

PDF = ("proof.pdf", b"%PDF-1.4 T", "application/pdf")


@tagged("post_install", "-at_install")
class TestAnswer(StatementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._invoice(cls._confirm((cls.product, 1, 300.0)), date(2026, 2, 3))
        cls.statement = cls._make_sent()
        cls.line = cls.statement.line_ids.filtered(lambda x: x.movement == "capture")

    def _dispute(self, line=None, expected=-250.0, **kw):
        return self.statement._dispute(
            line or self.line, expected, "T-Reason", user=self.finance, **kw
        )

    def _decide(self, dispute, step, **kw):
        wizard = self.env["distributor.statement.decide"].with_user(self.finance)
        wizard.create({"dispute_id": dispute.id, "step": step, **kw}).action_confirm()

    def test_confirm_keeps_who_when_and_where(self):
        self.statement._confirm(self.finance, "192.0.2.7", self.statement.data_hash)
        self.assertEqual(self.statement.state, "confirmed")
        self.assertEqual(self.statement.confirmed_uid, self.finance)
        self.assertEqual(self.statement.confirmed_ip, "192.0.2.7")
        self.assertTrue(self.statement.date_confirmed)
        with self.assertRaisesRegex(UserError, "confirmed already"):
            self.statement._confirm(self.finance, "", self.statement.data_hash)
        with self.assertRaisesRegex(UserError, "confirmed already"):
            self._dispute()

    def test_confirm_what_was_shown(self):
        with self.assertRaisesRegex(UserError, "have changed"):
            self.statement._confirm(self.finance, "", "0" * 64)

    def test_silence_is_no_agreement(self):
        self.company.distributor_statement_days = 21
        self.assertFalse(self.statement.is_unconfirmed)
        self.statement.sudo().date_waiting = Datetime.now() - timedelta(days=22)
        self.statement.invalidate_recordset()
        self.assertTrue(self.statement.is_unconfirmed)
        self.assertEqual(self.statement.state, "sent")
        found = self.statements.search(
            [("is_unconfirmed", "=", True), ("distributor_id", "=", self.dealer.id)]
        )
        self.assertEqual(found, self.statement)
        others = self.statements.search([("is_unconfirmed", "=", False)])
        self.assertNotIn(self.statement, others)
        self.statement._confirm(self.finance, "", self.statement.data_hash)
        self.assertFalse(self.statement.is_unconfirmed)

    def test_dispute_with_file(self):
        dispute = self._dispute(files=[PDF], ip="192.0.2.7")
        self.assertEqual(self.statement.state, "disputed")
        self.assertEqual(dispute.difference, 50.0)
        self.assertEqual(dispute.attachment_ids.raw, PDF[1])
        self.assertEqual(dispute.ip, "192.0.2.7")
        self.assertTrue(self.statement.activity_ids)
        with self.assertRaisesRegex(UserError, "line is disputed"):
            self.statement._confirm(self.finance, "", self.statement.data_hash)
        with self.assertRaisesRegex(UserError, "disputed already"):
            self._dispute()
        self._dispute(self._get_line(self.statement, "closing"))
        self.assertEqual(self.statement.dispute_count, 2)

    @mute_logger("odoo.sql_db")
    def test_one_open_dispute_for_a_line(self):
        dispute = self._dispute()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            dispute.create(
                {
                    "line_id": self.line.id,
                    "statement_id": self.statement.id,
                    "reason": "T-Twice",
                }
            )

    def test_dispute_names_a_reason_and_an_own_line(self):
        with self.assertRaisesRegex(UserError, "Write why"):
            self.statement._dispute(self.line, 0.0, " ")
        other = self._make(end=date(2026, 2, 7))
        with self.assertRaisesRegex(UserError, "another statement"):
            self.statement._dispute(other.line_ids[:1], 0.0, "T-Reason")

    def test_review_freezes_and_decision_frees(self):
        dispute = self._dispute()
        self._decide(dispute, "review", freeze_amount=50.0)
        self.assertEqual(dispute.state, "review")
        self.assertEqual(dispute.hold_id.kind, "freeze")
        self._assert_wallet(700, 50)
        self._decide(dispute, "refuse", note="T-We delivered three.")
        self.assertEqual(dispute.hold_id.state, "released")
        self._assert_wallet(700, 0)
        self.assertEqual((dispute.state, self.statement.state), ("refused", "resolved"))
        self.assertFalse(self.statement.activity_ids)
        self.assertEqual(dispute.decided_uid, self.finance)
        told = self.statement.message_ids.filtered(
            lambda m: "T-We delivered three." in (m.body or "")
        )
        self.assertEqual(told.author_id, self.finance.partner_id)
        # after the decision it may agree, or disagree again
        self.statement._confirm(self.finance, "", self.statement.data_hash)
        self.assertEqual(self.statement.state, "confirmed")

    def test_freeze_no_more_than_there_is(self):
        dispute = self._dispute()
        with self.assertRaisesRegex(UserError, "is missing"):
            self._decide(dispute, "review", freeze_amount=701.0)
        foreign = self.env["distributor.wallet"]._get_or_create(
            self.country, self.company.currency_id
        )
        with self.assertRaisesRegex(UserError, "Choose a wallet"):
            self._decide(dispute, "review", freeze_amount=1.0, wallet_id=foreign.id)

    def test_resolved_when_all_are_decided(self):
        first, second = (
            self._dispute(),
            self._dispute(self._get_line(self.statement, "closing")),
        )
        self._decide(first, "grant", note="T-Yes")
        self.assertEqual(self.statement.state, "disputed")
        draft_action = self.assertRaisesRegex(UserError, "not possible")
        with draft_action:
            self.statement.with_user(self.finance).action_new_version()
        self._decide(second, "refuse", note="T-No")
        self.assertEqual(self.statement.state, "resolved")
        with self.assertRaisesRegex(UserError, "decided already"):
            self._decide(second, "refuse", note="T-No")

    def test_a_decision_has_a_reason(self):
        with self.assertRaisesRegex(UserError, "Write the reason"):
            self._decide(self._dispute(), "grant", note=" ")

    def test_new_version_waits_for_open_disputes(self):
        self.statement.with_user(self.finance).action_new_version()
        draft = self.statements.search(
            [("distributor_id", "=", self.dealer.id), ("state", "=", "draft")]
        )
        dispute = self._dispute()
        with self.assertRaisesRegex(UserError, "Decide the disputes"):
            draft._send()
        self._decide(dispute, "grant", note="T-Yes")
        draft._send()
        self.assertEqual(self.statement.state, "replaced")
        with self.assertRaisesRegex(UserError, "new version"):
            self.statement._confirm(self.finance, "", self.statement.data_hash)

    def test_final(self):
        with self.assertRaises(AccessError):
            self.line.amount = 1.0
        with self.assertRaises(UserError):
            self.statement.unlink()
        with self.assertRaises(UserError):
            self._dispute().unlink()
