# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dataclasses import replace

from odoo import models
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from odoo.addons.distributor_portal.controllers.keyset import cut
from odoo.addons.distributor_portal.controllers.parameters import ALL
from odoo.addons.distributor_portal.models.distributor_portal_list import Choice, Sort

RECENT, FAVOURITES = "recent", "favourites"


class DistributorPortalListGoods(models.AbstractModel):
    """What the distributor may order, to choose from."""

    _name = "distributor.portal.list.goods"
    _inherit = "distributor.portal.list"
    _description = "Goods to Order in the Portal"

    _right = "order"
    _path = "order"
    _records = "product.product"
    _search_fields = ("name",)
    _step = 24  # whole rows of two, three and four cards

    def _get_title(self):
        return self.env._("Goods to Order")

    def _get_search_label(self):
        return self.env._("Name, reference or barcode")

    def _get_base_domain(self, distributor):
        return distributor._get_order_domain()

    def _get_choices(self, distributor, values):
        favourites = distributor._get_favourite_products
        shown = {
            ALL: (self.env._("All"), None),
            RECENT: (self.env._("Recent"), None),
            FAVOURITES: (
                self.env._("Favourites"),
                values.get("show") == FAVOURITES and [("id", "in", favourites().ids)],
            ),
        }
        categories = {
            str(one.id): (one.name, [("categ_id", "child_of", one.id)])
            for one in distributor._get_order_categories()
        }
        return [
            Choice("show", self.env._("Show"), shown),
            Choice(
                "category",
                self.env._("Category"),
                {"": (self.env._("All categories"), None), **categories},
                "",
            ),
        ]

    def _get_sorts(self, values):
        return {
            "code": Sort(self.env._("By reference"), ["default_code", "name"], False)
        }

    def _get_domain(self, distributor, chosen):
        values = dict(chosen.values, search="")
        domain = super()._get_domain(distributor, replace(chosen, values=values))
        if search := chosen.values["search"]:
            domain &= distributor._get_order_search_domain(search, escape_psql(search))
        return domain

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        if chosen.values["show"] != RECENT:
            return super()._fetch(distributor, chosen, cursor, backward, limit)
        ids = self._find_recent(distributor, chosen).ids
        return cut(ids, cursor, backward, limit)

    def _find_recent(self, distributor, chosen):
        """Return what was ordered last and chosen, newest first; they are few."""
        if chosen.rows is None:
            recent = distributor._get_recent_products()
            domain = self._get_domain(distributor, chosen)
            chosen.rows = recent & recent.search(
                domain & Domain("id", "in", recent.ids)
            )
        return chosen.rows

    def _get_totals(self, distributor, chosen, user):
        if chosen.values["show"] != RECENT:
            return super()._get_totals(distributor, chosen, user)
        return {"count": len(self._find_recent(distributor, chosen)), "sums": []}

    def _get_rows(self, distributor, ids, chosen):
        return distributor._get_order_cards(self.env[self._records].browse(ids))

    def _get_columns(self, distributor, user):
        return distributor.env["distributor.portal.list.prices"]._get_columns(
            distributor, user
        )
