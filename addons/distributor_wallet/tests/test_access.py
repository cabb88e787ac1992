# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import WalletCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, WalletCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.wallet": read,
                "distributor.wallet.entry": read,
                "distributor.wallet.hold": read,
                "distributor.wallet.capture": read,
                "distributor.wallet.ledger": {"finance": "r"},
                "distributor.wallet.purpose": {**read, "finance": "rwc"},
                "distributor.wallet.check": {"finance": "rwcu"},
                "distributor.wallet.check.line": {"finance": "rwcu"},
                "distributor.wallet.check.total": {"finance": "rwcu"},
                "distributor.wallet.opening": {"finance": "rwcu"},
                "distributor.wallet.opening.line": {"finance": "rwcu"},
                "distributor.wallet.topup": {"finance": "rwcu"},
            }
        )

    def test_wallets_for_other_systems(self):
        self._top_up(500)
        order = self._confirm((self.product, 3, 100))
        answer = self.dealer.with_user(self.finance).get_wallets()
        self.assertEqual(
            answer,
            [
                {
                    "distributor": "T-D",
                    "purpose": "deposit",
                    "currency": self.company.currency_id.name,
                    "balance": 500,
                    "held": 300,
                    "available": 200,
                    "credit_limit": 0,
                    "credit_held": 0,
                    "state": "open",
                    "funded": [
                        {"document": order.name, "kind": "order", "amount": 300}
                    ],
                }
            ],
        )
        for login in ("base.public_user", "base.default_user"):
            user = self.env.ref(login, raise_if_not_found=False)
            if user:
                with self.assertRaises(AccessError):
                    self.dealer.with_user(user).get_wallets()

    def test_only_finance_tops_up(self):
        manager = new_test_user(
            self.env,
            "t-manager",
            "distributor.distributor_group_manager",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        with self.assertRaises(AccessError):
            self.env["distributor.wallet.topup"].with_user(manager).create(
                {"wallet_id": self.wallet.id, "amount": 10}
            )

    def test_salesman_confirms_without_seeing_the_wallet(self):
        self._top_up(500)
        seller = new_test_user(
            self.env,
            "t-seller",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )
        order = self._create_order(self.dealer, [(self.product, 3, 100)])
        order.with_user(seller).action_confirm()
        self._assert_wallet(500, 300)
        with self.assertRaises(AccessError):
            self.wallet.with_user(seller).read(["balance"])

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        wallet = self.env["distributor.wallet"]._get_or_create(
            foreign, other.currency_id
        )
        with self.assertRaises(AccessError):
            wallet.with_user(self.finance).read(["balance"])
