# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models

from ..controllers.keyset import cut


class DistributorPortalListShort(models.AbstractModel):
    """A list that is found and sorted as a whole, since it is short by its nature.

    It may be searched and sorted by what no column holds. It is found once for a page,
    its neighbours and its totals. A page begins behind the id of a row as everywhere;
    an id that is not among the rows leads to the first page.
    """

    _name = "distributor.portal.list.short"
    _inherit = "distributor.portal.list"
    _description = "Short List of the Portal"

    def _find_rows(self, distributor, chosen):
        """Return all rows that were chosen, in their order."""
        raise NotImplementedError

    def _get_row_id(self, row):
        return row.id

    def _find_once(self, distributor, chosen):
        if chosen.rows is None:
            chosen.rows = self._find_rows(distributor, chosen)
        return chosen.rows

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        rows = self._find_once(distributor, chosen)
        return cut([self._get_row_id(row) for row in rows], cursor, backward, limit)

    def _get_rows(self, distributor, ids, chosen):
        rows = self._find_once(distributor, chosen)
        by_id = {self._get_row_id(row): row for row in rows}
        return [by_id[number] for number in ids if number in by_id]

    def _get_totals(self, distributor, chosen, user):
        return {"count": len(self._find_once(distributor, chosen)), "sums": []}

    @api.model
    def _contains(self, text, *words):
        """Tell whether a text is in one of some words, however it is written."""
        text = text.casefold()
        return any(text in (word or "").casefold() for word in words)
