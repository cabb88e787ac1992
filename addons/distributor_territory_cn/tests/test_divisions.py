# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import time

from odoo.tests import Form, tagged

from odoo.addons.distributor_territory.tests.common import TerritoryCommon

from ..models import distributor_territory_cn

# state, city, street, street2 and the code expected
ADDRESSES = [
    ("ZJ", "杭州市", "西湖区文三路 478 号", None, "330106"),
    ("ZJ", "杭州", "浙江省杭州市西湖区文三路 478 号", None, "330106"),
    ("ZJ", "杭州市西湖区", "文三路 478 号", None, "330106"),
    ("ZJ", None, "浙江省杭州市西湖区文三路 478 号", None, "330106"),
    ("ZJ", "杭州市", "文三路 478 号", "西湖区", "330106"),
    ("ZJ", "西湖区", "文三路 478 号", None, "330106"),
    ("ZJ", "杭州", "延安路 292 号", None, "3301"),
    ("ZJ", None, "龙井路 1 号", None, "33"),
    ("JS", "昆山市", "前进中路 219 号", None, "320583"),
    ("JS", "苏州市", "昆山市前进中路 219 号", None, "320583"),
    ("JS", "南京市", "鼓楼区中央路 1 号", None, "320106"),
    ("JS", "徐州市", "鼓楼区中山北路 1 号", None, "320302"),
    ("JS", "鼓楼区", "中山北路 1 号", None, "32"),
    ("BJ", "北京市", "朝阳区建国路 87 号", None, "110105"),
    ("BJ", "朝阳区", "建国路 87 号", None, "110105"),
    ("SH", "上海", "上海市浦东新区世纪大道 100 号", None, "310115"),
    ("SD", "青岛市", "青岛市市北区辽宁路 1 号", None, "370203"),
    ("HB", "荆州市", "沙市区北京路 1 号", None, "421002"),
    ("HN", "常德市", "津市市孟姜女大道 1 号", None, "430781"),
    ("HA", "济源市", "宣化中街 1 号", None, "419001"),
    ("YN", "大理白族自治州大理市", "人民路 1 号", None, "532901"),
    ("NM", "呼和浩特", "内蒙古自治区呼和浩特市新城区新华大街", None, "150102"),
    ("XJ", "乌鲁木齐市", "天山区人民路 1 号", None, "650102"),
    ("CQ", "重庆市", "渝中区解放碑 1 号", None, "500103"),
    ("HK", "湾仔区", "轩尼诗道 1 号", None, "810102"),
]
KINDS = "市区县旗"


def load_tests(loader, tests, pattern):
    tests.addTests(doctest.DocTestSuite(distributor_territory_cn))
    return tests


@tagged("post_install", "-at_install")
class TestDivisions(TerritoryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brand = cls.env["res.company"].create({"name": "T-Brand"})
        cls.top = cls._create_territory("T-TOP", company_id=cls.brand.id)
        cls.loader = cls.env["distributor.territory.cn"]
        start = time.monotonic()
        cls.created, _renamed = cls.loader._load(cls.brand, "district", cls.top)
        cls.env.flush_all()
        cls.seconds = time.monotonic() - start
        cls.by_code = {one.code: one for one in cls.created}

    def _match(self, state, city=None, street=None, street2=None):
        found, text = self.env["distributor.territory"]._match_address(
            self.env.ref("base.cn"),
            self.env.ref(f"base.state_cn_{state}"),
            city,
            None,
            self.brand,
            street=street,
            street2=street2,
        )
        return found.code.removeprefix("CN-"), text

    def test_all_are_loaded_in_time(self):
        self.assertGreater(len(self.created), 3600)
        self.assertLess(self.seconds, 60, "20 s on an idle machine")
        provinces = self.created.filtered(lambda one: one.parent_id == self.top)
        self.assertEqual(len(provinces), 34)
        states = self.env["res.country.state"].search(
            [("country_id", "=", self.env.ref("base.cn").id)]
        )
        self.assertEqual(provinces.state_id, states)
        self.assertEqual(self.by_code["CN-33"].name, "浙江省 Zhejiang")
        self.assertEqual(
            self.by_code["CN-330106"].complete_name,
            "Test T-TOP / 浙江省 Zhejiang / 杭州市 / 西湖区",
        )

    def test_second_time_only_names_change(self):
        self.by_code["CN-3301"].name = "Old"
        created, renamed = self.loader._load(self.brand, "district", self.top)
        self.assertFalse(created)
        self.assertEqual(renamed.mapped("name"), ["杭州市"])

    def test_addresses(self):
        for state, city, street, street2, expected in ADDRESSES:
            found, text = self._match(state, city, street, street2)
            self.assertEqual(found, expected, (city, street, text))

    def test_database_finds_the_same(self):
        partners = self.env["res.partner"].create(
            [
                {
                    "name": "T",
                    "country_id": self.env.ref("base.cn").id,
                    "state_id": self.env.ref(f"base.state_cn_{state}").id,
                    "city": city,
                    "street": street,
                    "street2": street2,
                }
                for state, city, street, street2, _expected in ADDRESSES
            ]
        )
        found = self.env["distributor.territory"]._match_partners(partners, self.brand)
        self.assertEqual(
            [found[partner.id] for partner in partners],
            [self.by_code[f"CN-{row[-1]}"].id for row in ADDRESSES],
        )

    def test_every_district_is_found(self):
        """Written in full, in fields or in the street, each finds itself."""
        plan = self.loader._plan(self.brand, "district")
        prepare = self.env["distributor.territory"]._prepare_address
        china = self.env.ref("base.cn")
        addresses, expected = [], []
        for one in plan.values():
            city = plan[one.parent].name if len(one.parent) == 4 else ""
            if len(one.code) < 6 or one.name[-1] not in KINDS or city[-1:] == "县":
                continue
            # some zones repeat their city in their name; nobody writes it twice
            name = one.name.removeprefix(city)
            state = self.by_code[f"CN-{one.code[:2]}"].state_id
            for in_field in (True, False):
                addresses.append(
                    prepare(
                        china,
                        state,
                        city if in_field else None,
                        street=f"{'' if in_field else city}{name}人民路 1 号",
                    )
                )
                expected.append(one.code)
        self.assertGreater(len(expected), 6000)
        found = self.env["distributor.territory"]._match_candidates(
            addresses, self.brand
        )
        wrong = [
            (code, address)
            for code, address, candidates in zip(
                expected, addresses, found, strict=True
            )
            if candidates[0].criteria.code != f"CN-{code}"
        ]
        self.assertFalse(wrong[:5], len(wrong))

    def test_own_map_stays(self):
        company = self.env["res.company"].create({"name": "T-Own"})
        own = self._create_territory(
            "T-OWN",
            country="cn",
            company_id=company.id,
            state_id=self.env.ref("base.state_cn_ZJ").id,
        )
        form = Form(self.env["distributor.territory.cn.load"])
        form.company_id = company
        form.depth = "city"
        self.assertEqual(form.known_count, 1)
        self.assertIn("CN-11", form.preview)
        new = form.new_count
        form.save().action_load()
        loaded = self.env["distributor.territory"].search(
            [("company_id", "=", company.id), ("code", "=like", "CN-%")]
        )
        self.assertEqual(len(loaded), new)
        self.assertNotIn("CN-33", loaded.mapped("code"))
        self.assertEqual(
            loaded.filtered(lambda one: one.code == "CN-3301").parent_id, own
        )
