# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re
from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.distributor.sheet import SheetError, read_sheet
from odoo.addons.distributor_portal_order.engine.quantities import number

from ..engine.order_rows import Item
from ..sheet import write_order_book

MAX_PRODUCTS = 3000
MAX_ROWS = 4000
MAX_ORDERED = 1000
MAX_BYTES = 2 * 1024 * 1024
NUMBERED = re.compile(r"#([0-9]{1,9})")


class DistributorOrderSheet(models.AbstractModel):
    """The sheet of what a distributor may order: written, and read again."""

    _name = "distributor.order.sheet"
    _description = "Order Sheet"

    def _get_sheet_places(self):
        """Return {text to choose: address} of its own addresses."""
        places = {}
        for address in self._get_order_addresses():
            name = address.name or address.commercial_partner_id.name
            text = ", ".join(filter(None, [name, address._get_order_line_text()]))
            text, copy = " ".join(text.split())[:200], 1
            while text in places:
                copy += 1
                text = f"{text.removesuffix(f' ({copy - 1})')} ({copy})"
            places[text] = address
        return places

    def _get_sheet_codes(self, products):
        """Return {product: text that names it}: a code that no other one has."""
        codes = {one: one.default_code or one.barcode or "" for one in products}
        count = Counter(codes.values())
        return {
            product: code
            if count[code] == 1 and code and code == " ".join(code.split())
            else f"#{product.id}"
            for product, code in codes.items()
        }

    def _find_sheet_items(self, codes):
        """Return {code: Item or why it is none} and the products, by texts of cells.

        What it may not order is told like what does not exist, unless it bought it.
        """
        numbers = [int(one[1]) for one in map(NUMBERED.fullmatch, codes) if one]
        named = (
            Domain("default_code", "in", codes)
            | Domain("barcode", "in", codes)
            | Domain("id", "in", numbers)
        )
        model = self.env["product.product"]
        products = model.search(self._get_order_domain() & named)
        items = {}
        for product in products:
            items[f"#{product.id}"] = self._prepare_sheet_item(product)
        for name in ("barcode", "default_code"):
            groups = products.filtered(name).grouped(name)
            for code, found in groups.items():
                several = len(found) > 1
                items[code] = (
                    "ambiguous" if several else self._prepare_sheet_item(found)
                )
        missing = [code for code in codes if code not in items]
        bought = self.env["sale.order.line"]._read_group(
            [
                ("order_id", "any", self._get_portal_order_domain()),
                "|",
                ("product_id.default_code", "in", missing),
                ("product_id.barcode", "in", missing),
            ],
            ["product_id"],
        )
        for [product] in bought if missing else ():
            gone = {product.default_code, product.barcode} & set(missing)
            items.update(dict.fromkeys(gone, "gone"))
        return items, products

    def _prepare_sheet_item(self, product):
        template = product.product_tmpl_id
        return Item(
            product.id,
            template._round_distributor_quantity,
            template._get_most_quantity,
        )

    def _make_order_sheet(self):
        """Return the bytes of the sheet to fill in, in the language of the visitor."""
        self.ensure_one()
        products = self.env["product.product"].search(
            self._get_order_domain(),
            order="default_code, name, id",
            limit=MAX_PRODUCTS,
        )
        places = self._get_sheet_places()
        rows = self._get_price_list_rows(products)
        labels = self._get_sheet_labels()
        if rows:
            currency = rows[0]["currency"].name
            labels["price"] = self.env._("Price (%s, without tax)", currency)
        if len(places) < 2:
            del labels["ship"]
        return write_order_book(
            self._get_sheet_titles(),
            labels,
            self._prepare_sheet_rows(rows, next(iter(places), "")),
            [
                (
                    text,
                    one.name or one.commercial_partner_id.name or "",
                    one.phone or "",
                    one._get_order_line_text(),
                )
                for text, one in places.items()
            ],
            self._get_sheet_texts(),
        )

    def _prepare_sheet_rows(self, rows, place):
        products = self.env["product.product"].union(*(row["product"] for row in rows))
        codes = self._get_sheet_codes(products)
        hints = self._get_stock_hints(products)
        plain = products.with_context(display_default_code=False)
        names = {one.id: one.display_name for one in plain}
        prepared = []
        for row in rows:
            product = row["product"]
            sizes = self._get_order_sizes(product)
            pack = f"{sizes['pack']} ({number(sizes['step'])} {sizes['unit']})"
            prepared.append(
                {
                    "code": codes[product],
                    "name": names[product.id],
                    "by": pack if sizes["pack"] else sizes["unit"],
                    "minimum": sizes["minimum"] or "",
                    "price": row["price"],
                    "stock": hints.get(product, ("", ""))[1],
                    "ship": place,
                }
            )
        return prepared

    def _read_order_sheet(self, content):
        """Return [(row number, {column: text})] of the rows that order something.

        :raise UserError: it is no sheet of ours, or too large
        """
        try:
            rows = read_sheet(content, MAX_ROWS, MAX_BYTES)
        except SheetError as error:
            raise UserError(self._tell_sheet_error(error)) from error
        ordered = [
            (
                number,
                {name: cells.get(name) or "" for name in ("code", "quantity", "ship")},
            )
            for number, cells in rows
            if cells.get("quantity") not in (None, "", "0")
        ]
        self._check_sheet_rows(ordered)
        return ordered

    def _check_sheet_rows(self, rows):
        if not rows:
            raise UserError(
                self.env._(
                    "No row of the sheet has a quantity. Fill in the column “%s”, save"
                    " the file and choose it again.",
                    self._get_sheet_labels()["quantity"],
                )
            )
        if len(rows) > MAX_ORDERED:
            raise UserError(
                self.env._(
                    "More than %s rows have a quantity. Put the rest into a second"
                    " sheet.",
                    MAX_ORDERED,
                )
            )
