# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal_order.engine.quantities import MAX_QUANTITY, number


class DistributorOrderWords(models.AbstractModel):
    """The words of an order sheet, and what a distributor is told about its rows."""

    _name = "distributor.order.words"
    _description = "Words of an Order Sheet"

    def _get_sheet_titles(self):
        return [self.env._("Order"), self.env._("Addresses")]

    def _get_sheet_labels(self):
        return {
            "code": self.env._("Code"),
            "name": self.env._("Product"),
            "by": self.env._("Ordered By"),
            "minimum": self.env._("At Least"),
            "price": self.env._("Price"),
            "stock": self.env._("Stock"),
            "quantity": self.env._("Quantity"),
            "ship": self.env._("Ship To"),
        }

    def _get_sheet_texts(self):
        """Return what the program that edits the sheet says."""
        return {
            "places": [
                self.env._("Ship To"),
                self.env._("Recipient"),
                self.env._("Phone"),
                self.env._("Address"),
            ],
            "quantity": (
                self.env._("Quantity"),
                self.env._("A quantity is a number, such as 12."),
            ),
            "ship": (
                self.env._("Ship To"),
                self.env._("Choose an address of the list."),
            ),
        }

    def _tell_sheet_error(self, error):
        """Return why a file is not read, as a sentence that says what to do."""
        limit = error.params.get("limit")
        reasons = {
            "not_xlsx": self.env._(
                "The file is no XLSX workbook. Download the sheet, fill it in and save"
                " it as XLSX."
            ),
            "no_keys": self.env._(
                "This is not the order sheet: its first, hidden row is missing."
                " Download the sheet again and fill it in."
            ),
            "repeated_column": self.env._(
                "Column “%s” of the hidden first row is there twice. Download the sheet"
                " again.",
                error.params.get("column"),
            ),
            "too_many_rows": self.env._(
                "The sheet has more than %s rows. Delete those without quantity.", limit
            ),
            "too_big": self.env._(
                "The file is larger than %s MB. Delete sheets and pictures from it.",
                limit,
            ),
        }
        return reasons[error.code]

    def _tell_row_error(self, error, products):
        """Return dict of where (rows and column) and text of an error.

        :param products: {id: product} of what the sheet names
        """
        values = {
            "rows": ", ".join(str(number) for number in error.numbers),
            "column": self._get_sheet_labels()[error.column],
        }
        return {
            "where": self.env._("Row %(rows)s · %(column)s", **values)
            if len(error.numbers) == 1
            else self.env._("Rows %(rows)s · %(column)s", **values),
            "text": error.params.get("sentence")
            or self._tell_row_code(error, products),
        }

    def _tell_row_code(self, error, products):
        if error.code in ("not_pack", "minimum"):
            return self._tell_row_quantity(error, products)
        text = error.params.get("text", "")
        return {
            "unknown": self.env._(
                "“%s” is no code of a product that you may order. Take the code from"
                " the sheet.",
                text,
            ),
            "gone": self.env._(
                "“%s” cannot be ordered any more. Delete its quantity.", text
            ),
            "ambiguous": self.env._(
                "Several products have the code “%s”. Take the code from a new sheet.",
                text,
            ),
            "no_code": self.env._("The code of the product is missing."),
            "formula": self.env._("It is a formula. Write the number itself."),
            "not_number": self.env._(
                "“%s” is no number. Write it as 1200 or 2.5.", text
            ),
            "negative": self.env._(
                "“%s” is negative. Goods to give back are a return, not an order.", text
            ),
            "too_precise": self.env._("“%s” has too many decimals.", text),
            "too_much": self.env._(
                "“%(text)s” is too much: at most %(limit)s are ordered at once.",
                text=text,
                limit=number(MAX_QUANTITY),
            ),
            "no_place": self.env._("Choose an address of the list."),
            "place": self.env._(
                "“%s” is none of your addresses. Choose one of the list; a new address"
                " is in a new sheet.",
                text,
            ),
            "too_many": self.env._(
                "More than %s products for one address. Put the rest into a second"
                " sheet.",
                error.params.get("limit"),
            ),
        }[error.code]

    def _tell_row_quantity(self, error, products):
        product = products[error.params["item"]]
        sizes = self._get_order_sizes(product)
        values = {
            "text": error.params["text"],
            "less": number(error.params["less"]),
            "more": number(error.params["more"]),
            "unit": sizes["unit"],
            "pack": sizes["pack"],
            "size": number(sizes["step"]),
        }
        if error.code == "minimum":
            return self.env._(
                "%(text)s is less than is ordered at once. Write %(more)s %(unit)s or"
                " more.",
                **values,
            )
        return self.env._(
            "%(text)s is no whole number of %(pack)s (%(size)s %(unit)s). Write"
            " %(less)s or %(more)s.",
            **values,
        )
