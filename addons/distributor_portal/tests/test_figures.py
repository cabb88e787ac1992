# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from odoo.tests import tagged

from odoo.addons.distributor_portal.models.distributor_commission_portal_page import (
    Filters,
)
from odoo.addons.distributor_portal.models.page_words import PageWords

from .common import HOME, PAGES, RATES, PortalCommon, select


@tagged("post_install", "-at_install")
class TestFigures(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chain = (cls.dealer, cls.country, cls.regional, cls.master)
        cls._sell(cls.dealer, 333.33, 100.1)
        cls._sell(cls.country, 210.7)
        cls._sell(cls.dealer, 900, day=cls.last_month)
        returned = cls._sell(cls.sibling, 199.9)
        cls._credit(returned.invoice_ids)
        cls.waiting = cls._confirm((cls.goods, 3, 50), distributor=cls.country)
        cls._confirm((cls.goods, 1, 70), distributor=cls.country)._action_cancel()
        cls._create_order(cls.country, [(cls.goods, 1, 10)])

    @classmethod
    def _credit(cls, invoice):
        wizard = (
            cls.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id, "date": cls.today})
        )
        credit = cls.env["account.move"].browse(wizard.reverse_moves()["res_id"])
        credit.invoice_date = cls.today
        credit.action_post()

    def _get_expected_commission(self):
        """Return {distributor: (sum, orders)} of this month from invoices alone."""
        uplines = {
            self.sibling: self.chain[1:],
            **{node: self.chain[i:] for i, node in enumerate(self.chain, 1)},
        }
        amounts, orders = defaultdict(Decimal), defaultdict(set)
        moves = self.env["account.move"].search(
            [
                ("company_id", "=", self.company.id),
                ("move_type", "in", ("out_invoice", "out_refund")),
                ("invoice_date", ">=", self.month),
                ("state", "=", "posted"),
            ]
        )
        for line in moves.invoice_line_ids:
            sign = 1 if line.move_id.move_type == "out_invoice" else -1
            buyer = self.distributors.filtered(
                lambda d, line=line: d.partner_id == line.move_id.partner_id
            )
            for step, upline in enumerate(uplines[buyer], 1):
                exact = Decimal(str(line.price_subtotal)) * RATES[step] / 100
                rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
                amounts[upline] += sign * rounded
                orders[upline] |= set(line.sale_line_ids.order_id.ids)
        return {node: (float(amounts[node]), len(orders[node])) for node in amounts}

    def _get_expected_deposit(self, distributor):
        """Return (available, held) from journal items and orders alone."""
        account = self.company._get_wallet_purpose().account_id
        items = self.env["account.move.line"].search(
            [
                ("account_id", "=", account.id),
                ("parent_state", "=", "posted"),
                ("partner_id", "=", distributor.partner_id.id),
            ]
        )
        held = sum(
            order.amount_total
            for order in self.env["sale.order"].search(
                [("partner_id", "=", distributor.partner_id.id), ("state", "=", "sale")]
            )
            if not order.invoice_ids
        )
        return round(-sum(items.mapped("balance")) - held, 2), held

    def test_figures_equal_the_books(self):
        expected = self._get_expected_commission()
        self.assertEqual(len(expected), 3)
        for distributor in self.distributors:
            with self.subTest(distributor.code):
                self._login(distributor)
                page = self._open(HOME)
                amount, orders = expected.get(distributor, (0.0, 0))
                self.assertEqual(self._money(page, "a[name=commission]"), [amount])
                text = self._text(page, "a[name=commission]")
                self.assertIn(f"from {orders} orders" if orders else "No sale", text)
                self.assertEqual(
                    self._money(page, "a[name=wallet]"),
                    list(self._get_expected_deposit(distributor)),
                )

    def test_waiting(self):
        self._login(self.country)
        page = self._open(HOME)
        value = self._text(page, "a[name=waiting] .o_distributor_portal_value")
        self.assertEqual(value, "1")
        self.assertEqual(self._money(page, "a[name=waiting]"), [150.0])
        move = self.waiting.picking_ids.move_ids
        move.write({"quantity": 3, "picked": True})
        move.picking_id._action_done()
        page = self._open(HOME)
        value = self._text(page, "a[name=waiting] .o_distributor_portal_value")
        self.assertEqual(value, "0")

    def test_each_figure_leads_to_its_list(self):
        self._login(self.country)
        page = self._open(HOME)
        for name in ("commission", "waiting", "wallet"):
            [link] = select(page, f"a[name={name}]")
            target = self._open(link.get("href"))
            self.assertTrue(select(target, ".o_distributor_portal_row"), name)
        self.assertEqual(
            self._titles(self._open(f"{HOME}/orders?state=waiting")),
            [self.waiting.name],
        )

    def test_my_account_shows_the_figures_first(self):
        self._login(self.country)
        page = self._open("/my")
        self.assertEqual(len(select(page, ".o_distributor_portal_figure")), 3)
        self.assertTrue(select(page, 'a[href="/my/distribution"]'))

    def test_empty(self):
        fresh = self._create_distributor("T-E", "dealer", self.country)
        self.users[fresh] = self._create_portal_user(fresh)
        self._login(fresh)
        for url in PAGES:
            page = self._open(url)
            self.assertFalse(self._titles(page), url)
            if url != HOME:
                self.assertTrue(select(page, ".o_distributor_portal_empty"), url)
        self.assertIn("T-E", self._text(self._open(f"{HOME}/wallet"), "main"))

    def test_states_are_told(self):
        self._login(self.dealer)
        self.assertFalse(select(self._open(HOME), ".alert"))
        for state, word in (
            ("suspended", "suspended"),
            ("terminating", "being closed"),
            ("terminated", "closed"),
            ("applicant", "reviewed"),
        ):
            self.dealer.sudo().state = state
            for url in PAGES:
                with self.subTest(url=url, state=state):
                    page = self._open(url)
                    self.assertIn(word, self._text(page, ".alert"))
            self.assertTrue(self._titles(self._open(f"{HOME}/orders")))

    def test_several_currencies(self):
        other = self.setup_other_currency("EUR")
        wallet = self.env["distributor.wallet"]._get_or_create(self.dealer, other)
        self._top_up(77, wallet)
        self._login(self.dealer)
        page = self._open(HOME)
        values = self._money(page, "a[name=wallet] .o_distributor_portal_value")
        self.assertEqual(values[1:], [77.0])
        page = self._open(f"{HOME}/wallet?wallet=deposit-EUR")
        self.assertEqual(self._titles(page), ["Top-up"])
        self.assertEqual(self._money(page, ".o_distributor_portal_amount"), [77.0])

    def test_queries_do_not_grow_with_rows(self):
        self._login(self.country)
        counts = []
        for amount in (1, 2, 3, 4):
            if counts:
                self._sell(self.dealer, amount, amount)
                self._confirm((self.goods, 1, amount), distributor=self.country)
            for url in PAGES:
                self._open(url)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            for url in PAGES:
                self._open(url)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[3], counts)

    def test_words_of_a_page_are_those_of_the_widgets(self):
        currencies = self.company.currency_id | self.env["res.currency"].search(
            [("position", "!=", self.company.currency_id.position)], limit=1
        )
        for lang, _name in self.env["res.lang"].get_installed():
            env = self.env(context={"lang": lang, "tz": "Asia/Shanghai"})
            order = self.waiting.with_env(env)
            words = PageWords(env)
            widget = env["ir.qweb.field.monetary"].value_to_html
            for currency in currencies:
                options = {"display_currency": currency.with_env(env)}
                for amount in (0.0, -0.001, 5.0, 5, -5.5, 1234567.891):
                    for _twice in range(2):
                        self.assertEqual(
                            words.money(amount, currency), widget(amount, options)
                        )
            for name, told in (
                ("date", words.day(order.date_order)),
                ("selection", words.label(order, "channel_state")),
            ):
                field = "date_order" if name == "date" else "channel_state"
                widget = env[f"ir.qweb.field.{name}"].record_to_html
                self.assertEqual(told, widget(order, field, {}))
            self.assertEqual(words.day(False), "")

    def test_a_month_that_is_searched_adds_up_what_is_found(self):
        entries = self.env["distributor.commission.entry"]
        own = entries.search(
            [("beneficiary_id", "=", self.master.id), ("date", ">=", self.month)]
        )
        for order in own.source_id.order_id:
            orders, rows = entries._get_portal_totals(
                self.master, Filters(self.month, search=order.name)
            )
            found = own.filtered(
                lambda entry, order=order: order.name in entry.source_id.order_id.name
            )
            self.assertEqual(orders, len(found.source_id.order_id))
            self.assertAlmostEqual(
                sum(row[2] for row in rows), sum(found.mapped("amount"))
            )
        self.assertEqual(
            entries._get_portal_totals(
                self.master, Filters(self.month, search="T-none")
            ),
            (0, []),
        )
