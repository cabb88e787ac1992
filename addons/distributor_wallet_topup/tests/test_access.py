# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import TopupCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, TopupCommon):
    def _create_user(self, login, group):
        return new_test_user(
            self.env,
            login,
            f"distributor.distributor_group_{group}",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_matrix(self):
        self._check_matrix(
            {
                "distributor.topup": {"user": "r", "manager": "rwc", "finance": "rwc"},
                "distributor.topup.match": {"finance": "rw"},
            }
        )

    def test_money_is_written_by_nobody(self):
        topup = self._request()
        match = self._receive(70, "T").distributor_match_ids
        for values in ({"state": "paid"}, {"amount_received": 1}, {"name": "T"}):
            with self.assertRaises(AccessError):
                topup.with_user(self.finance).write(values)
        for values in ({"state": "booked"}, {"score": 100}, {"automatic": True}):
            with self.assertRaises(AccessError):
                match.with_user(self.finance).write(values)
        made = (
            self.env["distributor.topup"]
            .with_user(self.finance)
            .create(
                {
                    "distributor_id": self.dealer.id,
                    "amount": 5,
                    "state": "paid",
                    "amount_received": 5,
                    "name": "T-Mine",
                }
            )
        )
        self.assertEqual((made.state, made.amount_received), ("waiting", 0))
        self.assertNotEqual(made.name, "T-Mine")

    def test_only_finance_decides(self):
        manager = self._create_user("t-manager", "manager")
        topup = self._request()
        match = self._receive(70, "T").distributor_match_ids
        for method in ("action_accept", "action_ignore", "action_undo"):
            with self.assertRaises(AccessError):
                getattr(match.with_user(manager), method)()
        with self.assertRaises(AccessError):
            match.with_user(manager).browse().action_match_again()
        with self.assertRaises(AccessError):
            topup.with_user(manager).action_settle()
        topup.with_user(manager).action_cancel()
        with self.assertRaises(AccessError):
            topup.with_user(self._create_user("t-user", "user")).action_cancel()

    def test_other_company_is_invisible(self):
        other = self._create_company(name="T-Other")
        foreign = self._create_distributor("T-F", "master", company_id=other.id)
        topup = self._request(distributor=foreign)
        with self.assertRaises(AccessError):
            topup.with_user(self.finance).read(["amount"])
        with self.assertRaises(AccessError):
            topup.with_user(self.finance).action_settle()
