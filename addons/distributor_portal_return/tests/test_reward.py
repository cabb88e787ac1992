# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_return.tests.common import ReturnFactory
from odoo.addons.distributor_wallet_program.tests.common import ProgramCommon


@tagged("post_install", "-at_install")
class TestReward(ReturnFactory, ProgramCommon):
    """What a reward paid goes back to the very lot it came from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._create_user("return-manager", "manager")
        cls.reason = cls._create_reason()
        cls.goods = cls._create_goods()

    def test_lot_is_filled_again(self):
        self._create_program((1000, 10))
        self._top_up(1000)
        self._assert_rewards(100)
        order = self._deliver((self.goods, 4, 100))
        self._assert_rewards(0)
        self._assert_wallet(700, 0)
        record = self._give_back(order, 4)
        self._assert_rewards(100)
        self._assert_wallet(1000, 0)
        self.assertEqual(
            dict(record._get_returned_money()), {self.wallet: 300, self.rewards: 100}
        )

    def test_part_refills_what_was_used_last(self):
        self._create_program((1000, 10))
        self._top_up(1000)
        order = self._deliver((self.goods, 4, 100))
        self._give_back(order, 1)
        self._assert_rewards(0)
        self._assert_wallet(800, 0)
        self._give_back(order, 3)
        self._assert_rewards(100)
        self._assert_wallet(1000, 0)
