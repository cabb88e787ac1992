# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL

from .distributor_commission_accrual_sql import BILLED_ENTRIES


class DistributorCommissionEntry(models.Model):
    _inherit = "distributor.commission.entry"

    is_billed = fields.Boolean(
        compute="_compute_is_billed",
        search="_search_is_billed",
        help="A posted bill pays it, also where its settlement was carried into a later"
        " one.",
    )

    @api.depends_context("billed_until")
    def _compute_is_billed(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT entry_id FROM (%s) AS billed WHERE entry_id = ANY(%s)",
                self._get_billed_sql(),
                self.ids,
            )
        )
        billed = {key for (key,) in rows}
        for entry in self:
            entry.is_billed = entry.id in billed

    @api.model
    def _get_billed_sql(self):
        """Return the ids of billed entries, as of the day in the context."""
        day = fields.Date.to_date(self.env.context.get("billed_until"))
        return SQL(BILLED_ENTRIES, until=day or fields.Date.to_date("9999-12-31"))

    def _search_is_billed(self, operator, value):
        if operator != "in":
            return NotImplemented
        billed = self._get_billed_sql()
        return [("id", "in" if True in value else "not in", billed)]
