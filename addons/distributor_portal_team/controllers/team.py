# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import content_disposition, request
from odoo.tools.sql import escape_psql

from odoo.addons.distributor.models.distributor_lifecycle import STATES
from odoo.addons.distributor_portal.controllers.parameters import (
    read_choice,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import (
    CAREFUL,
    GOOD,
    HOME,
    NEUTRAL,
    DistributorPortal,
)
from odoo.addons.distributor_portal.models.distributor_portal_list import Chosen
from odoo.addons.distributor_price.models.spreadsheet import XLSX

PAGE = f"{HOME}/team"
SORTS = ("level", "name", "since", "sales")
COLORS = {
    "applicant": CAREFUL,
    "active": GOOD,
    "suspended": CAREFUL,
    "terminating": CAREFUL,
    "terminated": NEUTRAL,
}


class DistributorPortalTeam(DistributorPortal):
    """The downline of the visitor's distributor, as far as its company shows it."""

    def _read_team(self, distributor, typed):
        """Return (what was chosen, the rows); a value that is no choice is ignored."""
        search = read_search(typed.get("search"))
        chosen = {
            "search": search,
            "level": str(typed.get("level") or ""),
            "state": read_choice(typed.get("state"), ("all", *dict(STATES)), "current"),
            "sort": read_choice(typed.get("sort"), SORTS, "level"),
        }
        found = distributor._get_team_rows(
            **{**chosen, "search": escape_psql(search)},
            with_sales=distributor._user_can("money", request.env.user),
        )
        chosen["level"] = str(found["level"].id or "")
        return chosen, found

    def _prepare_team_page(self, distributor, chosen, rows, cursors):
        """Return the rows of a page and its neighbours; all rows were found already.

        :param cursors: what the address carries, after or before
        """
        shown = self._get_list(distributor, "team")
        # read already; what there is to choose costs more
        choice = Chosen(chosen, [], rows)
        page = self._get_list_page(shown, distributor, choice, cursors)
        return {**page, "rows": shown._get_rows(distributor, page["ids"], choice)}

    @http.route([PAGE, f"{PAGE}/page/<page>"], type="http", auth="user", website=True)
    def portal_distribution_team(self, page=None, **typed):
        def prepare(distributor):
            chosen, found = self._read_team(distributor, typed)
            rows = found["rows"]
            states = distributor._fields["state"]._description_selection(request.env)
            return {
                **found,
                **self._prepare_team_page(distributor, chosen, rows, typed),
                "count": len(rows),
                "chosen": chosen,
                # an export asks the list of this name for all pages
                "listing": {
                    "name": "team",
                    "chosen": chosen,
                    "totals": None,
                    "is_empty": not rows,
                },
                "states": states,
                "colors": COLORS,
                "phones": distributor.company_id.distributor_team_phones,
                "currency": distributor.company_id.currency_id,
                "only_direct": not all(row["sales"] for row in rows),
                "may_invite": distributor._can_invite(),
            }

        return self._render_distributor_page(
            "distributor_portal_team.portal_distribution_team", "team", prepare
        )

    @http.route(f"{PAGE}.xlsx", type="http", auth="user", website=True)
    def portal_distribution_team_download(self, **typed):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("view", request.env.user):
            raise request.not_found()
        found = self._read_team(distributor, typed)[1]
        name = f"{distributor.code}-{distributor._get_today()}.xlsx"
        return request.make_response(
            distributor._make_team_sheet(found),
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
            ],
        )
