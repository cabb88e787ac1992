# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.tests import new_test_user, tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.distributor.tests.common import DistributorFactory


@tagged("post_install", "-at_install")
class WalletCommon(DistributorFactory, AccountTestInvoicingCommon):
    PREPAID = True

    @classmethod
    def get_default_groups(cls):
        return (
            super().get_default_groups()
            | cls.env.ref("sales_team.group_sale_manager")
            | cls.env.ref("distributor.distributor_group_manager")
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.bank = cls.company_data["default_journal_bank"]
        cls.product = cls.env["product.product"].create(
            {
                "name": "T-Product",
                "list_price": 100.0,
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": False,
            }
        )
        cls._create_channel()
        cls.wallet = cls.env["distributor.wallet"]._get_or_create(
            cls.dealer, cls.company.currency_id
        )
        cls.finance = new_test_user(
            cls.env,
            "t-finance",
            "distributor.distributor_group_finance",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    @classmethod
    def _top_up(cls, amount, wallet=None, day=None):
        return (wallet or cls.wallet)._top_up(
            amount, cls.bank, day or date(2026, 1, 15)
        )

    @classmethod
    def _confirm(cls, *lines, distributor=None):
        order = cls._create_order(distributor or cls.dealer, list(lines) or None)
        order.action_confirm()
        return order

    @classmethod
    def _invoice(cls, orders, day=None):
        invoices = orders._create_invoices()
        invoices.invoice_date = day or date(2026, 2, 1)
        invoices.action_post()
        return invoices

    def _assert_agree(self):
        """Balance, entries, holds and ledger agree for each wallet of the company.

        What the database checks at the end of a transaction is checked now.
        """
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")
        self.assertEqual(
            self.env["distributor.wallet"]._get_differences(self.company), []
        )

    def _assert_wallet(self, balance, held, wallet=None):
        wallet = wallet or self.wallet
        self.assertEqual((wallet.balance, wallet.held), (balance, held))
        self._assert_agree()
