# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import ProgramCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, ProgramCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        deciding = dict.fromkeys(("manager", "finance"), "rwcu")
        self._check_matrix(
            {
                "distributor.wallet.program": {**read, **deciding},
                "distributor.wallet.program.tier": {**read, **deciding},
                "distributor.wallet.grant": read,
                "distributor.wallet.lot": read,
                "distributor.wallet.lot.move": read,
                "distributor.wallet.program.preview": deciding,
                "distributor.wallet.program.preview.line": deciding,
            }
        )

    def test_other_company_is_invisible(self):
        program = self._create_program()
        self._top_up(1000)
        other = self._create_company(name="T-Other")
        stranger = self._create_user("stranger", "finance")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        lot = program.grant_ids.lot_ids
        for record in (
            program,
            program.tier_ids,
            program.grant_ids,
            lot,
            lot.move_ids,
        ):
            with self.assertRaises(AccessError):
                record.with_user(stranger).read(["id", "display_name"])

    def test_seller_of_an_order_uses_rewards_without_seeing_them(self):
        program = self._create_program()
        self._top_up(2000)
        seller = self._create_user("seller", "user")
        order = self._create_order(self.dealer, [(self.product, 1, 12)])
        order.with_user(seller).action_confirm()
        self._invoice(order)
        self._assert_rewards(8)
        with self.assertRaises(AccessError):
            program.grant_ids.with_user(seller).write({"owed": 5})
