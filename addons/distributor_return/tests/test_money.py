# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from decimal import ROUND_HALF_UP, Decimal

from odoo.tests import tagged

from .common import ReturnCommon

CENT = Decimal("0.01")


def cents(value):
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


@tagged("post_install", "-at_install")
class TestMoney(ReturnCommon):
    """The wallet after any returns, against a calculation that knows no Odoo."""

    def _play(self, seed):
        dice = random.Random(seed)
        before = Decimal(str(self.wallet.balance))
        sold = [
            (
                dice.randint(2, 9),
                # in tenths, so that no discount ends between two cents
                Decimal(dice.randint(10, 999)) / 10,
                dice.choice([0, 0, 10, 30]),
            )
            for _line in range(dice.randint(1, 2))
        ]
        order = self._deliver(
            *(
                (self._create_goods(), quantity, float(price), discount)
                for quantity, price, discount in sold
            )
        )
        spent = sum(cents(q * p * (100 - d) / 100) for q, p, d in sold)
        self.assertEqual(cents(str(self.wallet.balance)), before - spent)
        left = [quantity for quantity, _price, _discount in sold]
        back = Decimal(0)
        for _time in range(2):
            asked = [dice.randint(0, most) for most in left]
            if not any(asked):
                continue
            expected = sum(
                cents(q * p * (100 - d) / 100)
                for q, (_all, p, d) in zip(asked, sold, strict=True)
            )
            record = self._give_back(order, *asked)
            self.assertEqual(cents(str(record.amount_credited)), expected, seed)
            back += expected
            left = [most - q for most, q in zip(left, asked, strict=True)]
        self.assertEqual(cents(str(self.wallet.balance)), before - spent + back)
        self.assertEqual([row.quantity for row in order._get_returnable()], left)
        self._assert_agree()

    def test_random_returns(self):
        for seed in range(5):
            with self.subTest(seed=seed):
                self._play(seed)
