# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class DistributorReturnChecks(models.AbstractModel):
    """What a request must have."""

    _name = "distributor.return.checks"
    _description = "Checks of Returns"

    def _check_request(self, requested_by):
        """Refuse a request that is not complete, too late or too much.

        :raise UserError: says what to do
        """
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Enter how much of which goods comes back."))
        self._check_order()
        self._check_photos()
        self._check_window(requested_by)
        self.line_ids._check_quantity()

    def _check_order(self):
        """Refuse goods of another order, such as of another distributor."""
        strange = self.line_ids.filtered(
            lambda line: line.order_line_id.order_id != self.order_id
        )
        if strange or not self.distributor_id:
            raise UserError(
                self.env._(
                    "%(product)s was not delivered with %(order)s.",
                    product=strange[:1]._get_label() if strange else "",
                    order=self.order_id.name,
                )
            )

    def _check_photos(self):
        wanted = self.line_ids.reason_id.filtered("needs_photos")[:1]
        if wanted and not self.attachment_ids:
            raise UserError(
                self.env._("“%s” needs a photo of the goods: add one.", wanted.name)
            )

    def _check_window(self, requested_by):
        """Refuse what was delivered too long ago, unless our staff says why not."""
        today = self.distributor_id._get_today()
        for line in self.line_ids:
            if not line.last_day or today <= line.last_day:
                continue
            if requested_by == "staff" and (self.exception_reason or "").strip():
                continue
            values = {
                "product": line._get_label(),
                "day": format_date(self.env, line.last_day),
            }
            if requested_by == "staff":
                raise UserError(
                    self.env._(
                        "%(product)s could be returned until %(day)s. To take it back"
                        " all the same, write why under Exception.",
                        **values,
                    )
                )
            raise UserError(
                self.env._(
                    "%(product)s could be returned until %(day)s. Ask your contact if"
                    " there is a special reason.",
                    **values,
                )
            )
