# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestCase(RequestCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bond = cls._create_bond(500)
        cls.account = cls.company_data["default_account_revenue"]

    def _open_case(self, amount=200, **vals):
        case = self._create_request(
            "case",
            vals.pop("wallet", self.bond),
            amount=amount,
            account_id=self.account.id,
            **{
                "notice_date": date(2026, 3, 1),
                "attachment_ids": self._create_file().ids,
                **vals,
            },
        )
        case.action_submit()
        return case

    def test_decided_after_the_days_of_appeal(self):
        case = self._open_case(appeal_days=10)
        self._assert_wallet(500, 200, self.bond)
        for day in ("2026-03-01", "2026-03-11"):
            with freeze_time(day), self.assertRaisesRegex(UserError, "03/11/2026"):
                self._approve(case, self.first)
        with freeze_time("2026-03-12"):
            self._approve(case, self.first)
        self.assertEqual(case.state, "done")
        self._assert_wallet(300, 0, self.bond)
        entry = self.bond.entry_ids[:1]
        self.assertEqual((entry.kind, entry.amount), ("penalty", -200))
        line = case.move_id.line_ids.filtered(lambda x: x.account_id == self.account)
        self.assertEqual(line.credit, 200)
        self._assert_wallet(1000, 0)

    def test_needs_evidence_and_notice(self):
        with self.assertRaisesRegex(UserError, "evidence"):
            self._open_case(attachment_ids=[])
        for day in (False, "2026-03-02"):
            with self.assertRaisesRegex(UserError, "notice"):
                self._open_case(notice_date=day)

    def test_from_a_bond_only_and_not_more_than_it_has(self):
        with self.assertRaisesRegex(UserError, "is no bond"):
            self._open_case(wallet=self.wallet)
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._open_case(500.01)

    def test_four_eyes(self):
        case = self._open_case(appeal_days=0)
        with freeze_time("2026-03-02"), self.assertRaisesRegex(UserError, "else"):
            self._approve(case, self.finance)

    def test_dismissed(self):
        case = self._open_case()
        case.response = "T-Answer"
        self._refuse(case, self.first)
        self.assertEqual(case.state, "refused")
        self._assert_wallet(500, 0, self.bond)
        with self.assertRaises(UserError):
            case.response = "T-Late"

    def test_bond_never_pays_orders(self):
        with self.assertRaisesRegex(UserError, "is missing"), self.env.cr.savepoint():
            self._confirm((self.product, 11, 100))
        order = self._confirm((self.product, 10, 100))
        self.assertEqual(order.wallet_hold_ids.wallet_id, self.wallet)
        self._invoice(order)
        self._assert_wallet(0, 0)
        self._assert_wallet(500, 0, self.bond)

    def test_bond_is_refunded_when_the_relation_ends(self):
        with self.assertRaisesRegex(UserError, "when the relation ends"):
            self._refund(1, self.bond)
        self.dealer._begin_exit(date(2026, 3, 1), date(2026, 3, 1), "T-Leaves")
        refund = self._refund(500, self.bond)
        self.assertEqual(refund.due_date, self.dealer.refund_due_date)
        self._pay(self._approve(refund))
        self._assert_wallet(0, 0, self.bond)

    def test_open_case_is_deducted_from_the_refund(self):
        self._open_case()
        self.dealer._begin_exit(date(2026, 3, 1), date(2026, 3, 1), "T-Leaves")
        self.assertEqual(self.bond._get_refundable(), 300)
