# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import io

import openpyxl

from odoo import http
from odoo.tests import tagged

from odoo.addons.distributor_portal_order.tests.common import ORDER, OrderCommon

PAGE = f"{ORDER}/sheet"


class SheetMixin:
    """Downloads the sheet, fills it in as a person does, and uploads it."""

    def _download(self):
        answer = self.url_open(f"{PAGE}/order.xlsx")
        self.assertEqual(answer.status_code, 200)
        return openpyxl.load_workbook(io.BytesIO(answer.content))

    def _get_columns(self, book):
        return {cell.value: cell.column for cell in book.worksheets[0][1]}

    def _fill(self, *rows, book=None):
        """Return the content of a sheet with rows of code, quantity and address."""
        book = book or self._download()
        sheet, columns = book.worksheets[0], self._get_columns(book)
        sheet.delete_rows(3, sheet.max_row)
        for number, row in enumerate(rows, start=3):
            for name, value in zip(("code", "quantity", "ship"), row, strict=False):
                sheet.cell(number, columns[name]).value = value
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def _upload(self, content, name="order.xlsx"):
        return self.url_open(
            PAGE,
            data={"csrf_token": http.Request.csrf_token(self)},
            files=[("file", (name, content, "application/octet-stream"))],
        )

    def _get_place(self, address):
        [text] = [
            text
            for text, one in self.dealer._get_sheet_places().items()
            if one == address
        ]
        return text

    def _create_draft(self):
        return (
            self.env["distributor.order.draft"]
            .sudo()
            .create(
                {
                    "distributor_id": self.dealer.id,
                    "partner_shipping_id": self.shop.id,
                    "basket": self._lines((self.tea, 6)),
                    "key": f"{'a' * 32}-{self.shop.id}",
                    "upload": "a" * 32,
                }
            )
        )

    def _get_drafts(self, distributor=None):
        drafts = self.env["distributor.order.draft"].sudo()
        owner = distributor or self.dealer
        return drafts.search([("distributor_id", "=", owner.id)], order="id")


@tagged("post_install", "-at_install")
class SheetCommon(SheetMixin, OrderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.at_shop, cls.at_depot = (
            f"{name}, T-City T-Lane {number}"
            for number, name in enumerate(("T-Shop", "T-Depot"), start=1)
        )
