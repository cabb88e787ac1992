# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from werkzeug.urls import url_encode

from odoo import http
from odoo.tools import format_date

from ..models.distributor_commission_settlement import OBSTACLES
from .parameters import ALL
from .portal import ACTIVE, CAREFUL, GOOD, HOME, NEUTRAL, DistributorPortal

PAGE = f"{HOME}/commission"
COLORS = {
    "payable": ACTIVE,
    "payment": NEUTRAL,
    "receipt": NEUTRAL,
    "freeze": NEUTRAL,
    "held": CAREFUL,
    "disputed": CAREFUL,
    "asked": CAREFUL,
    "draft": ACTIVE,
    "approved": ACTIVE,
    "carried": CAREFUL,
    "billed": ACTIVE,
    "paid": GOOD,
    "closed": NEUTRAL,
}


class DistributorPortalCommission(DistributorPortal):
    """What the visitor's distributor earned, and what it waits for."""

    _settlements_shown = 3

    @http.route(PAGE, type="http", auth="user", website=True)
    def portal_distribution_commission(self, **kwargs):
        def prepare(distributor):
            distributor = distributor.with_context(**{OBSTACLES: {}})
            today = distributor.company_id._get_commission_today()
            entries = self._get_list(distributor, "commission")
            # the page adds up by where the money stands, see below
            found = self._prepare_list(distributor, "commission", kwargs, totals=False)
            filters = entries._get_filters(found["listing"]["chosen"])
            return {
                **found,
                "month": found["listing"]["chosen"]["month"],
                **self._prepare_commission_totals(distributor, filters, today),
                **self._prepare_commission_settlements(distributor),
                "bonuses": distributor._get_portal_bonuses(),
                "obstacles": distributor._get_portal_obstacles(),
                "state_colors": COLORS,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_commission",
            "commission",
            prepare,
            right="money",
        )

    def _get_commission_states(self, distributor):
        """Return {key: label} of where entries stand."""
        return self._get_list(distributor, "commission")._get_states()

    def _prepare_commission_totals(self, distributor, filters, today):
        """Return the sums of a month; of all months nobody adds up a history."""
        values = {"currency": distributor.company_id.currency_id, "totals": None}
        if not filters.first:
            return values
        entries = distributor.env["distributor.commission.entry"]
        orders, rows = entries._get_portal_totals(distributor, filters)
        parts = [
            self._prepare_commission_part(distributor, filters, key, label, rows)
            for key, label in self._get_commission_states(distributor).items()
            if any(row[0] == key for row in rows)
        ]
        return {
            **values,
            "totals": {
                "amount": sum(row[2] for row in rows),
                "orders": orders,
                "is_current": filters.first == today.replace(day=1),
                "parts": parts,
            },
        }

    def _prepare_commission_part(self, distributor, filters, key, label, rows):
        """Return what of a month stands in one state, and when it should be paid."""
        plans = distributor.env["distributor.commission.plan"]
        own = [row for row in rows if row[0] == key]
        days = [
            plans.browse(plan)._get_portal_pay_day(
                plans.browse(plan)._get_pay_date(day), key in ("payable", "freeze")
            )
            for _key, plan, _amount, day in own
            if plan and key not in ("settled", "disputed", "held")
        ]
        expected = min((day for day in days if day), default=None)
        return {
            "key": key,
            "label": label,
            "amount": sum(row[2] for row in own),
            "expected": expected and format_date(distributor.env, expected),
            "url": self._get_commission_url(filters._replace(state=key)),
        }

    def _get_commission_url(self, filters, **cursor):
        """Return the address of a page with these filters."""
        values = {
            "month": filters.first.strftime("%Y-%m") if filters.first else ALL,
            "state": filters.state,
            "sort": filters.sort if filters.sort != "date" else None,
            "search": filters.search,
            **cursor,
        }
        query = url_encode({key: value for key, value in values.items() if value})
        return f"{PAGE}?{query}"

    def _prepare_commission_settlements(self, distributor):
        """Return the last settlements; more of them have a page of their own."""
        settlements = distributor.env["distributor.commission.settlement"]
        found = settlements._fetch_portal_settlements(
            distributor, None, False, self._settlements_shown
        )
        return {"settlements": settlements.browse([number for _month, number in found])}
