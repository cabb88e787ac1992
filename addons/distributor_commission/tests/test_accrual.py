# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CommissionCommon


@tagged("post_install", "-at_install")
class TestAccrual(CommissionCommon):
    def test_three_generations(self):
        invoice = self._sell((self.product, 10, 100))
        entries = self._get_entries(invoice)
        self._assert_amounts(entries, C=50, R=30, M=20)
        self.assertEqual(entries.mapped("generation"), [1, 2, 3])
        self.assertEqual(entries.mapped("rate"), [5.0, 3.0, 2.0])
        self.assertEqual(set(entries.mapped("basis")), {1000.0})
        self.assertEqual(entries.buyer_id, self.dealer)
        self.assertEqual(entries.order_id, invoice.line_ids.sale_line_ids.order_id)
        self.assertEqual(entries.version_id, self.version)
        self.assertEqual(set(entries.mapped("date")), {date(2026, 2, 1)})
        self.assertEqual(set(entries.mapped("payable_date")), {date(2026, 2, 1)})
        # the 15th is a Sunday
        self.assertEqual(set(entries.mapped("expected_date")), {date(2026, 3, 16)})
        chain = self.dealer | self.country | self.regional | self.master
        self.assertEqual(
            [link[1] for link in entries.source_id.chain],
            [distributor.id for distributor in chain],
        )
        self.assertEqual(
            (invoice.commission_count, invoice.commission_amount), (3, 100)
        )

    def test_missing_generations(self):
        invoice = self._sell((self.product, 1, 100), distributor=self._prepay("R"))
        self._assert_amounts(self._get_entries(invoice), M=5)
        invoice = self._sell((self.product, 1, 100), distributor=self._prepay("M"))
        self.assertFalse(self._get_entries(invoice))

    def _prepay(self, code):
        found = {"R": self.regional, "M": self.master}[code]
        found.prepaid = False
        return found

    def test_no_distributor_no_entry(self):
        partner = self.env["res.partner"].create({"name": "T-Walk-in"})
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "order_line": [Command.create({"product_id": self.product.id})],
            }
        )
        order.action_confirm()
        self.assertFalse(self._get_entries(self._invoice(order)))

    def test_rounding_by_line(self):
        # 5 % of 0.10 is half a cent: up, on each line by itself
        invoice = self._sell((self.product, 1, 0.1), (self.product, 1, 0.1))
        self._assert_amounts(self._get_entries(invoice), C="0.02")

    def test_narrow_rules(self):
        category = self.env["product.category"].create(
            {"name": "T-Tea", "parent_id": self.product.categ_id.id}
        )
        tea = self._create_goods("T-Oolong", categ_id=category.id)
        special = self._create_goods("T-Gift", categ_id=category.id)
        self._create_version(
            self.plan,
            [
                (1, 5.0),
                (1, 4.0, {"categ_id": category.id}),
                (1, 3.0, {"product_id": special.id}),
                (2, 2.0, {"level_id": self._get_level("store").id}),
            ],
            date(2026, 2, 1),
        )
        invoice = self._sell(*((p, 1, 100) for p in (self.product, tea, special)))
        entries = self._get_entries(invoice)
        # nobody for generation 2: the regional is no store
        self._assert_amounts(entries, C=12)
        self.assertEqual(entries.mapped("rate"), [5.0, 4.0, 3.0])
        self.assertEqual(entries[2].explanation_rules.count("<li>"), 2)

    def test_version_of_the_invoice_date(self):
        self._create_version(self.plan, [(1, 10.0)], date(2026, 3, 1))
        before = self._sell((self.product, 1, 100), day=date(2026, 2, 28))
        after = self._sell((self.product, 1, 100), day=date(2026, 3, 1))
        self._assert_amounts(self._get_entries(before), C=5, R=3, M=2)
        self._assert_amounts(self._get_entries(after), C=10)

    def test_no_plan_no_entry(self):
        invoice = self._sell((self.product, 1, 100), day=date(2019, 12, 31))
        self.assertFalse(self._get_entries(invoice))

    def test_move_after_confirmation_changes_nothing(self):
        order = self._confirm((self.product, 1, 100))
        other = self._create_distributor("T-C2", "country", self.regional)
        self.dealer._set_upline(other, self.dealer._get_today())
        self._assert_amounts(self._get_entries(self._invoice(order)), C=5, R=3, M=2)

    @mute_logger("odoo.sql_db")
    def test_same_event_twice(self):
        invoice = self._sell((self.product, 1, 100))
        booking = self.env["distributor.commission.booking"]
        self.assertFalse(booking._book_posted(invoice))
        source = self._get_entries(invoice).source_id
        self.assertEqual(len(source), 1)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            source.sudo().copy()
            self.env.flush_all()
        self.assertEqual(len(self._get_entries(invoice)), 3)

    def test_many_invoices_at_once(self):
        orders = self.env["sale.order"]
        for number in range(1, 6):
            orders |= self._create_order(self.dealer, [(self.product, number, 100)])
        orders.action_confirm()
        invoices = self.env["account.move"]
        for order in orders:
            invoices |= order._create_invoices()
        invoices.invoice_date = date(2026, 2, 1)
        invoices._post()
        self.assertEqual(len(self._get_entries(invoices)), 15)
        self._assert_amounts(self._get_entries(invoices), C=75, R=45, M=30)

    def test_discount_line_lowers_the_commission(self):
        invoice = self._sell((self.product, 1, 1000), (self.product, 1, -100))
        self._assert_amounts(self._get_entries(invoice), C=45, R=27, M=18)

    def test_down_payment_earns_on_the_final_invoice(self):
        order = self._confirm((self.product, 10, 100))
        wizard = (
            self.env["sale.advance.payment.inv"]
            .with_context(active_ids=order.ids, active_model="sale.order")
            .create({"advance_payment_method": "percentage", "amount": 30})
        )
        down = wizard._create_invoices(order)
        down.invoice_date = date(2026, 1, 20)
        down.action_post()
        self.assertFalse(self._get_entries(down))
        final = order._create_invoices(final=True)
        final.invoice_date = date(2026, 2, 1)
        final.action_post()
        self.assertEqual(final.amount_untaxed, 700)
        self._assert_amounts(self._get_entries(final), C=50, R=30, M=20)

    def test_untaxed_in_company_currency(self):
        euro = self.setup_other_currency("EUR", rates=[("2020-01-01", 2.0)])
        tax = self.company_data["default_tax_sale"]
        pricelist = self.env["product.pricelist"].create(
            {"name": "T-EUR", "currency_id": euro.id, "company_id": self.company.id}
        )
        self.dealer.prepaid = False
        order = self._create_order(
            self.dealer, [(self.product, 1, 100)], pricelist_id=pricelist.id
        )
        order.order_line.tax_ids = tax
        order.action_confirm()
        invoice = self._invoice(order)
        self.assertEqual(invoice.currency_id, euro)
        entries = self._get_entries(invoice)
        self.assertEqual(entries.currency_id, self.company.currency_id)
        self.assertEqual(set(entries.mapped("basis")), {50.0})
        self._assert_amounts(entries, C="2.5", R="1.5", M=1)

    def test_terms_in_force_are_read_once(self):
        booking = self.env["distributor.commission.booking"]
        self.assertEqual(booking._get_terms(self.version.id).freeze_days, 0)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(2):  # company and currency
            booking._get_terms(self.version.id)
        draft = self._create_version(
            self.plan, [(1, 4.0)], day=date(2026, 3, 1), approve=False
        )
        self.assertEqual(booking._get_terms(draft.id).freeze_days, 0)
        draft.freeze_days = 5
        self.assertEqual(booking._get_terms(draft.id).freeze_days, 5)
        draft.sudo().action_approve()
        terms = booking._get_terms(draft.id)
        self.assertEqual((terms.freeze_days, len(terms.ruleset.rules)), (5, 1))

    def test_queries_do_not_grow_with_lines(self):
        counts = []
        for size in (1, 30):
            order = self._confirm(*[(self.product, 1, 100)] * size)
            invoice = order._create_invoices()
            invoice.invoice_date = date(2026, 2, 1)
            self.env["distributor.commission.version"]._get_applying(
                self.company.id, date(2026, 2, 1)
            )._get_ruleset()
            invoice.state = "posted"
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.env["distributor.commission.booking"]._book_posted(invoice)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 4, "facts and entries, no more")
