# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo.addons.distributor.sheet import read_sheet


class BookTests:
    """What the download holds."""

    def _get_rows(self, book):
        sheet = book.worksheets[0]
        keys = [cell.value for cell in sheet[1]]
        rows = sheet.iter_rows(min_row=3, values_only=True)
        return {row[0]: dict(zip(keys, row, strict=True)) for row in rows}

    def test_what_it_holds(self):
        self._set_stock(self.tea, 500)
        self.cup.sale_ok = False
        book = self._download()
        rows = self._get_rows(book)
        self.assertEqual(
            rows["T-TEA"],
            {
                "code": "T-TEA",
                "name": "T-Tea",
                "by": "T-Box (6 Units)",
                "minimum": None,
                "price": 80,
                "stock": "In stock",
                "quantity": None,
                "ship": next(iter(self.dealer._get_sheet_places())),
            },
        )
        self.assertEqual(rows["T-POT"]["minimum"], 2)
        self.assertNotIn("T-CUP", rows)
        sheet, columns = book.worksheets[0], self._get_columns(book)
        self.assertTrue(sheet.row_dimensions[1].hidden)
        [choice] = [
            one for one in sheet.data_validations.dataValidation if one.type == "list"
        ]
        letter = sheet.cell(1, columns["ship"]).column_letter
        self.assertTrue(str(choice.sqref).startswith(f"{letter}3"))
        addresses = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
        self.assertEqual(addresses[1:], list(self.dealer._get_sheet_places()))
        self.assertEqual(choice.formula1, f"'Addresses'!$A$2:$A${len(addresses)}")

    def test_codes_are_unique_and_texts_no_formulas(self):
        self.pot.default_code = "T-TEA"
        self.cup.default_code = "=1+1"
        book = self._download()
        rows = self._get_rows(book)
        self.assertLess({f"#{self.tea.id}", f"#{self.pot.id}", "=1+1"}, rows.keys())
        cells = [cell for row in book.worksheets[0] for cell in row]
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        content = self._fill(("=1+1", 1, self.at_shop), (f"#{self.pot.id}", 2))
        # the first is a formula once a person wrote it, and refused as such
        self.assertEqual(read_sheet(content)[0][1]["code"], "=1+1")

    def test_one_address_needs_no_column(self):
        (self.shop | self.depot).active = False
        self.assertEqual(len(self.dealer._get_sheet_places()), 1)
        book = self._download()
        self.assertNotIn("ship", self._get_columns(book))
        answer = self._upload(self._fill(("T-CUP", 3), book=book))
        self.assertIn("Make 1 draft", self._read(answer))

    def _read(self, answer):
        return " ".join(answer.text.split())

    def test_same_addresses_are_told_apart(self):
        self.depot.write({"name": "T-Shop", "street": "T-Lane 1"})
        places = self.dealer._get_sheet_places()
        self.assertEqual(len(set(places.values())), len(places))
        self.assertLess({self.at_shop, f"{self.at_shop} (2)"}, places.keys())

    def test_language_of_the_visitor(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        module = self.env["ir.module.module"].search(
            [("name", "=", "distributor_portal_order_sheet")]
        )
        module._update_translations("zh_CN")
        self.users[self.dealer].lang = "zh_CN"
        self._login(self.dealer)
        book = self._download()
        self.assertEqual(book.sheetnames, ["订货", "收货地址"])
        labels = [cell.value for cell in book.worksheets[0][2]]
        self.assertIn("数量", labels)
        answer = self._upload(self._fill(("T-TEA", 12, self.at_shop), book=book))
        self.assertIn("生成 1 份草稿", self._read(answer))

    def test_query_count(self):
        """As many queries for many products as for a few."""

        def count():
            self._download()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._download()
            return self.env.cr.sql_log_count - before

        few = count()
        self.env["product.product"].create(
            [{"name": f"T-Many {number}", "is_storable": True} for number in range(20)]
        )
        self.assertLessEqual(count(), few + 2)
