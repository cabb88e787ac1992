# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import json

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_open

from ..engine import maps


def load_shapes(name):
    with file_open(f"distributor_coverage/static/lib/svg-maps/{name}.json") as file:
        return json.load(file)["shapes"]


@tagged("post_install", "-at_install")
class TestShapes(TransactionCase):
    def test_periods(self):
        failed, tried = doctest.testmod(maps)
        self.assertTrue(tried)
        self.assertFalse(failed)

    def test_each_state_of_china_has_a_shape(self):
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", "base"),
                ("model", "=", "res.country.state"),
                ("name", "=like", "state_cn_%"),
            ]
        )
        states = self.env["res.country.state"].browse(data.mapped("res_id"))
        self.assertEqual(len(states), 34)
        self.assertEqual(set(states.mapped("code")), set(maps.CHINA.values()))
        self.assertEqual(set(maps.CHINA), set(load_shapes("china")))

    def test_each_shape_is_its_state(self):
        # the Latin names of base's ids are the check on the Chinese codes
        for shape, suffix in {
            "anhui": "AH",
            "hebei": "HE",
            "henan": "HA",
            "hubei": "HB",
            "hunan": "HN",
            "hainan": "HI",
            "shaanxi": "SN",
            "shanxi": "SX",
            "guangxi-zhuang": "GX",
            "jilin": "JL",
            "liaoning": "LN",
            "nei-mongol": "NM",
            "ningxia-hui": "NX",
            "quinghai": "QH",
            "xizang": "XZ",
            "taiwan": "TW",
            "hong-kong": "HK",
            "macau": "MO",
        }.items():
            state = self.env.ref(f"base.state_cn_{suffix}")
            self.assertEqual(maps.CHINA[shape], state.code, shape)

    def test_each_country_has_a_shape(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "base"), ("model", "=", "res.country")]
        )
        countries = self.env["res.country"].browse(data.mapped("res_id"))
        codes = set(countries.mapped("code")) - set(maps.NOT_DRAWN)
        self.assertEqual({code.lower() for code in codes}, set(load_shapes("world")))

    def test_each_shape_can_be_seen(self):
        for name in maps.MAPS:
            for key, shape in load_shapes(name).items():
                self.assertTrue(shape["path"] or shape.get("dot"), key)
