# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date, ormcache

from .distributor_order_holiday import HORIZON

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Window(NamedTuple):
    """A day, the order day (date) to which its orders belong, and the names of the
    holidays that lie between them."""

    today: object
    day: object
    holidays: list

    @property
    def is_open(self):
        return self.today == self.day


class DistributorOrderRule(models.Model):
    """When distributors of some levels order, and how much at least, whoever makes the
    order: the portal stops it, others have it approved.

    The days are those of the company. A rule that names the level comes before one
    for all levels; without any rule, orders are taken at any time. Holidays are those
    of the working hours that the rule names, see ``distributor.order.holiday``.
    """

    _name = "distributor.order.rule"
    _inherit = ["distributor.order.holiday", "distributor.setting.log"]
    _description = "Order Rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    level_ids = fields.Many2many(
        "distributor.level", string="Levels", help="Empty: every level."
    )
    min_amount = fields.Monetary(
        "Minimum Order", help="Before taxes, of each order. 0: any amount."
    )
    monday = fields.Boolean(default=True)
    tuesday = fields.Boolean(default=True)
    wednesday = fields.Boolean(default=True)
    thursday = fields.Boolean(default=True)
    friday = fields.Boolean(default=True)
    saturday = fields.Boolean(default=True)
    sunday = fields.Boolean(default=True)
    cutoff = fields.Float(
        "Cut-off Time",
        help="In the timezone of the company. Orders after it belong to the next order"
        " day. 0: the end of the day.",
    )
    late_policy = fields.Selection(
        [
            ("next", "Take it for the next order day"),
            ("refuse", "Refuse it until then"),
        ],
        "An Order After That",
        default="next",
        required=True,
    )

    _min_amount_check = models.Constraint(
        "CHECK (min_amount >= 0)", "A minimum order cannot be negative."
    )
    _cutoff_check = models.Constraint(
        "CHECK (cutoff >= 0 AND cutoff < 24)",
        "A cut-off time lies between 00:00 and 23:59.",
    )

    @api.constrains(*WEEKDAYS)
    def _check_weekdays(self):
        for rule in self:
            if not any(rule[name] for name in WEEKDAYS):
                raise ValidationError(
                    self.env._("Order rule %s: choose a day of the week.", rule.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._on_change()
        return rules

    def write(self, vals):
        companies = self.company_id
        result = super().write(vals)
        self._on_change(companies)
        return result

    def unlink(self):
        companies = self.company_id
        result = super().unlink()
        self.browse()._on_change(companies)
        return result

    def _on_change(self, companies=None):
        """Let open orders follow the rules of their company."""
        self.env.registry.clear_cache()
        companies = self.company_id | (companies or self.company_id)
        # sudo: the rule was written, what open orders wait for follows
        self.env["sale.order"].sudo()._refresh_open_exceptions(
            [("company_id", "in", companies.ids)]
        )

    @api.model
    def _get_for(self, distributor):
        """Return the rule for a distributor, the most specific one, or none."""
        rows = self._get_levels(distributor.company_id.id)
        level = distributor.level_id.id
        own = [key for key, levels in rows if level in levels]
        return self.browse((own or [key for key, levels in rows if not levels])[:1])

    @api.model
    @ormcache("company_id")
    def _get_levels(self, company_id):
        """Return ((id, ids of levels), …) of the rules of a company, in their order.

        Kept in memory: who has no rule pays nothing for asking.
        """
        # sudo: which rule holds does not depend on who asks
        rules = self.sudo().search([("company_id", "=", company_id)])
        return tuple((rule.id, frozenset(rule.level_ids.ids)) for rule in rules)

    def _get_local(self, moment=None):
        """Return a moment (UTC, by default now) in the timezone of the company."""
        zone = self.env["distributor.distributor"]._get_zone(self.company_id)
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment or fields.Datetime.now()
        )

    def _is_order_day(self, day):
        return self[WEEKDAYS[day.weekday()]]

    def _is_before_cutoff(self, local):
        minutes = local.hour * 60 + local.minute
        return not self.cutoff or minutes < round(self.cutoff * 60)

    def _get_window(self, moment=None):
        """Return where a moment lies between the order days, see ``Window``."""
        self.ensure_one()
        local = self._get_local(moment)
        today = local.date()
        first = today + timedelta(days=not self._is_before_cutoff(local))
        holidays = self._find_holidays(first)
        # a calendar without any day left is no reason to take no orders ever
        days = [first + timedelta(days=number) for number in range(HORIZON)]
        days = [day for day in days if self._is_order_day(day)]
        day = next((one for one in days if one not in holidays), days[0])
        names = [holidays[one] for one in days if one < day and one in holidays]
        return Window(today, day, list(dict.fromkeys(names)))

    def _get_order_day(self, moment=None):
        """Return the day (date) to which an order of a moment belongs."""
        return self._get_window(moment).day

    def _refuses(self, window=None):
        """Tell whether no orders are taken now.

        :param window: where now lies, if it is known already
        """
        if self.late_policy != "refuse":
            return False
        return not (window or self._get_window()).is_open

    def _get_missing(self, order):
        """Return what an order lacks of the minimum, together with its parts.

        :param order: sale.order in sudo, which may be unsaved
        """
        self.ensure_one()
        if not self.min_amount:
            return 0.0
        amount = order._get_whole_amount("amount_untaxed", self.currency_id)
        return max(0.0, self.currency_id.round(self.min_amount - amount))

    @api.model
    def _tell_minimum(self, currency, minimum, missing):
        return self.env._(
            "The minimum order is %(minimum)s before taxes: add %(missing)s.",
            minimum=currency.format(minimum),
            missing=currency.format(missing),
        )

    def _get_cutoff_text(self):
        hours, minutes = divmod(round(self.cutoff * 60), 60)
        return f"{hours:02d}:{minutes:02d}"

    def _tell(self, moment=None):
        """Return what a distributor is told before it orders, or nothing."""
        window = self._get_window(moment)
        if window.is_open:
            if not self.cutoff:
                return ""
            return self.env._(
                "Ordered before %s, it is handled today.", self._get_cutoff_text()
            )
        told = [self._tell_closed(window)]
        if window.holidays:
            names = ", ".join(name for name in window.holidays if name)
            told.append(
                self.env._("No order day in between: %s.", names)
                if names
                else self.env._("A holiday lies in between.")
            )
        return " ".join(told)

    def _tell_closed(self, window):
        day = self._format_day(window.day)
        if self.late_policy == "refuse":
            return self.env._(
                "No orders are taken now. The next order day is %s; your basket is"
                " kept until then.",
                day,
            )
        if self._is_order_day(window.today) and not self._find_holidays(
            window.today, window.today
        ):
            return self.env._(
                "It is past %(time)s: the order is handled on %(day)s.",
                time=self._get_cutoff_text(),
                day=day,
            )
        return self.env._("Today is no order day: it is handled on %s.", day)

    def _format_day(self, day):
        return format_date(self.env, day, date_format="EEEE, d MMMM")
