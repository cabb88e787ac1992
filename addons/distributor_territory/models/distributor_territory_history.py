# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .distributor_territory_place_mixin import PLACE


class DistributorTerritoryHistory(models.AbstractModel):
    """The days of a territory, and what may not change behind them.

    A confirmed order keeps its territory. So that the map of a past day still tells
    why, what a territory with confirmed orders covers is closed and followed by a
    successor instead of edited.
    """

    _name = "distributor.territory.history"
    _description = "Days of a Territory"

    date_start = fields.Date("First Day", help="Empty: since ever.")
    date_end = fields.Date(
        "Last Day", help="The last day it covers its places. Empty: for ever."
    )
    successor_id = fields.Many2one(
        "distributor.territory",
        "Followed By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Covers its places after the last day. On its first day it takes over"
        " distributors and divisions.",
    )

    @api.constrains("date_start", "date_end")
    def _check_dates(self):
        for territory in self:
            start, end = territory.date_start, territory.date_end
            if start and end and start > end:
                raise ValidationError(
                    self.env._(
                        "Territory %s: the first day is after the last day.",
                        territory.display_name,
                    )
                )
        for territory, first, last in self._get_order_days():
            start, end = territory.date_start, territory.date_end
            if (start and first < start) or (end and last > end):
                raise ValidationError(
                    self.env._(
                        "Territory %(territory)s has confirmed orders of %(first)s to"
                        " %(last)s: its days must include them.",
                        territory=territory.display_name,
                        first=fields.Date.to_string(first),
                        last=fields.Date.to_string(last),
                    )
                )

    def _get_order_days(self):
        """Return [(territory, first day, last day)] of its confirmed orders."""
        # sudo: who draws the map may not see all orders; only days are told
        groups = (
            self.env["sale.order"]
            .sudo()
            ._read_group(
                [("ship_territory_id", "in", self.ids), ("state", "=", "sale")],
                ["ship_territory_id", "company_id"],
                ["date_order:min", "date_order:max"],
            )
        )
        distributors = self.env["distributor.distributor"]
        result = []
        for territory, company, *moments in groups:
            first, last = (distributors._get_day(moment, company) for moment in moments)
            result.append((self.browse(territory.id), first, last))
        return result

    def _filter_other_place(self, vals):
        """Return the territories whose place is another one with new values."""
        names = [name for name in PLACE if name in vals]
        return self.filtered(
            lambda one: any(
                (one[name].id if one._fields[name].relational else one[name] or False)
                != (vals[name] or False)
                for name in names
            )
        )

    def _check_unused(self):
        """Refuse to change what territories with confirmed orders cover."""
        for territory, _first, last in self._get_order_days():
            raise ValidationError(
                self.env._(
                    "Territory %(territory)s has confirmed orders up to %(last)s, so"
                    " what it covers stays. “Change from a Day” closes it and opens a"
                    " successor from a day on.",
                    territory=territory.display_name,
                    last=fields.Date.to_string(last),
                )
            )

    def action_change(self):
        """Ask from which day on which places the successor covers."""
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_territory.distributor_territory_change_action"
        )
        return dict(action, context={"default_territory_id": self.id})

    @api.model
    def _cron_hand_over(self):
        """Let successors whose first day has come take over, and quotations follow the
        map of today."""
        today = fields.Date.context_today(self)
        yesterday = today - timedelta(days=1)
        self.search(
            ["|", ("date_start", "=", today), ("date_end", "=", yesterday)]
        )._match_open_orders()
        self.search(
            [("date_end", "<", today), ("successor_id.date_start", "<=", today)]
        )._hand_over()

    def _hand_over(self):
        """Move distributors and divisions to the successor; a second time does
        nothing."""
        territories = self.env["distributor.territory"].with_context(active_test=False)
        divisions = territories.search([("parent_id", "in", self.ids)])
        distributors = self.env["distributor.distributor"].search(
            [("territory_id", "in", self.ids)]
        )
        for territory, group in divisions.grouped("parent_id").items():
            (group - territory.successor_id).parent_id = territory.successor_id
        for territory, group in distributors.grouped("territory_id").items():
            group.territory_id = territory.successor_id
