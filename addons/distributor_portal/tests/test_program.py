# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import HOME, PortalCommon, select

URL = f"{HOME}/wallet"


@tagged("post_install", "-at_install")
class TestProgram(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programs = cls.env["distributor.wallet.program"]
        programs.sudo().search([("company_id", "=", cls.company.id)]).state = "closed"
        cls.end = cls.today + relativedelta(months=1)
        cls.programs = programs.create(
            [
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "purpose_id": cls.wallet.purpose_id.id,
                    "date_start": cls.month - relativedelta(months=1),
                    "date_end": end,
                    "measure": measure,
                    "validity_days": 90,
                    "tier_ids": [
                        Command.create({"threshold": 5000, "percent": 1}),
                        Command.create({"threshold": 20000, "percent": 2}),
                    ],
                }
                for name, end, measure in (
                    ("T-Autumn", cls.end, "cumulated"),
                    ("T-Always", False, "single"),
                )
            ]
        )
        approver = new_test_user(
            cls.env,
            "t-program-approver",
            "distributor.distributor_group_finance",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.programs.with_user(approver).action_approve()
        cls.payment = cls._top_up(7600, day=cls.today)

    def test_progress(self):
        self._login(self.dealer)
        rows = {
            self._text(select(row, ".o_distributor_portal_title")[0]): row
            for row in select(self._open(URL), "section[name=programs] li")
        }
        always, autumn = rows["T-Always"], rows["T-Autumn"]
        text = self._text(autumn)
        self.assertIn("12,400.00 to the next step", text)
        self.assertIn("2 % of the whole amount in goods", text)
        self.assertIn(f"{self.end:%m/%d/%Y}", text)
        self.assertEqual(self._money(autumn, ".o_distributor_portal_amount"), [76.0])
        [bar] = select(autumn, ".progress")
        self.assertEqual(bar.get("aria-valuenow"), "38")
        self.assertFalse(select(always, ".progress"))
        self.assertIn("1 % of the whole amount in goods", self._text(always))

    def test_rewards_end(self):
        self._login(self.dealer)
        url = f"{URL}?wallet=reward-{self.company.currency_id.name}"
        rows = select(self._open(url), "section[name=rewards] li")
        self.assertEqual(len(rows), 2)
        last = self.today + relativedelta(days=90)
        for row in rows:
            self.assertEqual(self._money(row, ".o_distributor_portal_amount"), [76.0])
            self.assertIn(f"Use until {last:%m/%d/%Y}", self._text(row))

    def test_what_is_deducted(self):
        reward = self.company._get_wallet_purpose("reward")
        reward.max_share = 100
        self._sell(self.dealer, 152)
        self.payment.action_draft()
        self._login(self.dealer)
        url = f"{URL}?wallet=reward-{self.company.currency_id.name}"
        page = self._open(url)
        self.assertFalse(select(page, "section[name=rewards] li"))
        [text] = [self._text(one) for one in select(page, "section[name=rewards]")]
        self.assertIn("152.00 will be deducted", text)

    def test_no_interest_and_nobody_else(self):
        self._login(self.sibling)
        page = self._open(URL)
        text = self._text(page, "main")
        # what it topped up before the programme was approved does not count
        self.assertIn("5,000.00 to the next step", text)
        self.assertNotIn("interest", text.lower())
        self.assertNotIn("76.00", text)
