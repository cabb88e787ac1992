# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.common import DistributorCommon
from odoo.addons.distributor.tests.test_access import AccessMatrix


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, DistributorCommon):
    def test_matrix(self):
        ask = dict.fromkeys(("user", "manager", "finance", "salesman"), "rwcu")
        self._check_matrix(
            {"distributor.order.split": ask, "distributor.order.split.line": ask}
        )

    def test_nobody_says_what_an_order_was_a_part_of(self):
        one, two = (self._create_order(self.dealer) for _number in range(2))
        clerk = new_test_user(
            self.env, "t-clerk", "distributor.distributor_group_manager"
        )
        orders = self.env["sale.order"].with_user(clerk)
        partner = {"partner_id": self.dealer.partner_id.id}
        for name in ("split_from_id", "split_root_id"):
            label = orders._fields[name].string
            for value in (two.id, False):
                with self.assertRaisesRegex(AccessError, label):
                    one.with_user(clerk).write({name: value})
            with self.assertRaisesRegex(AccessError, label):
                orders.create({**partner, name: two.id})
            with self.assertRaisesRegex(AccessError, label):
                orders.with_context(**{f"default_{name}": two.id}).create(partner)
        self.assertTrue(orders.create({**partner, "split_root_id": False}))

    def test_outsiders_do_nothing(self):
        orders = self._create_order(self.dealer) | self._create_order(self.dealer)
        stranger = new_test_user(self.env, "t-stranger", "base.group_portal")
        for step in ("action_merge", "action_unmerge", "action_split"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(orders[:1].with_user(stranger), step)()
