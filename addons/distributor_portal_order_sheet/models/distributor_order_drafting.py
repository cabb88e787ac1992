# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.distributor_portal_order.engine.quantities import (
    MAX_LINES,
    MAX_QUANTITY,
    write_lines,
)

from ..engine.order_rows import Limits, read_rows
from .distributor_order_sheet import MAX_ORDERED

UPLOAD = re.compile(r"[0-9a-f]{32}")
MAX_OPEN = 200


class DistributorOrderDrafting(models.AbstractModel):
    """From the rows of a sheet to what is shown before, and to its drafts."""

    _name = "distributor.order.drafting"
    _description = "Drafts of an Order Sheet"

    def _preview_order_sheet(self, rows, user):
        """Return what the rows of a sheet would order; nothing is written.

        :param rows: as `_read_order_sheet` returns them
        :return: dict of drafts (each with address and what `_check_basket` tells),
            errors and notes (see `_tell_row_error`), rows (how many are right), total
            and its currency
        """
        self.ensure_one()
        places = self._get_sheet_places()
        codes = {cells["code"] for _number, cells in rows if cells["code"]}
        items, products = self._find_sheet_items(list(codes))
        by_id = {product.id: product for product in products}
        found = read_rows(
            rows,
            items,
            {text: address.id for text, address in places.items()},
            Limits(
                self.env["decimal.precision"].precision_get("Product Unit"),
                MAX_QUANTITY,
                MAX_LINES,
            ),
        )
        addresses = self.env["res.partner"].union(*places.values())
        drafts = [
            draft
            for address in addresses
            if (draft := self._preview_draft(address, found, by_id, user))
        ]
        errors = found.sort().errors
        orders = [draft["order"] for draft in drafts]
        return {
            "drafts": drafts,
            "errors": [self._tell_row_error(error, by_id) for error in errors],
            "notes": [self._tell_repeated(one, by_id) for one in found.repeated],
            "rows": len(found.accepted),
            "wrong": len({one for error in errors for one in error.numbers}),
            "total": sum(order.amount_total for order in orders),
            "currency": orders[0].currency_id if orders else None,
        }

    def _preview_draft(self, address, found, products, user):
        """Return the draft of an address, or none when nothing goes there.

        Rows that may not be sold there are refused, and it is looked at once more.
        """
        while lines := found.lines.get(address.id):
            lines = {products[key]: float(qty) for key, qty in lines.items()}
            check = self._check_basket(lines, address, user)
            if not check["place"]["refusals"]:
                basket = write_lines({one.id: qty for one, qty in lines.items()})
                return {**check, "address": address, "basket": basket}
            refused = check["place"]["products"]
            rows = [
                row
                for row in found.accepted
                if row.place == address.id
                and (row.item.key in refused.ids or not refused)
            ]
            sentence = " ".join(check["place"]["refusals"])
            found.refuse(rows, "ship", "refused", sentence=sentence)
        return None

    def _tell_repeated(self, repeated, products):
        numbers, _place, key, total = repeated
        return self.env._(
            "Rows %(rows)s order the same, %(product)s, for one address: together"
            " %(quantity)s.",
            rows=", ".join(map(str, numbers)),
            product=products[key].display_name,
            quantity=f"{total:f}",
        )

    def _make_order_drafts(self, rows, upload, file_name, user, leave_out=False):
        """Make the drafts of a sheet, once for each upload.

        The caller checked that the user may order for this distributor. What was shown
        is looked at again: nothing that a browser computed is read.

        :param leave_out: whether rows with errors are left out
        :raise UserError: rows have errors, or nothing is left
        """
        self.ensure_one()
        if not UPLOAD.fullmatch(str(upload or "")):
            raise UserError(self.env._("Please upload the sheet again."))
        if made := self._find_upload(upload):
            return made
        self._check_sheet_rows(rows)
        preview = self._preview_order_sheet(rows, user)
        if preview["errors"] and not leave_out:
            raise UserError(
                self.env._("Rows have errors: correct the sheet, or leave them out.")
            )
        if not preview["drafts"]:
            raise UserError(self.env._("No row is left that could be ordered."))
        if len(self._get_open_drafts()) + len(preview["drafts"]) > MAX_OPEN:
            raise UserError(
                self.env._("More than %s drafts wait: place or delete some.", MAX_OPEN)
            )
        return self.env["distributor.order.draft"].create(
            [
                {
                    "distributor_id": self.id,
                    "partner_shipping_id": draft["address"].id,
                    "basket": draft["basket"],
                    "key": f"{upload}-{draft['address'].id}",
                    "upload": upload,
                    "file_name": file_name,
                    "user_id": user.id,
                }
                for draft in preview["drafts"]
            ]
        )

    def _find_upload(self, upload):
        return self.env["distributor.order.draft"].search(
            [("distributor_id", "=", self.id), ("upload", "=", upload)]
        )

    def _get_open_drafts(self):
        """Return the drafts that wait to be placed, the newest first."""
        self.ensure_one()
        return self.env["distributor.order.draft"].search(
            [("distributor_id", "=", self.id), ("order_id", "=", False)]
        )

    def _read_posted_rows(self, posted):
        """Return the rows that a page carried: [[number, code, quantity, ship]].

        :raise UserError: they are none
        """
        wrong = UserError(self.env._("Please upload the sheet again."))
        if not isinstance(posted, list) or len(posted) > MAX_ORDERED:
            raise wrong
        rows = []
        for row in posted:
            if not isinstance(row, list) or len(row) != 4 or type(row[0]) is not int:
                raise wrong
            number, *texts = row
            if not all(isinstance(text, str) for text in texts):
                raise wrong
            texts = [text.replace("\x00", "")[:512] for text in texts]
            rows.append(
                (number, dict(zip(("code", "quantity", "ship"), texts, strict=True)))
            )
        return rows
