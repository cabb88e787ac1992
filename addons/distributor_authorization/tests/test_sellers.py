# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from .common import AuthorizationCommon


@tagged("post_install", "-at_install")
class TestSellers(AuthorizationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "t-ask-user", "distributor.distributor_group_user"
        )
        cls.top = cls._create_authorization(cls.master, cls.china)
        cls.here = cls._create_authorization(
            cls.stranger, cls.shanghai, categ_ids=cls.tea, channel_ids=cls.shop
        )
        cls.later = cls._create_authorization(
            cls.dealer, cls.pudong, date_start=date(2027, 1, 1)
        )
        cls.beside = cls._create_authorization(cls.country, cls.suzhou)

    def _ask(self, product=None, **kw):
        values = {
            "country_id": self.china_country.id,
            "state_id": self.sh_state.id,
            "zip": "201203",
            "date": "2026-05-01",
            **kw,
        }
        authorizations = self.env["distributor.authorization"].with_user(self.user)
        return authorizations.get_sellers((product or self.longjing).id, **values)

    def _codes(self, rows):
        return [row["distributor_code"] for row in rows]

    def test_answer(self):
        answer = self._ask()
        self.assertEqual(answer["territory"]["code"], "T-PD")
        self.assertEqual(self._codes(answer["sellers"]), ["T-X"])
        self.assertIn("T-X", answer["sellers"][0]["text"])
        reasons = {row["distributor_code"]: row["reason"] for row in answer["others"]}
        self.assertEqual(reasons["T-M"], "less_specific")
        self.assertEqual(reasons["T-D"], "not_yet")
        later = [row for row in answer["alternatives"] if row["reason"] == "later"]
        self.assertEqual(self._codes(later), ["T-D"])

    def test_product_channel_day_and_place(self):
        self.assertEqual(self._codes(self._ask(self.pot)["sellers"]), ["T-M"])
        online = self._ask(channel="online")
        self.assertEqual(self._codes(online["sellers"]), ["T-M"])
        other = [row for row in online["alternatives"] if row["reason"] == "channel"]
        self.assertEqual(self._codes(other), ["T-X"])
        self.assertEqual(self._codes(self._ask(date="2027-03-01")["sellers"]), ["T-D"])
        suzhou = self._ask(state_id=None, zip=None, city="suzhou")
        self.assertEqual(self._codes(suzhou["sellers"]), ["T-C"])
        nowhere = self._ask(country_id=None, state_id=None, zip=None)
        self.assertFalse(nowhere["territory"])
        self.assertFalse(nowhere["sellers"])

    def test_suspended(self):
        self.stranger.sudo().state = "suspended"
        answer = self._ask()
        self.assertEqual(self._codes(answer["sellers"]), ["T-M"])
        [lost] = [row for row in answer["others"] if row["distributor_code"] == "T-X"]
        self.assertEqual(lost["reason"], "suspended")

    def test_blocked_by_exclusive(self):
        self._create_authorization(self.master, self.pudong, is_exclusive=True)
        answer = self._ask()
        self.assertEqual(self._codes(answer["sellers"]), ["T-M"])
        [lost] = [row for row in answer["others"] if row["distributor_code"] == "T-X"]
        self.assertEqual(lost["reason"], "blocked")
        self.assertIn("T-M", lost["text"])

    def test_rights(self):
        for login, group in (
            ("t-ask-sale", "sales_team.group_sale_salesman"),
            ("t-ask-employee", "base.group_user"),
            ("t-ask-portal", "base.group_portal"),
        ):
            user = new_test_user(self.env, login, group)
            with self.assertRaises(AccessError):
                self.env["distributor.authorization"].with_user(user).get_sellers(
                    self.longjing.id
                )

    def test_what_does_not_exist_is_named(self):
        with self.assertRaisesRegex(UserError, "sales channel"):
            self._ask(channel="t-none")
        with self.assertRaisesRegex(UserError, "999999999"):
            self._ask(state_id=999999999)

    def test_queries_do_not_grow(self):
        self._ask()
        rights = self.env["distributor.authorization"]
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            rights._ask(self.longjing, self.pudong, date(2026, 5, 1))
        for number in range(20):
            self._create_authorization(
                self.master, self.pudong, name=f"T-{number}", categ_ids=self.tea
            )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            rights._ask(self.longjing, self.pudong, date(2026, 5, 1))

    def test_screen(self):
        form = Form(self.env["distributor.authorization.ask"].with_user(self.user))
        form.product_id = self.longjing
        form.date = date(2026, 5, 1)
        form.country_id = self.china_country
        form.state_id = self.sh_state
        form.zip = "200100"
        self.assertIn("T-X", form.answer)
        self.assertIn("T-M", form.loser_text)
        form.zip = "201203"
        self.assertIn("T-D", form.alternative_text)
        wizard = form.save()
        self.assertEqual(wizard.winner_ids, self.here)
        self.assertEqual(wizard.territory_id, self.pudong)
