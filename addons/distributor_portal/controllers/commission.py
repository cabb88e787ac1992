# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import http

from odoo.addons.distributor.models.month_name import format_month

from .parameters import ALL, get_month_domain, get_months, read_month
from .portal import ACTIVE, CAREFUL, GOOD, HOME, NEUTRAL, DistributorPortal

SETTLEMENT_COLORS = {
    "open": NEUTRAL,
    "draft": ACTIVE,
    "approved": ACTIVE,
    "carried": CAREFUL,
    "billed": ACTIVE,
    "paid": GOOD,
}


class DistributorPortalCommission(DistributorPortal):
    _settlements_shown = 12

    @http.route(
        [f"{HOME}/commission", f"{HOME}/commission/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_commission(self, page=1, month=None, **kwargs):
        def prepare(distributor):
            today = distributor.company_id._get_commission_today()
            first = read_month(month, default=today.replace(day=1))
            if month == ALL:
                first = None
            return {
                **self._prepare_commission_entries(distributor, page, first, today),
                **self._prepare_settlements(distributor),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_commission",
            "commission",
            prepare,
            right="money",
        )

    def _prepare_commission_entries(self, distributor, page, first, today):
        """Return the entries of a month, or all, with their sum over all pages."""
        entries = distributor.env["distributor.commission.entry"]
        domain = distributor._get_portal_entry_domain()
        [(oldest, newest)] = entries._read_group(domain, [], ["date:min", "date:max"])
        if first:
            domain += get_month_domain(first)
        month = first.strftime("%Y-%m") if first else ALL
        [(amount, orders)] = entries._read_group(
            domain, [], ["amount:sum", "order_id:count_distinct"]
        )
        records, found = self._search_page(
            entries, domain, "date desc, id desc", "commission", page, {"month": month}
        )
        return {
            "entries": records,
            "pager": found,
            "currency": distributor.company_id.currency_id,
            "amount": amount or 0.0,
            "order_count": orders,
            "expected_date": first and first + relativedelta(months=1),
            "months": get_months(
                distributor.env, oldest or today, max(newest or today, today), first
            ),
            "month": month,
        }

    def _prepare_settlements(self, distributor):
        """Return the last settlements that were checked; drafts may still change."""
        settlements = distributor.env["distributor.commission.settlement"].search(
            [
                *distributor._get_portal_entry_domain(),
                ("state", "not in", ("draft", "reviewed", "cancel")),
            ],
            limit=self._settlements_shown,
        )
        return {
            "settlements": settlements,
            "settlement_colors": SETTLEMENT_COLORS,
            "month_names": {
                settlement: format_month(settlement.env, settlement.date_start)
                for settlement in settlements
            },
        }
