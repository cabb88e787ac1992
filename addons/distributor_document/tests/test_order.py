# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import DocumentCommon


@tagged("post_install", "-at_install")
class TestOrder(DocumentCommon):
    """What ran out warns or blocks orders, with the day and the paper named."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesman = new_test_user(
            cls.env, "t-salesman", "sales_team.group_sale_salesman_all_leads"
        )

    def _make(self, kind, **values):
        with freeze_time("2026-01-15"):
            return self._create_document(
                self.dealer, kind, "verified", date_expiry="2026-03-31", **values
            )

    def _order(self, day):
        with freeze_time(day):
            order = self._create_order(self.dealer).with_user(self.salesman)
            return order, order.document_warning

    def _blockers(self, day):
        return self.dealer._get_order_blockers(date.fromisoformat(day))

    def test_block_after_grace(self):
        self._make(self.food)
        self.assertEqual(self._blockers("2026-03-31"), [])
        self.assertEqual(self._blockers("2026-04-05"), [])
        [text] = self._blockers("2026-04-06")
        self.assertIn("T-Type t-food", text)
        self.assertIn("03/31/2026", text)
        self.assertIn("T-D", text)
        order, warning = self._order("2026-03-31")
        self.assertFalse(warning)
        order, warning = self._order("2026-04-02")
        self.assertIn("04/06/2026", warning)
        with freeze_time("2026-04-02"):
            order.action_confirm()
        order, warning = self._order("2026-04-06")
        self.assertIn("blocked", warning)
        with (
            freeze_time("2026-04-06"),
            self.assertRaisesRegex(UserError, "t-food"),
            self.env.cr.savepoint(),
        ):
            order.action_confirm()
        with freeze_time("2026-04-06"):
            self._create_document(
                self.dealer, self.food, "verified", date_expiry="2027-03-31"
            )
            order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_the_day_of_the_order_counts(self):
        self._make(self.food)
        with freeze_time("2026-06-01"):
            order = self._create_order(self.dealer)
            order.sudo().historic_date = date(2026, 3, 1)
            order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_warn(self):
        self._make(self.card)
        self.assertEqual(self._blockers("2027-01-01"), [])
        order, warning = self._order("2026-04-01")
        self.assertIn("T-Type t-card", warning)
        with freeze_time("2026-04-01"):
            self.assertIn("t-card", self.dealer.expiry_warning)
            order.action_confirm()

    def test_archived_and_unverified_do_not_count(self):
        document = self._make(self.food)
        with freeze_time("2026-05-01"):
            self._create_document(
                self.dealer, self.food, "submitted", date_expiry="2027-03-31"
            )
        self.assertTrue(self._blockers("2026-05-01"))
        document.with_user(self.manager).active = False
        self.env.invalidate_all()
        self.assertFalse(self._blockers("2026-05-01"))

    def test_contract_by_policy_of_the_company(self):
        contract = self._create_contract(self.dealer, "2025-04-01", "2026-03-31")
        self.assertEqual(self._blockers("2026-06-01"), [])
        _order, warning = self._order("2026-04-01")
        self.assertIn(contract.name, warning)
        self.company.write(
            {
                "distributor_contract_policy": "block",
                "distributor_contract_grace_days": 10,
            }
        )
        self.assertEqual(self._blockers("2026-04-10"), [])
        [text] = self._blockers("2026-04-11")
        self.assertIn(contract.name, text)
        self._create_contract(self.dealer, "2026-04-15", "2027-04-14")
        self.assertTrue(self._blockers("2026-04-14"))
        self.assertEqual(self._blockers("2026-04-15"), [])

    def test_no_contract_is_no_ended_contract(self):
        self.company.distributor_contract_policy = "block"
        self.assertEqual(self._blockers("2026-04-10"), [])

    def test_settings(self):
        settings = self.env["res.config.settings"].create(
            {
                "distributor_contract_policy": "block",
                "distributor_contract_grace_days": 3,
            }
        )
        settings.execute()
        self.assertEqual(self.company.distributor_contract_grace_days, 3)

    def test_no_paper_is_read_before_the_first_runs_out(self):
        """The day kept with the distributor hides nothing that the papers say."""
        dealer = self.dealer.sudo()
        self.assertFalse(dealer.first_expiry)
        document = self._make(self.food).sudo()
        self.assertEqual(dealer.first_expiry, date(2026, 3, 31))
        contract = self._create_contract(self.dealer, "2026-01-01", "2026-02-28")
        self.assertEqual(dealer.first_expiry, date(2026, 2, 28))
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 6)):
            documents, contracts = dealer._find_papers(day)
            runs_out = bool(documents or contracts._get_ended(day))
            self.assertEqual(runs_out, day > dealer.first_expiry, day)
            self.assertEqual(bool(dealer._get_expiry_findings(day)), runs_out, day)
        contract.sudo().state = "draft"
        self.assertEqual(dealer.first_expiry, date(2026, 3, 31))
        document.active = False
        self.assertFalse(dealer.first_expiry)

    def test_questions_cost_two_queries(self):
        """An order asks for what has run out: however many papers, two queries."""
        for number in range(5):
            self._create_document(
                self.dealer, self.licence, "verified", number=f"T-{number}"
            )
        self._create_contract(self.dealer, "2026-01-01")
        dealer = self.dealer.sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            self.assertEqual(dealer._get_expiry_findings(date(2026, 6, 1)), [])
