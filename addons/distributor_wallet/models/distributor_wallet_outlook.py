# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

DAYS = 90
WIDTH, HEIGHT = 600, 120


class DistributorWalletOutlook(models.AbstractModel):
    """What a wallet was in the last days, and what it has to pay next."""

    _name = "distributor.wallet.outlook"
    _description = "Course and Outlook of a Wallet"

    currency_id = fields.Many2one("res.currency")
    chart = fields.Html(compute="_compute_chart", sanitize=False)
    next_order_ids = fields.Many2many(
        "sale.order",
        string="Next Orders",
        compute="_compute_next_orders",
        help="Quotations of this distributor that are not confirmed yet.",
    )
    next_missing = fields.Monetary(
        "Missing for Them",
        compute="_compute_next_orders",
        help="What the wallet lacks to pay all of them.",
    )

    def _compute_chart(self):
        for wallet in self:
            wallet.chart = wallet._draw(wallet._get_course())

    def _compute_next_orders(self):
        orders = self.env["sale.order"]
        for wallet in self:
            found = orders.browse()
            if wallet.purpose_id.spendable and orders.has_access("read"):
                found = orders.search(
                    [
                        ("distributor_id", "=", wallet.distributor_id.id),
                        ("company_id", "=", wallet.company_id.id),
                        ("currency_id", "=", wallet.currency_id.id),
                        ("state", "in", ("draft", "sent")),
                    ],
                    order="date_order, id",
                    limit=20,
                )
            wallet.next_order_ids = found
            needed = sum(found.mapped("amount_total"))
            wallet.next_missing = max(0.0, needed - wallet.available)

    def _get_course(self):
        """Return [(day, balance, held)] of the last days, oldest first.

        The balance comes from the entries; what was held from the holds, by when they
        began and ended.
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        start = fields.Date.subtract(today, days=DAYS - 1)
        entries = self.env["distributor.wallet.entry"]._read_group(
            [("wallet_id", "=", self.id), ("date", ">=", start)],
            ["date:day"],
            ["amount:sum"],
        )
        changes = {day: amount for day, amount in entries}
        holds = [
            (
                hold.create_date,
                hold.state != "open" and hold.write_date,
                hold.amount,
            )
            for hold in self.hold_ids.filtered(
                lambda h: not h.on_credit
                and (h.state == "open" or h.write_date.date() >= start)
            )
        ]
        course = []
        balance = self.balance
        for age in range(DAYS):
            day = fields.Date.subtract(today, days=age)
            moment = datetime.combine(day, time.max)
            held = sum(
                amount
                for begin, end, amount in holds
                if begin <= moment and (not end or moment < end)
            )
            course.append((day, balance, min(held, balance)))
            balance -= changes.get(day, 0.0)
        return course[::-1]

    @api.model
    def _draw(self, course):
        """Return a picture of the course: the balance, and below it what is held."""
        top = max((balance for _day, balance, _held in course), default=0) or 1
        step = WIDTH / len(course)

        def get_points(column):
            levels = [HEIGHT - row[column] / top * HEIGHT for row in course]
            return " ".join(
                f"{number * step:.1f},{level:.1f} {(number + 1) * step:.1f},{level:.1f}"
                for number, level in enumerate(levels)
            )

        def get_area(column):
            return f"0,{HEIGHT} {get_points(column)} {WIDTH},{HEIGHT}"

        values = {
            "width": WIDTH,
            "height": HEIGHT,
            "balance": get_area(1),
            "line": get_points(1),
            "held": get_area(2),
            "title": self.env._("Balance and held amount of the last %s days", DAYS),
            "begin": format_date(self.env, course[0][0]),
            "end": format_date(self.env, course[-1][0]),
            "balance_name": self.env._("Balance"),
            "held_name": self.env._("Held"),
            "top": self.currency_id.format(top),
        }
        return PICTURE.format(**values)


PICTURE = Markup(
    """
<figure class="mb-0">
    <svg viewBox="0 0 {width} {height}" role="img" aria-label="{title}"
         preserveAspectRatio="none" class="w-100" style="height: 120px">
        <title>{title}</title>
        <polygon points="{balance}" fill="#714B67" fill-opacity="0.12"/>
        <polygon points="{held}" fill="#E6A23C" fill-opacity="0.5"/>
        <polyline points="{line}" fill="none" stroke="#714B67" stroke-width="2"
                  vector-effect="non-scaling-stroke"/>
    </svg>
    <figcaption class="d-flex justify-content-between small text-muted">
        <span>{begin}</span>
        <span>
            <span style="color: #714B67">■</span> {balance_name}
            <span class="ms-2" style="color: #E6A23C">■</span> {held_name}
            <span class="ms-2">⬆ {top}</span>
        </span>
        <span>{end}</span>
    </figcaption>
</figure>
"""
)
