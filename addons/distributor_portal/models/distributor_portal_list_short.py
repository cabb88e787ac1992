# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorPortalListShort(models.AbstractModel):
    """A list that is found and sorted as a whole, since it is short by its nature.

    It may be searched and sorted by what no column holds. A page begins behind the id
    of a row as everywhere; an id that is not among the rows leads to the first page.
    """

    _name = "distributor.portal.list.short"
    _inherit = "distributor.portal.list"
    _description = "Short List of the Portal"

    def _find_ids(self, distributor, chosen):
        """Return the ids of all rows that were chosen, in their order."""
        raise NotImplementedError

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        return self._cut(self._find_ids(distributor, chosen), cursor, backward, limit)

    @api.model
    def _cut(self, ids, cursor, backward, limit):
        """Return (nothing, id) of those beyond a cursor, the nearest first."""
        ids = ids[::-1] if backward else ids
        if cursor:
            if cursor[1] not in ids:
                return []
            ids = ids[ids.index(cursor[1]) + 1 :]
        return [(None, number) for number in ids[:limit]]

    def _get_totals(self, distributor, chosen, user):
        return {"count": len(self._find_ids(distributor, chosen)), "sums": []}

    @api.model
    def _contains(self, text, *words):
        """Tell whether a text is in one of some words, however it is written."""
        text = text.casefold()
        return any(text in (word or "").casefold() for word in words)
