# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import random
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base_geolocalize.models.base_geocoder import BaseGeocoder

from .common import DistributorCommon

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# of well-known companies, as published on their websites and reports
REAL = (
    "91110000600037341L",
    "914403001922038216",
    "91330100799655058B",
    "91440300708461136T",
)


def get_check_digit(code):
    """Return the check digit of GB 32100-2015, by powers of three and no table."""
    total = sum(SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(code[:17]))
    return SIGNS[-total % 31]


@tagged("post_install", "-at_install")
class TestIdentity(DistributorCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.china = cls.env.ref("base.cn")
        cls.dealer.partner_id.write(
            {
                "country_id": cls.china.id,
                "city": "杭州市",
                "street": "龙井路 1 号",
            }
        )

    def test_oracle(self):
        for code in REAL:
            self.assertEqual(get_check_digit(code), code[-1], code)

    def test_valid_codes(self):
        made = random.Random(1)
        codes = list(REAL)
        for _n in range(50):
            digits = "".join(made.choice("123459") for _d in range(8))
            code = digits + "".join(made.choice(SIGNS) for _d in range(9))
            codes.append(code + get_check_digit(code))
        for code in codes:
            self.dealer.credit_code = code
            self.assertEqual(self.dealer.credit_code, code)

    def test_invalid_codes(self):
        good = REAL[0]
        wrong = [good[:-1], good + "0", "A" + good[1:], good[:9] + "I" + good[10:]]
        for place in range(17):
            other = SIGNS[(SIGNS.index(good[place]) + 1) % 10]
            changed = good[:place] + other + good[place + 1 :]
            if changed != good:
                wrong.append(changed)
        for code in wrong:
            with self.subTest(code), self.assertRaisesRegex(ValidationError, "T-D"):
                self.dealer.credit_code = code

    def test_normalised(self):
        self.dealer.credit_code = " 9111 0000 6000 3734 1l "
        self.assertEqual(self.dealer.credit_code, REAL[0])
        self.dealer.credit_code = "  "
        self.assertFalse(self.dealer.credit_code)

    def test_other_countries_have_other_codes(self):
        self.country.credit_code = "hrb 1234"
        self.assertEqual(self.country.credit_code, "HRB1234")
        with self.assertRaises(ValidationError):
            self.country.country_id = self.china

    def test_unique_until_terminated(self):
        self.dealer.credit_code = REAL[0]
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._create_distributor("T-2", "store", credit_code=REAL[0].lower())
        self._terminate(self.dealer)
        again = self._create_distributor("T-3", "store", credit_code=REAL[0])
        self.assertEqual(again.credit_code, REAL[0])

    def test_contacts_on_the_form(self):
        user = new_test_user(self.env, "t-user", "distributor.distributor_group_user")
        with Form(self.dealer.with_user(user)) as form:
            form.credit_code = REAL[1]
            with form.contact_ids.new() as contact:
                contact.name = "T-Clerk"
        clerk = self.dealer.partner_id.child_ids
        self.assertEqual(clerk.name, "T-Clerk")
        self.assertEqual(self.dealer.contact_ids, clerk)

    def _locate(self, *answers):
        with patch.object(BaseGeocoder, "geo_find", side_effect=answers) as asked:
            self.dealer.action_geolocate()
        return asked

    def test_position_of_the_address(self):
        asked = self._locate((30.25, 120.12))
        self.assertIn("龙井路", asked.call_args.args[0])
        position = (self.dealer.partner_latitude, self.dealer.partner_longitude)
        self.assertEqual(position, (30.25, 120.12))
        self.assertEqual(self.dealer.geo_accuracy, "address")
        today = fields.Date.context_today(self.dealer)
        self.assertEqual(self.dealer.date_localization, today)
        self.assertIn("120.120000,30.250000", self._unquote(self._get_url()))
        self.assertTrue(self._get_url().startswith("https://uri.amap.com/marker"))
        self.dealer.street = "另一条路 2 号"
        self.assertFalse(self.dealer.partner_latitude)
        self.assertFalse(self.dealer.geo_accuracy or self.dealer.date_localization)

    def test_position_of_the_city(self):
        self._locate(None, (30.2, 120.1))
        self.assertEqual(self.dealer.geo_accuracy, "city")

    def test_address_that_is_not_found(self):
        with self.assertRaisesRegex(UserError, "T-D"):
            self._locate(None, None)
        self.assertFalse(self.dealer.geo_accuracy)

    def test_position_by_hand(self):
        self.dealer.write({"partner_latitude": 1.5, "partner_longitude": 2.5})
        self.assertEqual(self.dealer.geo_accuracy, "manual")
        self.dealer.partner_id.country_id = False
        self.assertFalse(self.dealer.geo_accuracy)

    def test_map_elsewhere(self):
        with self.assertRaises(UserError):
            self.country._get_map_url()
        self.country.city = "Köln"
        url = self.country._get_map_url()
        self.assertEqual(url, "https://www.openstreetmap.org/search?query=K%C3%B6ln")
        self.country.write({"partner_latitude": 50.9, "partner_longitude": 6.9})
        self.assertIn("mlat=50.9", self.country._get_map_url())

    def _get_url(self):
        return self.dealer.action_open_map()["url"]

    def _unquote(self, url):
        return url.replace("%2C", ",")
