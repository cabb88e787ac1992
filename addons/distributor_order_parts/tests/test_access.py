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

    def test_outsiders_do_nothing(self):
        orders = self._create_order(self.dealer) | self._create_order(self.dealer)
        stranger = new_test_user(self.env, "t-stranger", "base.group_portal")
        for step in ("action_merge", "action_unmerge", "action_split"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(orders[:1].with_user(stranger), step)()
