# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor_wallet.tests.common import WalletCommon

TODAY = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class ProgramCommon(WalletCommon):
    """A distributor, and a programme: from 1,000 on 1 %, from 5,000 on 2 % in goods."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        frozen = freeze_time(TODAY)
        frozen.start()
        cls.addClassCleanup(frozen.stop)
        cls.approver = cls._create_user("approver", "finance")
        cls.reward_purpose = cls.company._get_wallet_purpose("reward")
        cls.reward_purpose.max_share = 100
        cls.rewards = cls.env["distributor.wallet"]._get_or_create(
            cls.dealer, cls.company.currency_id, cls.reward_purpose
        )
        # expected below: what a step says in a sentence depends on no other test
        cls.env["distributor.wallet.program"].sudo().search(
            [("company_id", "=", cls.company.id)]
        ).state = "closed"

    @classmethod
    def _create_user(cls, name, group):
        return new_test_user(
            cls.env,
            f"t-program-{name}",
            f"distributor.distributor_group_{group}",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _create_program(cls, *tiers, approve=True, **kw):
        """Make a programme; tiers are (threshold, percent[, fixed])."""
        program = cls.env["distributor.wallet.program"].create(
            {
                "name": "T-Programme",
                "company_id": cls.company.id,
                "purpose_id": cls.wallet.purpose_id.id,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
                "tier_ids": [
                    Command.create(
                        {
                            "threshold": threshold,
                            "percent": percent,
                            "fixed": fixed[0] if fixed else 0,
                        }
                    )
                    for threshold, percent, *fixed in tiers or [(1000, 1), (5000, 2)]
                ],
                **kw,
            }
        )
        if approve:
            program.with_user(cls.approver).action_approve()
        return program

    def _pay_out(self, amount):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.wallet.partner_id.id,
                "distributor_wallet_id": self.wallet.id,
                "amount": amount,
                "journal_id": self.bank.id,
                "date": TODAY,
            }
        )
        payment._post_wallet_top_up()
        return payment

    def _get_account_balance(self, name):
        account = self.company._get_reward_account(name)
        [(balance,)] = self.env["account.move.line"]._read_group(
            [("account_id", "=", account.id), ("parent_state", "=", "posted")],
            [],
            ["balance:sum"],
        )
        return self.company.currency_id.round(balance or 0.0)

    def _assert_agree(self):
        """Rewards, wallets and the books agree, as the wallets themselves do."""
        result = super()._assert_agree()
        lots = self.env["distributor.wallet.lot"]
        self.assertEqual(lots._get_lot_differences(self.company), [])
        granted = lots.search(
            [("company_id", "=", self.company.id), ("grant_id", "!=", False)]
        )
        self.assertAlmostEqual(
            self._get_account_balance("deferred"), sum(granted.mapped("remaining")), 2
        )
        return result

    def _assert_rewards(self, *remaining):
        """The lots hold these amounts, in the order in which they were made."""
        self.rewards.invalidate_recordset()
        lots = self.rewards.lot_ids.sorted("id")
        self.assertEqual(lots.mapped("remaining"), list(remaining))
        self.assertAlmostEqual(self.rewards.balance, sum(remaining), 2)
        self._assert_agree()
