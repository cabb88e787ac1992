# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import START, StatementCommon

DAYS = st.integers(0, 80).map(lambda days: date(2026, 1, 10) + timedelta(days=days))
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["topup", "order", "invoice", "credit", "payment"]),
        DAYS,
        st.integers(1, 10000).map(lambda cents: cents / 100),
    ),
    min_size=3,
    max_size=7,
)


@tagged("post_install", "-at_install")
class TestFigures(StatementCommon):
    def _sum_naively(self, distributor, start, end):
        """Add up entries and journal items one by one, as an accountant would."""
        wallets, owed = {}, [0.0, 0.0, 0]
        for wallet in distributor.wallet_ids:
            figures = wallets.setdefault(wallet, [0.0, 0.0, 0])
            for entry in wallet.entry_ids:
                self._add(figures, entry.date, entry.amount, start, end)
        items = self.env["account.move.line"].search([])
        for item in items.filtered(
            lambda i: i.account_id.account_type == "asset_receivable"
            and i.partner_id.commercial_partner_id == distributor.partner_id
            and i.move_id.state == "posted"
        ):
            self._add(owed, item.date, item.amount_currency, start, end)
        return wallets, owed

    def _add(self, figures, day, amount, start, end):
        if day < start:
            figures[0] += amount
        if day <= end:
            figures[1] += amount
        if start <= day <= end:
            figures[2] += 1

    def _assert_figures(self, statement):
        wallets, owed = self._sum_naively(
            statement.distributor_id, statement.date_start, statement.date_end
        )
        seen = set()
        for section in statement._get_sections():
            expected = wallets.get(section["wallet"], owed)
            seen.add(section["wallet"])
            self.assertAlmostEqual(section["opening"], expected[0])
            self.assertAlmostEqual(section["closing"], expected[1])
            self.assertEqual(len(section["movements"]), expected[2])
            balance = section["opening"]
            for line in section["movements"]:
                balance += line.amount
                self.assertAlmostEqual(line.balance, balance)
            self.assertAlmostEqual(balance, section["closing"])
        for wallet, (_opening, closing, count) in wallets.items():
            if closing or count:
                self.assertIn(wallet, seen)

    def test_month_with_everything(self):
        self._confirm((self.product, 1, 40.0))
        self._invoice(self._confirm((self.product, 1, 300.0)), date(2026, 2, 3))
        # from here on invoices stay open, instead of being paid from the wallet
        self.dealer.prepaid = False
        self._bill(self.dealer, 55.5, date(2026, 1, 20))
        self._bill(self.dealer, 20.0, date(2026, 2, 10), "out_refund")
        self._pay(self.dealer, 35.5, date(2026, 2, 12))
        self._top_up(200, day=date(2026, 3, 1))
        statement = self._make()
        self._assert_figures(statement)
        wallet, receivable = statement._get_sections()
        self.assertEqual(
            [wallet[key] for key in ("opening", "decrease", "closing", "held")],
            [1000.0, -300.0, 700.0, 40.0],
        )
        self.assertEqual(
            [line.movement for line in receivable["movements"]],
            ["invoice", "from_wallet", "credit_note", "payment"],
        )
        self.assertEqual(receivable["opening"], 55.5)
        self.assertEqual(receivable["closing"], 0.0)
        self.assertEqual(
            (
                statement.wallet_opening,
                statement.wallet_closing,
                statement.held,
                statement.receivable_opening,
                statement.receivable_closing,
            ),
            (1000.0, 700.0, 40.0, 55.5, 0.0),
        )
        invoice = receivable["movements"][0]
        self.assertEqual(invoice.document, invoice.move_id.name)

    # one history takes a second to post, so that a few with many periods each are
    # tried, and none is made smaller when it fails
    @settings(
        max_examples=3,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(EVENTS, st.lists(st.tuples(DAYS, DAYS), min_size=5, max_size=5))
    def test_any_history_any_period(self, events, periods):
        with self.env.cr.savepoint() as savepoint:
            for kind, day, amount in events:
                self._book(kind, day, amount)
            for one, other in periods:
                made = self._make(start=min(one, other), end=max(one, other))
                for statement in made:
                    self._assert_figures(statement)
                    statement.sudo().state = "sent"
                    self.assertFalse(statement._get_changes())
            savepoint.rollback()
            self.env.invalidate_all()

    def _book(self, kind, day, amount):
        if kind == "topup":
            self._top_up(amount, day=day)
        elif kind == "order":
            self._invoice(self._confirm((self.product, 1, amount)), day)
        elif kind == "payment":
            self._pay(self.dealer, amount, day)
        else:
            refund = "out_refund" if kind == "credit" else "out_invoice"
            self._bill(self.dealer, amount, day, refund)

    def test_each_currency_by_itself(self):
        other = self.setup_other_currency("EUR")
        wallet = self.env["distributor.wallet"]._get_or_create(self.dealer, other)
        self.env["account.payment"].create(
            wallet._prepare_top_up_vals(70, self.bank, date(2026, 2, 4))
        )._post_wallet_top_up()
        statements = self._make()
        self.assertEqual(len(statements), 2)
        for statement in statements:
            [section, receivable] = statement._get_sections()
            self.assertEqual(section["wallet"].currency_id, statement.currency_id)
            self.assertEqual(receivable["closing"], 0)
        foreign = statements.filtered(lambda one: one.currency_id == other)
        self.assertEqual(foreign.wallet_closing, 70)
        self.assertTrue(foreign.name.endswith("/EUR"))

    def test_purposes_stand_apart(self):
        bond = self.env["distributor.wallet"]._get_or_create(
            self.dealer,
            self.company.currency_id,
            self.company._get_wallet_purpose("bond"),
        )
        self._top_up(500, bond, date(2026, 2, 2))
        titles = [one["title"] for one in self._make()._get_sections()]
        self.assertEqual(len(titles), 3)
        self.assertEqual(titles[1], bond.purpose_id.name)

    def test_others_and_nobody(self):
        self._top_up(
            10,
            self.statements.env["distributor.wallet"]._get_or_create(
                self.country, self.company.currency_id
            ),
        )
        made = self._make(self.dealer | self.master | self.country)
        # the master has nothing to state
        self.assertEqual(made.distributor_id, self.dealer | self.country)
        self.assertEqual(set(made.mapped("wallet_closing")), {1000.0, 10.0})

    def test_never_two(self):
        statement = self._make()
        self.assertEqual(statement.name, "ST/2026/02/T-D")
        self.assertFalse(self._make())
        self.assertTrue(self._make(start=date(2026, 1, 1)))
        statement._send()
        self.assertFalse(self._make())

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_second_one(self):
        statement = self._make()
        vals = {**statement._prepare_version_vals(), "name": "T-Two"}
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.statements.sudo().create({**vals, "version": 1})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.statements.sudo().create({**vals, "version": 2})

    def test_not_into_the_future(self):
        with self.assertRaisesRegex(UserError, "today or before"):
            self._make(end=date(2099, 1, 1))

    def test_queries_do_not_grow(self):
        self._make(self.dealer)
        wallets = self.env["distributor.wallet"]
        for number in range(6):
            one = self._create_distributor(f"T-Q{number}", "dealer", self.country)
            wallet = wallets._get_or_create(one, self.company.currency_id)
            self._top_up(10, wallet, date(2026, 2, 5))
        many = self.env["distributor.distributor"].search([("code", "like", "T-Q%")])
        self.env.flush_all()
        with self.assertQueryCount(20):
            made = self._make(many)
        self.assertEqual(len(made), 6)

    def test_late_posting_shows_and_makes_a_version(self):
        statement = self._make_sent()
        self.assertFalse(statement.is_changed)
        lines = statement.line_ids
        self.dealer.prepaid = False
        self._bill(self.dealer, 80, date(2026, 2, 27))
        self._top_up(5, day=date(2026, 1, 31))
        statement.invalidate_recordset()
        self.assertTrue(statement.is_changed)
        self.assertIn("80.00 now", statement.changes)
        self.assertIn("opening on", statement.changes)
        self.assertIn(statement, self.statements.search([("is_changed", "=", True)]))
        self.assertEqual(statement.line_ids, lines)
        action = statement.with_user(self.finance).action_new_version()
        draft = self.statements.browse(action["res_id"])
        self.assertEqual((draft.name, draft.version), ("ST/2026/02/T-D/v2", 2))
        self.assertEqual(statement.state, "sent")
        draft._send()
        self.assertEqual(statement.state, "replaced")
        self.assertEqual(statement.replaced_by_id, draft)
        self.assertEqual(draft.receivable_closing, 80)
        self.assertFalse(draft.is_changed)
        self._assert_figures(draft)
        self.assertEqual(statement.wallet_closing, 1000)

    def test_undone_posting_shows(self):
        bill = self._bill(self.dealer, 80, date(2026, 2, 27))
        statement = self._make_sent()
        bill.button_draft()
        statement.invalidate_recordset()
        self.assertIn(bill.name, statement.changes)

    def test_draft_is_copied_anew_when_it_is_sent(self):
        statement = self._make()
        self._top_up(5, day=date(2026, 2, 20))
        self.assertEqual(statement.wallet_closing, 1000)
        statement._send()
        self.assertEqual(statement.wallet_closing, 1005)
        with self.assertRaisesRegex(UserError, "not possible"):
            statement.with_user(self.finance).action_refresh()

    def test_month_and_days(self):
        statement = self._make()
        self.assertEqual(statement._get_period_name(), "February 2026")
        week = self._make(end=date(2026, 2, 7))
        self.assertIn("02/07/2026", week._get_period_name())
        self.assertEqual(START.day, 1)
