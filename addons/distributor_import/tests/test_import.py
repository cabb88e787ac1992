# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import START, ImportCommon
from .files import edit, get_files


@tagged("-at_install", "post_install")
class TestImport(ImportCommon):
    def _assert_oracle(self, summary):
        expected = self.oracle
        self.assertEqual(summary["orders"], expected["orders"])
        self.assertEqual(summary["lines"], expected["lines"])
        self.assertEqual(summary["untaxed"], float(expected["untaxed"]))
        self.assertEqual(summary["entries"], expected["entries"])
        commission = summary["commission"]
        self.assertEqual(commission["total"], float(expected["total"]))
        self.assertEqual(
            commission["by_generation"],
            {key: float(value) for key, value in expected["generations"].items()},
        )
        self.assertEqual(
            commission["by_beneficiary"],
            {key: float(value) for key, value in expected["beneficiaries"].items()},
        )
        self.assertEqual(summary["wallet_differences"], 0)

    def test_whole_way(self):
        """Each order ends confirmed, delivered, invoiced and paid on its own day."""
        mails = self.env["mail.mail"].search_count([])
        self.assertEqual(self._load(), [])
        self._assert_oracle(self._get_summary())
        sales = self._get_sales()
        self.assertEqual(len(sales), 8)
        for sale in sales:
            day = sale.historic_date
            self.assertEqual(sale.state, "sale")
            self.assertEqual(sale.channel_state, "paid")
            self.assertEqual(sale.date_order.date(), day)
            self.assertEqual(sale.chain_ids.mapped("date"), [day] * len(sale.chain_ids))
            invoice = sale.invoice_ids
            self.assertEqual(invoice.invoice_date, day)
            self.assertEqual(invoice.amount_total, sale.amount_total)
            if sale.amount_total:
                self.assertEqual(invoice.payment_state, "paid")
            self.assertEqual(set(sale.picking_ids.mapped("state")), {"done"})
            for picking in sale.picking_ids:
                self.assertEqual(picking.date_done.date(), day)
                self.assertEqual({move.date.date() for move in picking.move_ids}, {day})
            self.assertEqual(sale.wallet_hold_ids.mapped("remaining"), [0.0])
        wallets = sales.distributor_id.wallet_ids
        self.assertEqual(set(wallets.mapped("balance")), {0.0})
        self._assert_agree()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_books_balance(self):
        """Receivables are settled; the bank holds what the orders were worth."""
        self._load()
        sales = self._get_sales()
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
                ("partner_id", "in", sales.partner_id.ids),
            ]
        )
        balances = {}
        for line in lines:
            kind = line.account_id.account_type
            balances[kind] = balances.get(kind, 0.0) + line.balance
        untaxed = float(self.oracle["untaxed"])
        self.assertAlmostEqual(balances.pop("income"), -untaxed, 2)
        self.assertAlmostEqual(balances.pop("asset_receivable"), 0, 2)
        self.assertAlmostEqual(balances.pop("liability_current"), 0, 2)
        self.assertAlmostEqual(sum(balances.values()), untaxed, 2)

    def test_second_run_creates_nothing(self):
        self._load()
        counts, summary = self._count(), self._get_summary()
        self.assertEqual(self._load(), [])
        self.assertEqual(self._count(), counts)
        self.assertEqual(self._get_summary(), summary)
        self.assertEqual([i.code for i in self._read().issues], [])

    def test_interrupted_run_goes_on(self):
        self._load(stop=5, batch=3)
        self.assertEqual(len(self._get_sales()), 6)
        self._load(batch=3)
        self._assert_oracle(self._get_summary())

    def test_batch_size_changes_nothing(self):
        self._load(batch=1)
        self._assert_oracle(self._get_summary())

    def test_refused_order_stands_alone(self):
        """One order that fails leaves no trace and stops no other."""
        create = type(self.env["sale.order"])._create_invoices
        error = UserError("T-O3 is refused")

        def refuse(orders, *args, **kwargs):
            if "T-O3" in orders.mapped("import_reference"):
                raise error
            return create(orders, *args, **kwargs)

        with patch.object(type(self.env["sale.order"]), "_create_invoices", refuse):
            refused = self._load()
        self.assertEqual(
            [(order.order_ref, order.line, reason) for order, reason in refused],
            [("T-O3", 4, "T-O3 is refused")],
        )
        self.assertEqual(len(self._get_sales()), 7)
        self.assertFalse(
            self.env["account.payment"].search(
                [("memo", "=", "T-O3"), ("company_id", "=", self.company.id)]
            )
        )
        self._assert_agree()
        self._load()
        self._assert_oracle(self._get_summary())

    def test_fault_is_not_swallowed(self):
        Orders = type(self.env["distributor.import.orders"])
        with (
            patch.object(Orders, "_deliver", side_effect=AttributeError("fault")),
            self.assertRaises(AttributeError),
        ):
            self._load()

    def test_distributors(self):
        self._load()
        distributors = self.env["distributor.distributor"].search(
            [("company_id", "=", self.company.id), ("code", "=like", "T-_1")]
        )
        dealer = distributors.filtered(lambda item: item.code == "T-D1")
        self.assertEqual(dealer.state, "active")
        self.assertEqual(dealer.date_start, date(2023, 1, 31))
        self.assertEqual(dealer.territory_id.code, "T-FR")
        self.assertEqual(dealer.partner_id.city, "Marseille")
        self.assertEqual(
            dealer.partner_id.child_ids.mapped("name")[:1], ["Laurence Lebihan"]
        )
        chain = dealer._get_chain(date(2023, 1, 31))
        self.assertEqual(
            [item.code for item in chain], ["T-D1", "T-C1", "T-R1", "T-M1"]
        )

    def test_order_fields(self):
        self._load()
        sale = self._get_sales("T-O3")
        self.assertEqual(sale.client_order_ref, "T-O3")
        self.assertEqual(sale.import_freight, 11.61)
        self.assertEqual(sale.amount_total, 702.0)
        self.assertEqual(sale.partner_shipping_id.city, "Hamburg")
        self.assertEqual(
            sale.partner_shipping_id, self._get_sales("T-O8").partner_shipping_id
        )
        own = self._get_sales("T-O2")
        self.assertEqual(own.partner_shipping_id, own.partner_id)
        product = sale.order_line.product_id
        self.assertEqual(product.default_code, "T-IMP-3")
        self.assertEqual((product.type, product.is_storable), ("consu", False))
        self.assertEqual(product.categ_id.name, "T-Seafood")

    def test_update_field_by_field(self):
        self._load()
        files = edit("products", "T-Dairy,21.35", "T-Dairy,23")
        files["distributors"] = files["distributors"].replace(
            b"Marseille,13008", b"Aix,13100"
        )
        files["distributors"] = files["distributors"].replace(
            b"dealer,T-R1,T-DE", b"dealer,T-C1,T-FR"
        )
        self.assertEqual(self._load(files), [])
        distributors = self.env["distributor.distributor"].search(
            [("company_id", "=", self.company.id), ("code", "in", ("T-D1", "T-D2"))]
        )
        first, second = distributors.sorted("code")
        self.assertEqual((first.city, first.zip), ("Aix", "13100"))
        today = fields.Date.context_today(second)
        self.assertEqual(second.parent_id.code, "T-C1")
        self.assertEqual(second.territory_id.code, "T-FR")
        # nothing retroactive: the upline of the past stays
        self.assertEqual(second._get_upline_on(date(2024, 2, 29)).code, "T-R1")
        self.assertEqual(second._get_upline_on(today).code, "T-C1")
        product = self._get_sales("T-O2").order_line.product_id
        self.assertIn(23.0, product.mapped("list_price"))
        self._assert_oracle(self._get_summary())

    def test_terminated_distributor(self):
        files = get_files()
        del files["orders"], files["order_lines"]
        self._load(files)
        dealer = self.env["distributor.distributor"].search(
            [("company_id", "=", self.company.id), ("code", "=", "T-D2")]
        )
        self._terminate(dealer)
        codes = [(i.file, i.line, i.code) for i in self._read().errors]
        self.assertEqual(
            codes, [("orders.csv", 4, "not_active"), ("orders.csv", 9, "not_active")]
        )
        self.assertFalse(self._get_sales())

    def test_amount_that_would_differ_is_refused(self):
        """Rounding the total only makes 112.11 of lines that are 112.12."""
        self.company.tax_calculation_rounding_method = "round_globally"
        refused = self._load()
        self.assertEqual([order.order_ref for order, _reason in refused], ["T-O2"])
        self.assertIn("112.12", refused[0][1])
        self._assert_agree()

    def test_reference_is_unique(self):
        self._load()
        first, second = self._get_sales("T-O1", "T-O2")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            second.import_reference = first.import_reference
            self.env.flush_all()

    def test_plan_from_the_first_day(self):
        plans = self.env["distributor.commission.plan"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(plans.version_ids.mapped("state"), ["approved"])
        self.assertEqual(plans.version_ids.rule_ids.mapped("rate"), [5.0, 3.0, 2.0])
        said = "".join(plans.version_ids.message_ids.mapped("body"))
        self.assertIn("an import into a company without", said)
        self.assertEqual(self.runner._prepare_company(self.company, START), [])
