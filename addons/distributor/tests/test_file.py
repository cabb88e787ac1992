# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import DistributorCommon

REPORT = "distributor.report_distributor_file"


@tagged("post_install", "-at_install")
class TestFile(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env,
            "t-user",
            "distributor.distributor_group_user,account.group_account_invoice",
        )
        cls.dealer.partner_id.write(
            {
                "street": "T-Street 1",
                "child_ids": [(0, 0, {"name": "T-Clerk", "type": "contact"})],
            }
        )
        cls.product.invoice_policy = "order"
        for price in (100, 250.5):
            cls._create_order(cls.dealer, [(cls.product, 1, price)]).action_confirm()
        cls._create_order(cls.dealer, [(cls.product, 1, 999)])

    def _render(self, user=None, lang="en_US"):
        report = self.env["ir.actions.report"].with_user(user or self.user)
        report = report.with_context(lang=lang)
        content, kind = report._render_qweb_html(REPORT, self.dealer.ids)
        self.assertEqual(kind, "html")
        return html.fromstring(content)

    def _text(self, node):
        return " ".join(node.text_content().split())

    def test_figures(self):
        self.dealer.write({"credit_code": "t-123"})
        self.dealer._suspend("T-Late")
        page = self._render()
        text = self._text(page)
        for part in ("T-D", "T-123", "T-C", "T-R", "T-M", "T-Clerk", "T-Street 1"):
            self.assertIn(part, text)
        self.assertIn("T-Late", text)
        [total] = page.xpath("//tr[@name='total']")
        self.assertIn("350.50", self._text(total))
        self.assertEqual(self._text(total.xpath("td")[0]), "2")
        self.assertNotIn("999", text)
        self.assertTrue(page.xpath("//div[@name='file_sections']"))

    def test_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        level = self.dealer.level_id
        level.with_context(lang="zh_CN").name = "T-经销商"
        text = self._text(self._render(lang="zh_CN"))
        self.assertIn("T-经销商", text)
        self.assertIn("350.50", text)

    def test_rights_of_the_reader(self):
        clerk = new_test_user(self.env, "t-employee", "base.group_user")
        with (
            mute_logger("odoo.addons.base.models.ir_model"),
            self.assertRaises(AccessError),
        ):
            self._render(clerk)

    def test_buttons_lead_to_their_records(self):
        invoice = self.dealer.order_ids.filtered(
            lambda o: o.state == "sale"
        )._create_invoices()
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_id": self.dealer.partner_id.child_ids.id,
                "amount": 5,
            }
        )
        dealer = self.dealer.with_user(self.user)
        dealer.invalidate_recordset()
        figures = (dealer.invoice_count, dealer.payment_count, dealer.upline_count)
        self.assertEqual(figures, (len(invoice), 1, 1))
        for action, records in (
            (dealer.action_view_invoices(), invoice),
            (dealer.action_view_payments(), payment),
            (dealer.action_view_uplines(), self.dealer.upline_ids),
        ):
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, records)

    def test_buttons_need_the_distributor(self):
        clerk = new_test_user(self.env, "t-employee", "base.group_user")
        dealer = self.dealer.with_user(clerk)
        for method in ("action_view_invoices", "action_open_map", "action_geolocate"):
            with self.assertRaises(AccessError):
                getattr(dealer, method)()

    def test_chain_of_today(self):
        self.assertEqual(
            [upline.code for upline in self.dealer._get_file_chain()],
            ["T-C", "T-R", "T-M"],
        )
        self.assertEqual(self.dealer.upline_ids.date_start, date(2020, 1, 1))
