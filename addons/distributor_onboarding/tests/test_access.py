# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.distributor.tests.test_access import AccessMatrix

from .common import OnboardingCommon


@tagged("post_install", "-at_install")
class TestAccess(AccessMatrix, OnboardingCommon):
    def test_matrix(self):
        read = dict.fromkeys(("user", "manager", "finance"), "r")
        write = dict.fromkeys(("user", "manager", "finance"), "rw")
        every = dict.fromkeys(("user", "manager", "finance"), "rwcu")
        self._check_matrix(
            {
                "distributor.application": {**write, "manager": "rwu"},
                "distributor.application.step": read,
                "distributor.application.check": write,
                "distributor.application.event": read,
                "distributor.application.document": read,
                "distributor.application.duplicate": read,
                "distributor.application.invitation": dict.fromkeys(read, "rwc"),
                "distributor.application.step.type": {**read, "manager": "rwcu"},
                "distributor.privacy.notice": {**read, "manager": "rwcu"},
                "distributor.application.limit": {"manager": "r"},
                "distributor.application.bulk": every,
                "distributor.application.bulk.line": every,
                "distributor.application.dismiss": every,
            }
        )

    def test_steps_are_not_written_by_hand(self):
        application = self._submit_application().with_user(self.boss)
        for values in (
            {"state": "activation"},
            {"distributor_id": self.dealer.id},
            {"date_verified": False},
            {"access_token": "x"},
        ):
            with self.subTest(values), self.assertRaises(AccessError):
                application.write(values)
        application.note = "<p>Called</p>"

    def test_tokens_are_read_by_nobody(self):
        application = self._apply_verified().with_user(self.boss)
        for name in ("access_token", "verify_hash"):
            with self.subTest(name), self.assertRaises(AccessError):
                application.read([name])
        invitation = self._create_invitation().with_user(self.boss)
        with self.assertRaises(AccessError):
            invitation.read(["token"])
        self.assertIn("/distribution/apply/", invitation.url)

    def test_buttons_check_the_group(self):
        application = self._submit_application(self._create_invitation(self.dealer))
        salesman = new_test_user(
            self.env, "t-onb-salesman", "sales_team.group_sale_salesman"
        )
        portal = new_test_user(self.env, "t-onb-portal", "base.group_portal")
        for method in (
            "action_verify",
            "action_accept_for_upline",
            "action_confirm_contract",
            "action_confirm_deposit",
            "action_activate",
            "action_refuse",
            "action_send_link",
            "action_search_duplicates",
        ):
            for user in (salesman, portal):
                name = f"{method} by {user.login}"
                with self.subTest(name), self.assertRaises(AccessError):
                    getattr(application.with_user(user), method)()
        with self.assertRaises(AccessError):
            application.with_user(self.clerk).action_accept_for_upline()
        self.assertEqual(application.state, "upline")

    def test_other_company_is_invisible(self):
        other = self.env["res.company"].create({"name": "T-Other"})
        application = self._apply_verified(company_id=other.id)
        invitation = self._create_invitation(company_id=other.id)
        for record in (application, invitation, application.step_ids[0]):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(self.boss).read(["company_id"])

    def test_used_notice_is_frozen(self):
        application = self._apply_verified()
        notice = application.privacy_notice_id
        with self.assertRaisesRegex(Exception, notice.version):
            notice.text = "<p>Something else</p>"
        with self.assertRaisesRegex(Exception, notice.version):
            notice.unlink()
