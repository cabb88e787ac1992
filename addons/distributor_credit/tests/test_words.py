# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.tests import tagged

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestWords(CreditCommon):
    def test_what_a_distributor_is_told(self):
        self._set_credit(500)
        self._owe(100, age=31)
        self._confirm_past(300)
        words = self.dealer._get_portal_credit()
        self.assertEqual(
            {name: words[name] for name in ("limit", "used", "available", "overdue")},
            {"limit": 500, "used": 400, "available": 100, "overdue": 100},
        )
        self.assertEqual(sum(part["amount"] for part in words["parts"]), 400)
        self.assertRegex(words["advice"][0], "overdue")
        self.assertFalse(words["is_prepaid"])

    def _confirm_past(self, amount):
        self.company.exception_policy_credit = "allow"
        self._confirm((self.goods, 1, amount))

    def test_prepaid_only(self):
        self.dealer.sudo().prepaid = True
        words = self.dealer._get_portal_credit()
        self.assertTrue(words["is_prepaid"])
        self.assertEqual((words["parts"], words["advice"]), ([], []))
