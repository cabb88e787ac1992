# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.address import read_address
from ..engine.matcher import make_keys
from .common import TerritoryCommon

DAY = date(2026, 5, 1)
# what divisions, streets and their neighbours in Unicode are made of
pieces = st.sampled_from(
    [
        *"市区县旗盟省州a1 杭西沙　ßİﬁＡ０,-",
        "杭州",
        "杭州市",
        "西湖区",
        "沙市区",
        "市北区",
        "津市市",
        "浙江省",
        "自治州",
        "自治区",
        "地区",
        "文三路",
        "São  Paulo",
        "ΑΘΗΝΑΣ",
        "  ",
        "\t",
    ]
)
texts = st.one_of(
    st.none(),
    st.lists(pieces, max_size=6).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
zips = st.one_of(st.none(), st.text("12a -", max_size=4), texts)
raw = st.tuples(st.sampled_from([None, 0, 1]), st.booleans(), texts, zips, texts, texts)
offsets = st.one_of(st.none(), st.integers(-1, 1))
drawn_maps = st.lists(
    st.tuples(
        st.tuples(
            st.booleans(),
            st.sampled_from(["", "杭州市,杭州", "são paulo", "a", "津市市"]),
            st.sampled_from(["", "", "西湖区", "沙市区,市北区", "a", "津市市"]),
            st.sampled_from(["", "", "1", "12,2", "A"]),
        ),
        st.integers(0, 2),
        offsets,
        offsets,
    ),
    max_size=7,
)
quickly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@tagged("post_install", "-at_install")
class TestSql(TerritoryCommon):
    """The database matches as the engine does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cn = cls.env.ref("base.cn")
        cls.de = cls.env.ref("base.de")
        cls.zj = cls.env.ref("base.state_cn_ZJ")

    def _get_source(self, rows):
        values = SQL(", ").join(
            SQL(
                "(%s::int, %s::int, %s::int, %s::text, %s::text, %s::text, %s::text,"
                " %s::date)",
                number,
                country,
                state,
                *parts,
                DAY,
            )
            for number, (country, state, *parts) in enumerate(rows)
        )
        return SQL(
            "SELECT * FROM (VALUES %s) v"
            " (id, country_id, state_id, city, zip, street, street2, day)",
            values,
        )

    def _to_rows(self, drawn):
        countries = {None: None, 0: self.de.id, 1: self.cn.id}
        return [
            (countries[country], self.zj.id if state else None, *parts)
            for country, state, *parts in drawn
        ]

    def _read(self, row):
        country, state, city, zip_code, street, street2 = row
        return read_address(country or 0, state or 0, city, zip_code, street, street2)

    def _make_map(self, drawn):
        """Write a drawn map; its places may repeat, which forms refuse."""
        territories = self.env["distributor.territory"]
        made = territories
        for number, (_place, depth, start, end) in enumerate(drawn):
            start = start is not None and DAY + timedelta(days=start)
            end = end is not None and DAY + timedelta(days=end)
            parent = made[min(depth, len(made)) - 1] if made and depth else None
            made += self._create_territory(
                f"T-{number % 3}-{number}",
                parent,
                date_start=start,
                date_end=end if not (start and end and end < start) else False,
            )
        keys = [
            (territory.id, *key)
            for territory, (place, *_rest) in zip(made, drawn, strict=True)
            for key in make_keys(self.cn.id, place[0] and self.zj.id or 0, *place[1:])
        ]
        for key in keys:
            self.env.cr.execute(
                "INSERT INTO distributor_territory_key (territory_id, country_id,"
                " state_id, city, district, zip)"
                " VALUES (%s, %s, NULLIF(%s, 0), %s, %s, %s)",
                key,
            )

    @quickly
    @given(st.lists(raw, min_size=1, max_size=12))
    @example([(1, True, "ﬁ　杭州", "０１３", "ＡＢ区", "杭州市西湖区")])
    def test_addresses_are_read_alike(self, drawn):
        rows = self._to_rows(drawn)
        territories = self.env["distributor.territory"]
        source = self._get_source(rows)
        found = self.env.execute_query(
            SQL(
                """
                WITH source AS (%s), rule AS (SELECT 'x' AS district),
                address AS (%s)
                SELECT country_id, state_id, city, zip, district1, district2,
                       district3, city_text
                  FROM address ORDER BY id
                """,
                source,
                territories._get_address_sql(territories._get_odd_texts(source)),
            )
        )
        for row, (*parts, d1, d2, d3, text) in zip(rows, found, strict=True):
            address = self._read(row)
            self.assertEqual(
                (*parts, tuple(dict.fromkeys(filter(None, (d1, d2, d3, text))))),
                (
                    address.country,
                    address.state,
                    address.city,
                    address.zip,
                    address.districts,
                ),
                row,
            )

    @quickly
    @given(drawn_maps, st.lists(raw, min_size=1, max_size=12))
    def test_territories_are_found_alike(self, drawn_map, drawn):
        rows = self._to_rows(drawn)
        territories = self.env["distributor.territory"]
        savepoint = self.env.cr.savepoint()
        try:
            self._clear_map()
            self._make_map(drawn_map)
            found = dict(
                territories._match_source(self._get_source(rows), self.env.company)
            )
            expected = territories._match_candidates(
                [self._read(row) for row in rows], day=DAY
            )
            for number, candidates in enumerate(expected):
                best = candidates[0].criteria.id if candidates else None
                self.assertEqual(found[number], best, (drawn_map, rows[number]))
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def test_partners(self):
        partners = self.env["res.partner"].create(
            [
                {"name": "T-1", "country_id": self.cn.id, "zip": "2012 03"},
                {"name": "T-2", "country_id": self.cn.id, "city": "ＳＵＺＨＯＵ"},
                {"name": "T-3", "country_id": self.de.id},
                {"name": "T-4"},
            ]
        )
        found = self.env["distributor.territory"]._match_partners(partners)
        self.assertEqual(
            [found[partner.id] for partner in partners],
            [self.pudong.id, self.suzhou.id, None, None],
        )

    def test_number_of_queries_does_not_grow(self):
        values = {"name": "T", "country_id": self.cn.id, "zip": "201203"}
        partners = self.env["res.partner"].create([dict(values) for _one in range(50)])
        self.env.flush_all()
        with self.assertQueryCount(4):
            self.env["distributor.territory"]._match_partners(partners)
