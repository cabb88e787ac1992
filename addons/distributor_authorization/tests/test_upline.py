# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import AuthorizationCommon


@tagged("post_install", "-at_install")
class TestUpline(AuthorizationCommon):
    """The chain T-D → T-C → T-R → T-M; T-M stands below the brand."""

    def _approve(self, distributor, territory, **kw):
        one = self._create_authorization(distributor, territory, "submitted", **kw)
        one._approve()
        return one

    def _refused(self, distributor, territory, **kw):
        with self.assertRaises(ValidationError) as error:
            self._approve(distributor, territory, **kw)
        return str(error.exception)

    def test_without_upline_anything_goes(self):
        self.assertEqual(self._approve(self.master, self.china).state, "approved")

    def test_upline_without_authorisation(self):
        text = self._refused(self.regional, self.shanghai)
        self.assertIn("T-SH", text)
        self.assertIn("T-M", text)

    def test_territory(self):
        self._approve(self.master, self.shanghai)
        self.assertIn("T-CN", self._refused(self.regional, self.china))
        self.assertIn("T-SZ", self._refused(self.regional, self.suzhou))
        self._approve(self.regional, self.pudong)

    def test_products(self):
        self._approve(self.master, self.china, categ_ids=self.tea)
        self.assertIn("All products", self._refused(self.regional, self.china))
        self.assertIn(
            "T-Pot",
            self._refused(
                self.regional, self.china, product_ids=self.pot | self.longjing
            ),
        )
        self._approve(self.regional, self.china, categ_ids=self.green)
        self.assertIn(
            "T-Tea", self._refused(self.country, self.china, categ_ids=self.tea)
        )
        self._approve(self.country, self.china, product_ids=self.longjing)

    def test_channels(self):
        self._approve(self.master, self.china, channel_ids=self.shop)
        self.assertIn("All sales channels", self._refused(self.regional, self.china))
        self.assertIn(
            self.online.name,
            self._refused(
                self.regional, self.china, channel_ids=self.shop | self.online
            ),
        )
        self._approve(self.regional, self.china, channel_ids=self.shop)

    def test_days(self):
        self._approve(self.master, self.china, date_end=date(2026, 12, 31))
        text = self._refused(self.regional, self.china, date_end=date(2027, 1, 31))
        self.assertIn("01/01/2027", text)
        self._approve(self.master, self.china, date_start=date(2027, 1, 1))
        self._approve(self.regional, self.china, date_end=date(2027, 1, 31))

    @freeze_time("2036-05-10")
    def test_days_below_another_upline(self):
        other = self._create_distributor("T-M2", "master")
        self._approve(self.master, self.china)
        self.regional._set_upline(other, date(2036, 6, 1))
        text = self._refused(self.regional, self.china)
        self.assertIn("T-M2", text)
        self._approve(self.regional, self.china, date_end=date(2036, 5, 31))
        self._approve(other, self.china, date_start=date(2036, 6, 1))
        self._approve(self.regional, self.china, date_start=date(2036, 6, 1))

    @freeze_time("2026-05-10")
    def test_ending_takes_the_downline_along(self):
        top = self._approve(self.master, self.china)
        middle = self._approve(self.regional, self.shanghai)
        below = self._approve(self.country, self.pudong)
        safe = self._approve(self.master, self.suzhou)
        wizard = self.env["distributor.authorization.end"].create(
            {"authorization_ids": top.ids, "date_end": "2026-06-30"}
        )
        self.assertEqual(wizard.affected_ids, middle | below)
        with self.assertRaisesRegex(UserError, "no longer fit"):
            wizard.action_end()
        wizard.confirmed = True
        wizard.action_end()
        self.assertEqual(
            set((top | middle | below).mapped("date_end")), {date(2026, 6, 30)}
        )
        self.assertFalse(safe.date_end)

    @freeze_time("2026-05-10")
    def test_what_another_one_holds_up_stays(self):
        top = self._approve(self.master, self.china)
        self._approve(self.master, self.asia, date_end=date(2026, 12, 31))
        middle = self._approve(self.regional, self.shanghai)
        wizard = self.env["distributor.authorization.end"].create(
            {
                "authorization_ids": top.ids,
                "date_end": "2026-06-30",
                "confirmed": True,
            }
        )
        wizard.action_end()
        self.assertEqual(middle.date_end, date(2026, 12, 31))
