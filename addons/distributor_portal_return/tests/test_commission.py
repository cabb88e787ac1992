# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.distributor_commission.tests.common import CommissionCommon
from odoo.addons.distributor_return.tests.common import ReturnFactory


@tagged("post_install", "-at_install")
class TestCommission(ReturnFactory, CommissionCommon):
    """From the order to the return: the deposit and the whole chain, to the cent.

    T-C earns 5 %, T-R 3 % and T-M 2 % of what T-D buys.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_manager("t-chain-manager", cls.company)
        cls.reason = cls._create_reason()
        cls.delivered = cls._create_goods("T-Delivered", type="consu")
        cls.delivered.invoice_policy = "delivery"
        cls.start = cls.wallet.balance

    def _get_spent(self):
        return Decimal(f"{self.start - self.wallet.balance:.2f}")

    def test_full_return_restores_all(self):
        order = self._deliver((self.delivered, 7, 14.99), (self.product, 3, 0.33))
        self.assertEqual(self._get_spent(), Decimal("105.92"))
        self._assert_amounts(
            self._get_entries(order=order), C="5.30", R="3.18", M="2.12"
        )
        self._give_back(order, 7)
        self.assertEqual(self._get_spent(), Decimal("0.99"))
        self._assert_amounts(
            self._get_entries(order=order), C="0.05", R="0.03", M="0.02"
        )
        self._assert_agree()

    def test_thirds(self):
        order = self._deliver((self.delivered, 3, 33.35))
        self._assert_amounts(
            self._get_entries(order=order), C="5.00", R="3.00", M="2.00"
        )
        self._create_version(self.plan, [(1, 50.0)], date(2026, 2, 10))
        expected = [
            ("66.70", "3.33", "2.00", "1.33"),
            ("33.35", "1.66", "1.00", "0.66"),
        ]
        for spent, *sums in expected:
            self._give_back(order, 1)
            self.assertEqual(self._get_spent(), Decimal(spent))
            amounts = self._get_amounts(self._get_entries(order=order))
            for code, amount in zip("CRM", sums, strict=True):
                self.assertAlmostEqual(
                    amounts[f"T-{code}"], Decimal(amount), delta=0.01
                )
        self._give_back(order, 1)
        self.assertEqual(self._get_spent(), 0)
        self._assert_amounts(self._get_entries(order=order), C=0, R=0, M=0)
        self._assert_agree()

    def test_original_rates_after_a_move(self):
        order = self._deliver((self.delivered, 4, 100))
        other = self._create_distributor("T-C2", "country", self.regional)
        self.dealer._set_upline(other, self.dealer._get_today())
        self._create_version(self.plan, [(1, 50.0)], date(2026, 2, 10))
        record = self._give_back(order, 1)
        self._assert_amounts(
            self._get_entries(record.credit_note_ids), C=-5, R=-3, M=-2
        )

    def test_without_goods(self):
        self.reason.goods_back = False
        order = self._deliver((self.delivered, 4, 100))
        record = self._ask(order, 1)
        record.with_user(self.manager).action_approve()
        record.credit_note_ids.action_post()
        self._assert_amounts(self._get_entries(order=order), C=15, R=9, M=6)
        self.assertEqual(self._get_spent(), 300)
