# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CommissionCommon

MARCH = date(2026, 3, 1)


@tagged("post_install", "-at_install")
@freeze_time("2026-05-10")
class TestSettlementCarried(CommissionCommon):
    """A month in which more came back than was sold goes into the next ones."""

    def test_credit_note_after_settlement_is_carried(self):
        invoice = self._sell((self.product, 10, 100))
        february = self._settle()
        self._release(february)
        february.action_bill()
        # March: 400 come back; April: 300 are sold
        self._refund(invoice, date(2026, 3, 10), [4])
        march = self._settle(MARCH)
        negative = self._of(march, self.country)
        self.assertEqual((negative.amount_total, negative.outcome), (-20.0, "carry"))
        self._release(negative)
        self.assertEqual(negative.state, "closed")
        with self.assertRaisesRegex(UserError, "nothing to bill"):
            negative.action_bill()
        self._sell((self.product, 5, 100), day=date(2026, 4, 3))
        april = self._of(self._settle(date(2026, 4, 1)), self.country)
        self.assertEqual(negative.carried_to_id, april)
        self.assertEqual(
            (april.amount_lines, april.amount_carried, april.amount_total),
            (25.0, -20.0, 5.0),
        )
        self._release(april)
        april.action_bill()
        self.assertEqual(april.bill_id.amount_total, 5.0)
        self.assertEqual(
            sorted(april.bill_id.invoice_line_ids.mapped("price_subtotal")),
            [-20.0, 25.0],
        )
        self.assertIn(negative.name, april.bill_id.invoice_line_ids[1].name)
        # all that was billed equals all that was earned
        billed = (february | april).filtered(lambda s: s.beneficiary_id == self.country)
        self.assertEqual(
            sum(billed.bill_id.mapped("amount_total")),
            sum(
                self.entries.search([("beneficiary_id", "=", self.country.id)]).mapped(
                    "amount"
                )
            ),
        )

    def test_negative_is_carried_until_it_is_used_up(self):
        invoice = self._sell((self.product, 10, 100))
        self._settle()
        self._refund(invoice, date(2026, 3, 10))
        march = self._of(self._settle(MARCH), self.country)
        self._sell((self.product, 1, 100), day=date(2026, 4, 3))
        with freeze_time("2026-06-02"):
            april = self._of(self._settle(date(2026, 4, 1)), self.country)
            self.assertEqual((april.amount_total, april.outcome), (-45.0, "carry"))
            self._sell((self.product, 20, 100), day=date(2026, 5, 3))
            may = self._of(self._settle(date(2026, 5, 1)), self.country)
            self.assertEqual(may.amount_total, 55.0)
            with self.assertRaisesRegex(UserError, "cancel that one first"):
                april.action_cancel()
            may.action_cancel()
            april.action_cancel()
            self.assertFalse(march.carried_to_id)
