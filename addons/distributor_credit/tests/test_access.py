# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import CreditCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, CreditCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.credit.override": dict.fromkeys(read, "rc"),
                "distributor.credit.log": read,
                "distributor.credit.set": {"finance": "rwcu"},
                "distributor.credit.refuse": {"finance": "rwcu"},
                "distributor.order.exception.decide": {
                    "manager": "rwcu",
                    "finance": "rwcu",
                },
            }
        )

    def _set_by(self, user, **kw):
        wizard = self.env["distributor.credit.set"].with_user(user)
        values = {"distributor_id": self.dealer.id, "limit": 90, "reason": "T-Why"}
        return wizard.create({**values, **kw}).action_confirm()

    def test_only_finance_sets_credit(self):
        with self.assertRaises(AccessError):
            self._set_by(self.manager)
        with self.assertRaises(AccessError):
            self.dealer.with_user(self.manager).action_set_credit()
        with self.assertRaises(AccessError):
            self.dealer.with_user(self.finance).write({"credit_until": "2030-01-01"})
        self._set_by(self.finance, until_date="2099-01-01", pays_later=True)
        self.assertEqual(self.wallet.credit_limit, 90)
        self.assertTrue(self.company.credit_in_use)
        log = self.dealer.sudo().credit_log_ids
        self.assertEqual(
            (log.kind, log.amount, log.amount_before, log.user_id, log.reason),
            ("terms", 90, 0, self.finance, "T-Why"),
        )
        self.assertIn("T-Why", self.dealer.message_ids[0].body)

    def test_terms_that_make_no_sense(self):
        for values in (
            {"reason": " "},
            {"limit": -1},
            {"until_date": "2020-01-01"},
            {"overdue_own": True, "overdue_days": -3},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                self._set_by(self.finance, **values)

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        override = (
            self.env["distributor.credit.override"]
            .sudo()
            .create(
                {
                    "distributor_id": foreign.id,
                    "amount": 5,
                    "date_end": self.today,
                    "reason": "T-Reason",
                }
            )
        )
        with self.assertRaises(AccessError):
            override.with_user(self.finance).read(["amount"])
        logs = self.env["distributor.credit.log"].with_user(self.finance)
        self.assertFalse(logs.search([("distributor_id", "=", foreign.id)]))
