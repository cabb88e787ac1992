# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io
from datetime import timedelta

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from ..models.spreadsheet import make_sheet
from .test_version import DAY, TODAY, VersionCommon


@freeze_time(f"{TODAY} 08:00:00")
@tagged("post_install", "-at_install")
class TestComparison(VersionCommon):
    def _compare(self, version):
        version.action_compare()
        return (
            self.env["distributor.price.comparison"]
            .with_user(self.author)
            .search([("price_version_id", "=", version.id)])
        )

    def test_old_new_and_percent(self):
        version = self._prepare(
            {"fixed_price": 12}, {"fixed_price": 8, "min_quantity": 10}
        )
        rows = self._compare(version)
        self.assertEqual(rows.territory_id, self.pudong)
        found = [
            (row.quantity, row.old_price, row.new_price, round(row.percent, 2))
            for row in rows.sorted("quantity")
        ]
        self.assertEqual(found, [(1, 9, 12, 33.33), (10, 9, 8, -11.11)])

    def test_undone(self):
        version = self._prepare({"fixed_price": 12})
        before = self.pricelist.item_ids
        self._compare(version)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.pricelist.item_ids, before)
        self.assertFalse(before.date_end)
        self.assertFalse(version.item_ids.item_id)
        self.assertEqual(version.state, "draft")

    def test_is_what_approval_does(self):
        chained = self._create_list(
            "T-Chain",
            {
                "compute_price": "percentage",
                "percent_price": 10,
                "base": "pricelist",
                "base_pricelist_id": self.pricelist.id,
            },
        )
        self._create_price(chained, distributor_id=self.dealer)
        version = self._prepare({"fixed_price": 12})
        row = self._compare(version).filtered("distributor_id")
        self.assertEqual((row.old_price, row.new_price), (8.1, 10.8))
        self._approve(version)
        self.assertEqual(self._price_on(DAY), row.new_price)

    def test_below_cost_warns(self):
        version = self._prepare({"fixed_price": 3})
        action = version.action_compare()
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn("1", action["params"]["message"])

    def test_rows_are_private(self):
        version = self._prepare({"fixed_price": 12})
        rows = self._compare(version)
        other = rows.with_user(self.approver)
        self.assertFalse(other.search([("price_version_id", "=", version.id)]))


@tagged("post_install", "-at_install")
class TestSpreadsheet(VersionCommon, HttpCase):
    def test_text_is_never_a_formula(self):
        content = make_sheet(["=1+1"], [["=HYPERLINK(1)", 2.5, True, "+1", None]])
        sheet = load_workbook(io.BytesIO(content)).active
        self.assertEqual(sheet["A1"].data_type, "s")
        self.assertEqual(
            [cell.data_type for cell in sheet[2]],
            list("snbss"[:4]) + [sheet["E2"].data_type],
        )

    def test_download(self):
        self.goods.name = "=T-Evil"
        day = fields.Date.today() + timedelta(days=20)
        version = self._prepare({"fixed_price": 12}, day=day)
        version.action_compare()
        self.authenticate("t-author", "t-author")
        url = f"/distributor_price/version/{version.id}/comparison.xlsx"
        sheet = load_workbook(io.BytesIO(self.url_open(url).content)).active
        self.assertEqual((sheet["A2"].value, sheet["A2"].data_type), ("=T-Evil", "s"))
        self.assertEqual((sheet["G2"].value, sheet["H2"].value), (9, 12))
        new_test_user(self.env, "t-nobody", "base.group_user")
        self.authenticate("t-nobody", "t-nobody")
        self.assertEqual(self.url_open(url).status_code, 403)
