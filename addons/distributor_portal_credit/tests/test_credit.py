# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from odoo.addons.distributor_portal.tests.common import HOME, PortalCommon, select

URL = f"{HOME}/wallet"
BLOCK = "section[name=credit]"


@tagged("post_install", "-at_install")
class TestCredit(PortalCommon):
    def setUp(self):
        super().setUp()
        self._login(self.dealer)

    def test_whoever_pays_ahead_sees_nothing_new(self):
        self.assertFalse(select(self._open(URL), BLOCK))

    def test_credit_and_what_uses_it(self):
        self.dealer.sudo()._set_credit(800, "T-Reason")
        self.env["distributor.wallet"]._get_or_create(
            self.dealer, self.company.currency_id
        )
        page = self._open(URL)
        available, limit, used = self._money(
            page, f"{BLOCK} .o_distributor_portal_balance"
        )
        words = self.dealer._get_portal_credit()
        self.assertEqual(
            (available, limit, used), (words["available"], 800, words["used"])
        )
        titles = self._titles(page, BLOCK)
        self.assertEqual(titles, [part["label"] for part in words["parts"]])

    def test_what_helps_is_said(self):
        self.dealer.sudo()._set_credit(800, "T-Reason")
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.dealer.partner_id.id,
                "invoice_date": "2020-01-01",
                "invoice_date_due": "2020-01-01",
                "invoice_line_ids": [
                    (0, 0, {"name": "T-Old", "price_unit": 9000, "tax_ids": False})
                ],
            }
        )
        self.dealer.sudo().prepaid = False
        invoice.action_post()
        text = self._text(select(self._open(URL), BLOCK)[0])
        self.assertIn("overdue", text)
        self.assertIn("over your limit", text)
