# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ROLES, MemberCommon


@tagged("post_install", "-at_install")
class TestDocument(MemberCommon):
    """Record rules take away what stock grants to each contact of a company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._create_order(cls.dealer)
        cls.order.action_confirm()

    def _reads(self, user, records):
        records = records.with_user(user)
        found = records.search([("id", "in", records.ids)])
        self.assertEqual(found.has_access("read"), True)
        direct = True
        try:
            records.read(["company_id"])
        except AccessError:
            direct = False
        self.assertEqual(bool(found), direct)
        return direct

    def test_each_role_reads_orders(self):
        for role in ROLES:
            self.assertTrue(self._reads(self.users[role], self.order))
            self.assertTrue(self._reads(self.users[role], self.order.order_line))

    def test_contacts_without_role_read_nothing(self):
        for user in (self.clerk, self.stranger):
            self.assertFalse(self._reads(user, self.order))
            self.assertFalse(self._reads(user, self.order.order_line))

    def test_ended_member_reads_nothing(self):
        self.members["viewer"].action_end()
        self.assertFalse(self._reads(self.users["viewer"], self.order))
        self.assertFalse(self._reads(self.users["viewer"], self.order.order_line))

    def test_invoices_need_the_right_to_money(self):
        """The domain is what the rules use; invoices need a chart of accounts."""
        for role in ROLES:
            for model in ("account.move", "account.move.line"):
                domain = (
                    self.env[model].with_user(self.users[role])._get_portal_domain()
                )
                with self.subTest(role=role, model=model):
                    self.assertEqual(domain.is_true(), role in ("owner", "finance"))

    def test_without_members_nothing_changes(self):
        user = self._create_login("t-country", self.country)
        order = self._create_order(self.country)
        self.assertTrue(self._reads(user, order))

    def test_customers_that_are_no_distributors(self):
        order = self._create_order(self.dealer)
        order.partner_id = self.stranger.partner_id
        self.assertTrue(self._reads(self.stranger, order))
        for model in ("sale.order", "account.move"):
            domain = self.env[model].with_user(self.stranger)._get_portal_domain()
            self.assertTrue(domain.is_true())

    def test_hidden_for_one_company_only(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        self._create_distributor(
            "T-F", "master", company_id=other.id, partner_id=self.dealer.partner_id.id
        )
        self.clerk.company_ids = [(4, other.id)]
        order = self._create_order(self.dealer, company_id=other.id)
        self.assertTrue(self._reads(self.clerk, order))
        self.assertFalse(self._reads(self.clerk, self.order))

    def test_rules_cost_few_queries(self):
        for user, limit in ((self.stranger, 1), (self.users["viewer"], 4)):
            orders = self.env["sale.order"].with_user(user)
            orders.search([], limit=1)
            self.env.invalidate_all()
            user.partner_id.mapped("commercial_partner_id")
            with self.assertQueryCount(__system__=limit):
                orders._get_portal_domain()
