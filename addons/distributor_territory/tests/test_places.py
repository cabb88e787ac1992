# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import TerritoryCommon


@tagged("post_install", "-at_install")
class TestPlaces(TerritoryCommon):
    """Lists of places, spellings and districts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cn = cls.env.ref("base.cn")
        cls.zj = cls.env.ref("base.state_cn_ZJ")
        cls.hangzhou = cls._create_territory(
            "T-HZ", cls.china, "cn", state_id=cls.zj.id, city="杭州市, 杭州"
        )
        cls.xihu = cls._create_territory(
            "T-XH",
            cls.hangzhou,
            "cn",
            state_id=cls.zj.id,
            city="杭州市,杭州",
            district="西湖区",
        )

    def _match(self, state=None, city=None, **kw):
        return self.env["distributor.territory"]._match_address(
            self.cn, state or self.zj, city, **kw
        )

    def test_list_of_places(self):
        north = self._create_territory(
            "T-NORTH",
            self.china,
            place_ids=[
                Command.create(
                    {
                        "country_id": self.cn.id,
                        "state_id": self.env.ref(f"base.state_cn_{code}").id,
                    }
                )
                for code in ("BJ", "TJ", "HE")
            ],
        )
        beijing = self.env.ref("base.state_cn_BJ")
        self.assertEqual(self._match(beijing)[0], north)
        self.assertEqual(self._match(self.env.ref("base.state_cn_HE"))[0], north)
        north.place_ids[0].unlink()
        self.assertEqual(self._match(beijing)[0], self.china)
        self.assertIn("天津市; ", north.coverage.replace("China, ", ""))

    def test_further_place_of_another_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "T-SH.*same place"):
            self.xihu.place_ids = [
                Command.create({"country_id": self.cn.id, "state_id": self.sh_state.id})
            ]

    def test_spellings(self):
        for city in ("杭州市", "杭州", " 杭州 "):
            self.assertEqual(self._match(city=city)[0], self.hangzhou, city)
        self.assertEqual(self._match(city="宁波市")[0], self.china)

    def test_same_spelling_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "same place"):
            self._create_territory(
                "T-X", self.china, "cn", state_id=self.zj.id, city="hangzhou, 杭州"
            )

    def test_district(self):
        for city, street, street2 in (
            ("杭州市", "西湖区文三路 478 号", None),
            ("杭州", "浙江省杭州市西湖区文三路 478 号", None),
            ("杭州市", "文三路 478 号", "西湖区"),
            ("杭州市西湖区", "文三路 478 号", None),
            (None, "浙江省 杭州市 西湖区 文三路", None),
        ):
            found, text = self._match(city=city, street=street, street2=street2)
            self.assertEqual(found, self.xihu, (city, street))
            self.assertIn("district (西湖区), city (杭州", text)
            self.assertIn("T-HZ", text)

    def test_middle_of_a_text_is_no_district(self):
        found, _text = self._match(city="杭州市", street="滨江区近西湖区路口")
        self.assertEqual(found, self.hangzhou)
        found, _text = self._match(city="宁波市", street="西湖区文三路")
        self.assertEqual(found, self.china)

    def test_district_of_partner(self):
        partner = self.env["res.partner"].create(
            {
                "name": "T",
                "country_id": self.cn.id,
                "state_id": self.zj.id,
                "city": "杭州市",
                "street": "西湖区文三路",
            }
        )
        match = self.env["distributor.territory"]._match_partner
        self.assertEqual(match(partner)[0], self.xihu)
