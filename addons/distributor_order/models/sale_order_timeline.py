# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date, datetime, time

import pytz

from odoo import api, fields, models
from odoo.tools import SQL, format_date, format_datetime, lazy

# what comes first of two steps of the same day
RANKS = (
    "placed",
    "asked",
    "waiting",
    "confirmed",
    "packed",
    "shipped",
    "received",
    "reported",
    "invoiced",
    "paid",
    "returned",
    "credited",
    "cancelled",
    "done",
)
LAST = datetime.combine(date.max, time.max)


class SaleOrderTimeline(models.AbstractModel):
    """The steps of an order, each with its time and what proves it.

    Nothing is kept: each step is read from the document that made it.
    """

    _name = "sale.order.timeline"
    _description = "Timeline of an Order"

    channel_timeline = fields.Html(
        compute="_compute_channel_timeline",
        sanitize=False,
        compute_sudo=True,
        groups="base.group_user",
    )

    @api.depends("channel_state")
    @api.depends_context("lang", "uid")
    def _compute_channel_timeline(self):
        told = self.filtered("distributor_id")
        timelines = told._get_channel_timelines()
        for order in self:
            order.channel_timeline = order in told and self.env["ir.qweb"]._render(
                "distributor_order.channel_timeline", {"steps": timelines[order]}
            )

    def _get_channel_steps(self):
        """Return the steps of this order in the order of time, the open ones last.

        :return: list of dict with step, label, when (datetime, date or False), text of
            the time, done, current, proof, details (list of sentences), link and its
            name
        """
        self.ensure_one()
        return self._get_channel_timelines()[self]

    def _get_channel_timelines(self):
        """Return {order: steps}; how many queries it takes depends on no order."""
        # sudo: the steps of an order are told to whoever may read it
        orders = self.sudo()
        facts = orders._fetch_channel_facts()
        timelines = {}
        for order in orders:
            steps = order._sort_steps(order._prepare_channel_steps(facts))
            for step in steps:
                # lists show one step of each order
                step["text"] = lazy(order._format_when, step["when"])
            current = [step for step in steps if not step["done"]][:1]
            for step in current:
                step["current"] = True
            timelines[order.sudo(self.env.su)] = steps
        return timelines

    def _fetch_channel_facts(self):
        """Return what is asked for all orders at once; a hook.

        :return: dict with the payments of invoices {move id: (date, numbers)}
        """
        # of places that are wide, no more than what tells where goods go
        pickings = self.picking_ids
        (pickings.location_id | pickings.location_dest_id).fetch(["usage"])
        invoices = self.invoice_ids
        if not invoices:
            return {"payments": {}}
        self.env["account.partial.reconcile"].flush_model(["max_date"])
        self.env["account.move.line"].flush_model(["move_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.move_id, MAX(partial.max_date),
                       STRING_AGG(DISTINCT other.move_name, ', ')
                  FROM account_partial_reconcile partial
                  JOIN account_move_line line ON line.id = partial.debit_move_id
                  JOIN account_move_line other ON other.id = partial.credit_move_id
                 WHERE line.move_id = ANY(%s)
                 GROUP BY line.move_id
                """,
                invoices.ids,
            )
        )
        return {"payments": {move: (day, names) for move, day, names in rows}}

    def _sort_steps(self, steps):
        def get_key(step):
            day, moment = self._get_local(step["when"])
            rank = RANKS.index(step["step"])
            if not step["done"]:
                return (2, date.max, rank, moment)
            ends = {"placed": 0, "cancelled": 2, "done": 2}
            return (ends.get(step["step"], 1), day, rank, moment)

        return sorted(steps, key=get_key)

    def _get_local(self, when):
        """Return (day, moment) in the timezone in which the company counts days."""
        if not when:
            return date.max, LAST
        if not isinstance(when, datetime):
            return when, datetime.combine(when, time.min)
        zone = pytz.timezone(self._get_channel_tz())
        local = pytz.utc.localize(when).astimezone(zone).replace(tzinfo=None)
        return local.date(), local

    def _get_channel_tz(self):
        return self.env["distributor.distributor"]._get_zone(self.company_id)

    def _format_when(self, when):
        if not when:
            return ""
        if not isinstance(when, datetime):
            return format_date(self.env, when)
        # both sides are told the same time, that of the company
        zone = self._get_channel_tz()
        return format_datetime(self.env, when, tz=zone, dt_format="short")
