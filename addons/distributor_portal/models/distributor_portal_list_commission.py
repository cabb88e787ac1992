# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..controllers.keyset import read_cursor, write_cursor
from ..controllers.parameters import ALL, get_months, read_month
from .distributor_commission_portal_page import Filters
from .distributor_portal_list import Choice, Column, Sort


class DistributorPortalListCommission(models.AbstractModel):
    """Commission entries: of 200,000 of them no statement of the ORM finds a page."""

    _name = "distributor.portal.list.commission"
    _inherit = "distributor.portal.list"
    _description = "Commission Entries in the Portal"

    _right = "money"
    _path = "commission"
    _records = "distributor.commission.entry"
    _search_fields = ("order_id.name",)

    def _get_title(self):
        return self.env._("Commission")

    def _get_search_label(self):
        return self.env._("Order number")

    def _get_base_domain(self, distributor):
        return distributor._get_portal_entry_domain()

    def _get_choices(self, distributor, values):
        entries = self.env[self._records]
        today = distributor.company_id._get_commission_today()
        period = entries._get_portal_period(distributor)
        months = get_months(
            self.env,
            min([today, *period]),
            max([today, *period]),
            read_month(values.get("month")),
        )
        states = {ALL: self.env._("All states"), **self._get_states()}
        return [
            Choice(
                "month",
                self.env._("Month"),
                {
                    **{key: (label, None) for key, label in months},
                    ALL: (self.env._("All months"), None),
                },
                today.strftime("%Y-%m"),
            ),
            Choice(
                "state",
                self.env._("State"),
                {key: (label, None) for key, label in states.items()},
            ),
        ]

    def _get_states(self):
        """Return {key: label} of where entries stand."""
        return {
            **self.env[self._records]._get_portal_states(),
            "settled": self.env._("In a settlement"),
        }

    def _get_sorts(self, values):
        sorts = {
            "date": Sort(self.env._("Newest"), ["date"]),
            "old": Sort(self.env._("Oldest"), ["date"], False),
        }
        # the largest of all time would have to be looked for in all of them
        if values["month"] != ALL:
            sorts["total"] = Sort(self.env._("Largest"), ["amount"])
        return sorts

    def _get_filters(self, values):
        return Filters(
            first=read_month(values["month"]),
            state=None if values["state"] == ALL else values["state"],
            search=values["search"],
            sort=values["sort"],
        )

    def _is_filtered(self, chosen):
        return chosen.values["state"] != ALL or bool(chosen.values["search"])

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        return self.env[self._records]._fetch_portal_page(
            distributor, self._get_filters(chosen.values), cursor, backward, limit
        )

    def _read_cursor(self, chosen, text):
        return read_cursor(text, chosen.values["sort"] == "total")

    def _write_cursor(self, row):
        return write_cursor(row)

    def _get_totals(self, distributor, chosen, user):
        entries = self.env[self._records]
        count, amount = entries._get_portal_count(
            distributor, self._get_filters(chosen.values)
        )
        currency = distributor.company_id.currency_id
        return {"count": count, "sums": [(self.env._("Total"), currency, amount)]}

    def _get_rows(self, distributor, ids, chosen):
        return self.env[self._records].browse(ids)._get_portal_rows()

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Date"), lambda row: row["day"], "date"),
            Column(env._("Order"), lambda row: row["title"]),
            Column(env._("Downline"), lambda row: row["downline"]),
            Column(env._("Rate and basis"), lambda row: row["share"]),
            Column(env._("State"), lambda row: row["state"][1]),
            Column(env._("Expected pay day"), lambda row: row["expected"]),
            Column(
                env._("Amount"),
                lambda row: (row["amount"], row["currency"]),
                "amount",
                True,
            ),
        ]
