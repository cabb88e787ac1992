# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestMoney(TransactionCase):
    """Wallets, requests, top-ups and statements of the brand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.demo = cls.env["distributor.demo"].with_company(cls.company)

    def _search(self, model, code, *domain):
        return self.env[model].search(
            [
                ("company_id", "=", self.company.id),
                ("distributor_id.code", "=", code),
                *domain,
            ]
        )

    def _find_share(self, code, check):
        """Return the open quotation of a distributor whose plan passes a check."""

        def is_paid_so(order):
            shares, missing = order._plan_funding(order.amount_total)
            return not missing and check(shares)

        orders = self._search("sale.order", code, ("state", "=", "draft"))
        found = orders.filtered(is_paid_so)
        self.assertTrue(found, f"No quotation of {code} is paid this way.")
        return found[0]

    def test_no_difference(self):
        self.assertEqual(
            self.env["distributor.wallet"]._get_differences(self.company), []
        )

    def test_reward_pays_a_share(self):
        order = self._find_share(
            "S-XIHU",
            lambda shares: (
                [share.wallet.purpose_id.code for share in shares]
                == ["reward", "deposit"]
            ),
        )
        reward, _deposit = order._plan_funding(order.amount_total)[0]
        self.assertAlmostEqual(reward.amount, order.amount_total * 0.2, places=2)

    def test_programme_grants_goods_for_a_top_up(self):
        program = self.env["distributor.wallet.program"].search(
            [("company_id", "=", self.company.id), ("state", "=", "approved")]
        )
        self.assertEqual(program.granted, 120)
        reward = self._search(
            "distributor.wallet", "C-GZ", ("purpose_id.code", "=", "reward")
        )
        self.assertEqual(reward.balance, 120)

    def test_credit_pays_the_rest(self):
        order = self._find_share(
            "C-SZ",
            lambda shares: [share.on_credit for share in shares] == [False, True],
        )
        order.action_quotation_sent()
        order.action_confirm()
        self.assertTrue(order.wallet_hold_ids.filtered("on_credit"))

    def test_below_minimum(self):
        wallet = self._search("distributor.wallet", "C-HZ")
        self.assertTrue(wallet.filtered("is_below_minimum"))

    def test_bonds_stand_aside(self):
        for code in ("R-ZJ", "S-XIHU"):
            bond = self._search(
                "distributor.wallet", code, ("purpose_id.code", "=", "bond")
            )
            self.assertGreater(bond.balance, 0)

    def test_refund_waits_for_finance(self):
        refund = self._search("distributor.wallet.refund", "R-ZJ")
        self.assertEqual(refund.state, "half")
        self.assertEqual(refund.requester_id.login, "regional")
        with self.assertRaises(UserError):
            refund.with_user(self.demo._get_login("manager")).action_approve()
        refund.with_user(self.demo._get_login("finance")).action_approve()
        self.assertEqual(refund.state, "approved")

    def test_adjustment_and_freeze(self):
        adjustment = self._search("distributor.wallet.adjustment", "S-TIANYI")
        self.assertEqual(adjustment.state, "draft")
        freeze = self._search("distributor.wallet.freeze", "C-GZ")
        self.assertEqual(freeze.state, "active")
        self.assertEqual(freeze.wallet_id.held, freeze.amount)

    def test_topups(self):
        waiting = self._search("distributor.topup", "C-HZ", ("state", "=", "waiting"))
        self.assertTrue(waiting.name.startswith("TU-"))
        self.assertTrue(waiting._get_bank_accounts())
        paid = self._search("distributor.topup", "S-XIHU", ("state", "=", "paid"))
        self.assertTrue(paid.match_ids.automatic)
        self.assertEqual(paid.amount_received, paid.amount)
        match = self._search("distributor.topup.match", "S-PINGJIANG")
        self.assertEqual(match.state, "open")
        self.assertFalse(match.topup_id)

    def test_statements(self):
        found = {}
        made = self.env["distributor.statement"].search(
            [("company_id", "=", self.company.id), ("state", "!=", "draft")]
        )
        for one in made:
            self.assertEqual(one.date_end, one.date_start + relativedelta(day=31))
            found.setdefault(one.distributor_id.code, set()).add(one.state)
        self.assertEqual(found["R-ZJ"], {"confirmed"})
        self.assertEqual(found["S-XIHU"], {"confirmed", "sent"})
        self.assertEqual(found["C-HZ"], {"disputed"})
        self.assertFalse(made._get_seal_problems())
