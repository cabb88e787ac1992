# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestStanding(TransactionCase):
    """Papers, rights, people, applications and prices of the brand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        cls.demo = cls.env["distributor.demo"].with_company(cls.company)
        cls.today = cls.demo._get_today()

    def _get(self, code):
        return self.demo._find("distributor.distributor", self.company, code)

    def _search(self, model, *domain):
        return self.env[model].search([("company_id", "=", self.company.id), *domain])

    def test_papers(self):
        documents = self._search("distributor.document")
        licences = documents.filtered(lambda d: d.type_id.code == "licence")
        states = {d.distributor_id.code: d.state for d in licences}
        self.assertEqual(states["S-XIHU"], "verified")
        self.assertEqual(states["S-SHAMIAN"], "refused")
        self.assertEqual(states["S-JINJI"], "submitted")
        self.assertTrue(self._get("S-SHAMIAN").has_missing_documents)
        self.assertFalse(self._get("M-EAST").has_missing_documents)
        for document in documents.filtered("verifier_id"):
            self.assertNotIn(document.verifier_id, document.editor_ids)
        for pdf in documents.attachment_ids:
            self.assertEqual(pdf.mimetype, "application/pdf")

    def test_what_runs_out(self):
        food = self._get("S-TIANYI").document_ids.filtered("date_expiry")
        right = self._search(
            "distributor.authorization", ("distributor_id.code", "=", "S-TIANYI")
        )
        days = [
            food.date_expiry,
            self._get("S-PINGJIANG").contract_id.date_end,
            right.date_end,
        ]
        # the database may be older than today
        made = food.submitted_date.date()
        for day, count in zip(days, (20, 25, 40), strict=True):
            self.assertAlmostEqual((day - made).days, count, delta=1)

    def test_penalty(self):
        penalty = self._get("S-SHAMIAN").penalty_ids
        self.assertEqual(penalty.state, "decided")
        self.assertNotEqual(penalty.decider_id, penalty.reporter_id)

    def test_rights(self):
        self.assertTrue(self.company.authorization_in_use)
        rights = self._search("distributor.authorization")
        masters = rights.filtered("is_exclusive").distributor_id
        self.assertEqual(set(masters.mapped("code")), {"M-EAST", "M-SOUTH"})
        waiting = rights.filtered(lambda r: r.state == "submitted")
        self.assertEqual(waiting.distributor_id.code, "C-HZ")
        self.assertFalse(waiting.conflict_text or waiting.gap_text)
        self.assertTrue(waiting.overlap_text)

    def test_a_quotation_waits_for_approval(self):
        order = self._search("sale.order", ("partner_shipping_id.city", "=", "绍兴市"))
        self.assertEqual(order.exception_level, "open")
        # a transaction that has written nothing would queue for the wallet
        self.env.cr.execute("SELECT pg_current_xact_id()")
        with self.assertRaises(UserError):
            order.action_confirm()
        held = self._search("sale.order", ("exception_ids.kind", "=", "territory"))
        self.assertEqual(held, order)

    def test_credit(self):
        region = self._get("R-JS")
        self.assertTrue(region.is_credit_overdue)
        self.assertFalse(region.is_over_credit)
        self.assertTrue(region.credit_override_ids.is_active)
        [order] = self._search("sale.order", ("distributor_id", "=", region.id))
        self.assertEqual(order.exception_ids.mapped("kind"), ["credit"])
        self.assertEqual(order.exception_level, "open")
        city = self._get("C-SZ")
        self.assertEqual(city.credit_override_ids.state, "requested")
        self.assertEqual(city.credit_limit_total, 20000)

    def test_members(self):
        store = self._get("S-XIHU")
        buyer = self.demo._get_login("buyer")
        owner = self.demo._get_login("store")
        self.assertTrue(store._user_can("order", buyer))
        self.assertFalse(store._user_can("money", buyer))
        self.assertTrue(store._user_can("manage", owner))
        self.assertEqual(store._get_member(buyer).limit_order, 5000)
        city = self._get("C-HZ").member_ids
        self.assertEqual(set(city.mapped("state")), {"active", "invited"})

    def test_applications(self):
        upline, brand = self._search(
            "distributor.application", ("state", "in", ("upline", "brand"))
        ).sorted("id")[:2]
        self.assertEqual((upline.state, brand.state), ("upline", "brand"))
        self.assertEqual(upline.upline_id.code, "C-HZ")
        self.assertIn(upline.invitation_id, upline.upline_id.invitation_ids)
        self.assertIn("phone", brand.duplicate_ids.mapped("kind"))
        self.assertFalse(brand.is_blocked)

    def test_prices_to_come(self):
        version = self._search("distributor.price.version")
        self.assertEqual(version.state, "submitted")
        self.assertEqual(version.date_start.day, 1)
        self.assertLessEqual(
            version.date_start, self.today + relativedelta(months=1, day=1)
        )
        version.with_user(self.demo._get_login("manager"))._check_second_person()

    def test_a_price_for_a_deposit(self):
        order = self.demo._quote(self.company, "C-HZ", ("LJ-50", 1))
        self.assertAlmostEqual(order.amount_untaxed, 168 * 0.68)
        self.demo._top_up(self.company, ("C-HZ", 50000))
        order = self.demo._quote(self.company, "C-HZ", ("LJ-50", 1))
        self.assertAlmostEqual(order.amount_untaxed, 111.96)  # 98 % of 114.24

    def test_no_mail_is_waiting(self):
        mails = self.env["mail.mail"].search(
            [("state", "=", "outgoing"), ("email_to", "ilike", ".example")]
        )
        self.assertFalse(mails)
