# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime

from odoo import fields

# in the context: the PageWords of what is shown
WORDS = "distributor_portal_words"


class PageWords:
    """Amounts, days and states of one page, as the widgets of QWeb show them.

    The rows of a list repeat them, and a widget looks up language, currency and field
    for each of its values: here that happens once for each of the values of a page.
    """

    def __init__(self, env):
        self._env = env
        self._money, self._texts, self._days, self._labels = {}, {}, {}, {}
        self._answers = {}

    def money(self, amount, currency):
        """Return an amount as the widget of money shows it."""
        key = (amount, currency.id)
        if key not in self._money:
            widget = self._env["ir.qweb.field.monetary"]
            self._money[key] = widget.value_to_html(
                amount, {"display_currency": currency}
            )
        return self._money[key]

    def money_in_text(self, amount, currency):
        """Return an amount as a sentence tells it."""
        key = (amount, currency.id)
        if key not in self._texts:
            self._texts[key] = currency.format(amount)
        return self._texts[key]

    def day(self, value):
        """Return a day, of a moment the one where the reader is."""
        if isinstance(value, datetime):
            value = fields.Datetime.context_timestamp(
                self._env["res.lang"], value
            ).date()
        if value not in self._days:
            self._days[value] = self._env["ir.qweb.field.date"].value_to_html(value, {})
        return self._days[value]

    def label(self, record, name):
        """Return the words of the selection that a field of a record has."""
        field = record._fields[name]
        if field not in self._labels:
            self._labels[field] = dict(field._description_selection(self._env))
        return self._labels[field].get(record[name], "")

    def once(self, key, ask, *values):
        """Return what a function answers about values, asked once for a key."""
        if key not in self._answers:
            self._answers[key] = ask(*values)
        return self._answers[key]
