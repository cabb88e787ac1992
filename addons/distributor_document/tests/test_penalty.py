# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import DocumentCommon


@tagged("post_install", "-at_install")
class TestPenalty(DocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.penalty = (
            cls.env["distributor.penalty"]
            .with_user(cls.manager)
            .create(
                {
                    "distributor_id": cls.dealer.id,
                    "clause": "T-7.2",
                    "reason": "T-sold outside its territory",
                    "amount": 500,
                }
            )
        )
        cls.other = new_test_user(
            cls.env, "t-other", "distributor.distributor_group_manager"
        )

    def test_lifecycle(self):
        penalty = self.penalty
        with self.assertRaises(UserError):
            penalty.with_user(self.other).action_decide()
        penalty.action_notify()
        mail = self.env["mail.mail"].search(
            [("model", "=", penalty._name), ("res_id", "=", penalty.id)]
        )
        self.assertEqual(mail.recipient_ids, self.dealer.partner_id)
        self.assertIn("T-sold outside", mail.body_html)
        with self.assertRaisesRegex(UserError, "Notified"):
            penalty.reason = "T-else"
        penalty.response = "T-we deny"
        with self.assertRaisesRegex(UserError, "decision"):
            penalty.with_user(self.other).action_decide()
        penalty.decision = "T-warning only"
        with self.assertRaisesRegex(UserError, "reported"):
            penalty.action_decide()
        with self.assertRaises(AccessError):
            penalty.with_user(self.clerk).action_decide()
        penalty.with_user(self.other).action_decide()
        self.assertEqual(penalty.decider_id, self.other)
        with self.assertRaises(UserError):
            penalty.decision = "T-else"
        with self.assertRaisesRegex(UserError, "withdraw"):
            penalty.unlink()
        self.assertEqual(self.dealer.penalty_count, 1)
        penalty.action_withdraw()
        self.env.invalidate_all()
        self.assertEqual(self.dealer.penalty_count, 0)

    def test_no_money_moves(self):
        domain = [("company_id", "=", self.company.id)]
        moves = self.env["account.move"].search_count(domain)
        self.penalty.action_notify()
        self.penalty.decision = "T"
        self.penalty.with_user(self.other).action_decide()
        self.assertEqual(self.env["account.move"].search_count(domain), moves)
