# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, RequestCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        self._check_matrix(
            {
                "distributor.wallet.refund": {
                    **read,
                    "manager": "rwcu",
                    "finance": "rwcu",
                },
                "distributor.wallet.adjustment": {**read, "finance": "rwcu"},
                "distributor.wallet.case": {
                    **read,
                    "manager": "rwcu",
                    "finance": "rwcu",
                },
                "distributor.wallet.freeze": {**read, "finance": "rwcu"},
                "distributor.wallet.limit": {"finance": "rwcu"},
                "distributor.wallet.refund.pay": {"finance": "rwcu"},
                "distributor.wallet.request.reason": {
                    "manager": "rwcu",
                    "finance": "rwcu",
                },
            }
        )

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        wallet = self.wallet._get_or_create(foreign, other.currency_id)
        refund = self.env["distributor.wallet.refund"].sudo()
        refund = refund.create({"wallet_id": wallet.id, "reason": "T", "amount": 1})
        with self.assertRaises(AccessError):
            refund.with_user(self.finance).read(["amount"])
        with self.assertRaises(AccessError):
            self._create_request("refund", wallet, amount=1)

    def test_who_only_reads_does_nothing(self):
        user = self._create_user("t-user", "user")
        refund = self._refund(100)
        for step in ("action_approve", "action_cancel", "action_refuse", "action_pay"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(refund.with_user(user), step)()
        draft = self._create_request("refund", amount=10)
        with self.assertRaises(AccessError):
            draft.with_user(user).action_submit()
        for step in ("action_refund", "action_freeze", "action_set_limits"):
            with self.subTest(step), self.assertRaises(AccessError):
                getattr(self.wallet.with_user(user), step)()

    def test_outsiders_call_no_step(self):
        refund = self._refund(100)
        for user in (self.env.ref("base.public_user"),):
            for step in (
                "action_submit",
                "action_approve",
                "action_refuse",
                "action_cancel",
                "action_pay",
                "action_view_payment",
            ):
                with self.subTest(step), self.assertRaises(AccessError):
                    getattr(refund.with_user(user), step)()

    def test_steps_are_not_written(self):
        for kind, vals in (
            ("refund", {"amount": 10}),
            ("adjustment", {"amount": 10, "account_id": self._get_income().id}),
            ("freeze", {"amount": 10}),
        ):
            request = self._create_request(kind, **vals)
            with self.subTest(kind):
                with self.assertRaises(AccessError):
                    request.write({"state": "active" if kind == "freeze" else "done"})
                with self.assertRaises(AccessError):
                    self._create_request(kind, **vals, name="T-Mine")

    def test_limits_are_not_written(self):
        for user in (self.finance, self.manager):
            with self.assertRaises(AccessError):
                self.wallet.with_user(user).write({"credit_limit": 5})

    def _get_income(self):
        return self.company_data["default_account_revenue"]
