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
    def _set_up_books(cls):
        """Do what account's class does once there is a company, as far as it is used.

        The taxes, products, terms, roundings and users it makes besides take a third of
        the time of a class of tests, and nothing here asks for them.
        """
        cls.maxDiff = None
        cls.company_data = cls.collect_company_accounting_data(cls.env.company)
        category = cls.product_category.with_company(cls.env.company)
        for kind, name in (("income", "revenue"), ("expense", "expense")):
            account = cls.company_data[f"default_account_{name}"]
            category[f"property_account_{kind}_categ_id"] = account
        cls.tax_number = 0
        cls.tax_sale_a = cls.company_data["default_tax_sale"]
        cls.tax_purchase_a = cls.company_data["default_tax_purchase"]
        # what account's factories take when nothing is said
        cls.partner_a = cls.env["res.partner"].create({"name": "partner_a"})
        cls.product_a = cls.product_b = cls.product
        cls.bank = cls.company_data["default_journal_bank"]
        template = cls.env["account.chart.template"]
        for way, side in (("inbound", "debit"), ("outbound", "credit")):
            line = cls.bank[f"{way}_payment_method_line_ids"][:1]
            line.payment_account_id = template.ref(
                f"account_journal_payment_{side}_account_id", raise_if_not_found=False
            )

    @classmethod
    def setUpClass(cls):
        # the classes after account's
        super(AccountTestInvoicingCommon, cls).setUpClass()  # pylint: disable=bad-super-call
        cls._set_up_books()
        cls.company = cls.env.company
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
