# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models

#: code, credit limit, minimum balance, why
LIMITS = (
    ("C-HZ", 0, 40000, "Minimum of a city agent 城市代理最低预存"),
    ("C-SZ", 20000, 0, "Pays in time since three years 三年来按时付款"),
)


class DistributorDemoWallets(models.AbstractModel):
    _name = "distributor.demo.wallets"
    _description = "Wallets of the Demo Brand"

    def _make_wallets(self, company):
        """Rewards, bonds, limits, and what finance has to decide about money."""
        self._make_reward(company, "S-XIHU", 1200, "Autumn rebate 秋季销售返利")
        self._make_bonds(company)
        self._set_limits(company)
        self._quote_from_wallets(company)
        self._make_refund(company)
        self._make_adjustment(company)
        self._freeze(company)

    def _get_wallet(self, company, code, purpose="deposit"):
        return self.env["distributor.wallet"]._get_or_create(
            self._find("distributor.distributor", company, code),
            company.currency_id,
            company._get_wallet_purpose(purpose),
        )

    def _get_expense_account(self, company):
        accounts = self.env["account.account"].with_company(company)
        expenses = accounts.search(
            [
                ("company_ids", "in", company.ids),
                ("account_type", "=", "expense"),
            ]
        )
        return expenses.filtered(lambda a: "Sales" in a.name)[:1] or expenses[:1]

    def _make_reward(self, company, code, amount, reason):
        """Grant goods for what was bought, as a journal entry."""
        wallet = self._get_wallet(company, code, "reward")
        journal = self.env["account.journal"].search(
            [("company_id", "=", company.id), ("type", "=", "general")], limit=1
        )
        expense = self._get_expense_account(company)
        self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "date": self._get_today(),
                "ref": reason,
                "distributor_wallet_kind": "reward",
                "line_ids": [
                    fields.Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": wallet.partner_id.id,
                            "name": reason,
                            "balance": sign * amount,
                        }
                    )
                    for account, sign in ((wallet.account_id, -1), (expense, 1))
                ],
            }
        ).action_post()

    def _make_bonds(self, company):
        """Bonds that stand aside, and a region that paid ahead last month."""
        journal = self.env["distributor.import.runner"]._get_journal(company)
        month = self._get_today() - relativedelta(months=1, day=1)
        for code, purpose, amount, day, memo in (
            ("R-ZJ", "bond", 20000, 8, "Security bond 保证金"),
            ("R-ZJ", "deposit", 12000, 8, f"TT {month:%Y-%m} R-ZJ"),
            ("S-XIHU", "bond", 3000, 15, "Security bond 保证金"),
        ):
            self._get_wallet(company, code, purpose)._top_up(
                amount, journal, month + relativedelta(day=day), memo
            )

    def _set_limits(self, company):
        wizard = self.env["distributor.wallet.limit"]
        for code, credit, minimum, reason in LIMITS:
            wizard.with_user(self._get_login("finance")).create(
                {
                    "wallet_id": self._get_wallet(company, code).id,
                    "credit_limit": credit,
                    "minimum_balance": minimum,
                    "reason": reason,
                }
            ).action_confirm()

    def _quote_from_wallets(self, company):
        """One is paid from reward and deposit, one from deposit and credit."""
        self._quote(company, "S-XIHU", ("BLC-100", 12), ("QM-150", 6))
        self._quote(company, "C-SZ", ("PE-357", 36), ("DHP-100", 36))

    def _make_refund(self, company):
        """A region asks in its portal; one of two persons has approved."""
        wallet = self._get_wallet(company, "R-ZJ")
        bank = self._make_bank_account(
            wallet.partner_id, "招商银行杭州分行", "5719 0555 0103 801"
        )
        # trusted by somebody who may, so that money goes there
        bank.with_user(self.env.ref("base.user_admin")).allow_out_payment = True
        refund = wallet.with_user(self._get_login("regional"))._ask_refund(
            5000, bank, "Hangzhou orders for us from now on 今后由杭州代理订货"
        )
        refund.with_user(self._get_login("manager")).action_approve()

    def _make_bank_account(self, partner, bank_name, number):
        bank = self.env["res.bank"].search([("name", "=", bank_name)], limit=1)
        bank = bank or bank.create({"name": bank_name})
        return self.env["res.partner.bank"].create(
            {
                "partner_id": partner.id,
                "acc_number": number,
                "bank_id": bank.id,
            }
        )

    def _make_adjustment(self, company):
        self.env["distributor.wallet.adjustment"].with_user(
            self._get_login("finance")
        ).create(
            {
                "wallet_id": self._get_wallet(company, "S-TIANYI").id,
                "amount": 128,
                "account_id": self._get_expense_account(company).id,
                "date": self._get_today(),
                "reason": "Freight was charged twice 运费重复扣款，退回",
            }
        )

    def _freeze(self, company):
        self.env["distributor.wallet.freeze"].with_user(
            self._get_login("finance")
        ).create(
            {
                "wallet_id": self._get_wallet(company, "C-GZ").id,
                "amount": 3000,
                "reason": "Foshan says tea was sold in its territory; until it is"
                " clear 佛山投诉跨区销售，核实前暂扣",
            }
        ).action_freeze()
