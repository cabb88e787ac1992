# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from werkzeug.urls import url_encode

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from ..controllers.parameters import ALL, read_choice, read_search


class Choice(NamedTuple):
    """A filter: {key: (label, domain)}, shown as a field to choose in."""

    name: str
    label: str
    options: dict
    default: str = ALL
    shown: bool = True


class Sort(NamedTuple):
    """An order of rows by these fields, then by id, all in one direction."""

    label: str
    fields: list
    down: bool = True


class Column(NamedTuple):
    """What is printed of a row: text, date, number or amount (value, currency)."""

    label: str
    value: Callable
    kind: str = "text"
    total: bool = False


@dataclass
class Chosen:
    """What an address chooses of a list, what it could choose, and what that found."""

    values: dict
    choices: list
    # all rows of a list that is found as a whole, once that happened
    rows: list | None = None


class DistributorPortalList(models.AbstractModel):
    """A list of the portal: what can be searched, filtered, sorted, added up, printed.

    Each list is a model that inherits this one and is named after it, so that a module
    declares its list in one place; the page and whatever else shows the rows ask it.
    A page begins behind the id of a row, which is looked for among those of the
    distributor, so a late page costs no more than the first. Callers resolved the
    distributor from the session and hold `_right`.
    """

    _name = "distributor.portal.list"
    _inherit = "distributor.portal.keyset"
    _description = "List of the Portal"

    _right = "view"
    _path = ""  # of its page
    _records = ""  # model of its rows
    _search_fields = ()
    _step = 0  # rows of a page, where they are not as many as elsewhere
    # whether all rows there ever were are added up too, or only what was chosen
    _adds_up_all = True

    # what a list declares

    def _get_title(self):
        return ""

    def _get_search_label(self):
        """Return what can be looked for; nothing where nothing can."""
        return ""

    def _get_base_domain(self, distributor):
        """Return the domain of all that the distributor may see."""
        raise NotImplementedError

    def _get_choices(self, distributor, values):
        """Return the filters as a list of Choice.

        :param values: what the address carries
        """
        return []

    def _get_sorts(self, values):
        """Return {key: Sort}, the usual one first."""
        raise NotImplementedError

    def _get_sums(self, distributor, user):
        """Return {field: label} of the amounts to add up by currency.

        :param user: who reads them; money only for who may see it
        """
        return {}

    def _get_currency_path(self):
        return "currency_id"

    def _get_columns(self, distributor, user):
        """Return the columns to print; money only for who may see it."""
        raise NotImplementedError

    def _get_rows(self, distributor, ids, chosen):
        """Return what pages and columns are asked of, in the order of the ids."""
        return self.env[self._records].browse(ids)

    # what was chosen

    def _read(self, distributor, values):
        """Return what an address chooses; what is no choice counts as not given."""
        choices = self._get_choices(distributor, values)
        chosen = {
            "search": read_search(values.get("search")) if self._search_fields else ""
        }
        for one in choices:
            key = read_choice(values.get(one.name), one.options, one.default)
            chosen[one.name] = key
        sorts = self._get_sorts(chosen)
        chosen["sort"] = read_choice(values.get("sort"), sorts, next(iter(sorts)))
        return Chosen(chosen, choices)

    def _get_domain(self, distributor, chosen):
        """Return the domain of the rows that were chosen."""
        domain = Domain(self._get_base_domain(distributor))
        for one in chosen.choices:
            if option := one.options.get(chosen.values[one.name]):
                domain &= Domain(option[1] or Domain.TRUE)
        if chosen.values["search"]:
            text = escape_psql(chosen.values["search"])
            known = self.env[self._records]._fields
            domain &= Domain.OR(
                Domain(name, "ilike", text)
                for name in self._search_fields
                # a list may name fields of modules that are not there
                if name.split(".")[0] in known
            )
        return domain

    def _is_filtered(self, chosen):
        """Tell whether something is hidden that could be shown."""
        return bool(chosen.values["search"]) or any(
            chosen.values[one.name] != one.default
            for one in chosen.choices
            if one.shown
        )

    def _get_query(self, chosen):
        """Return what an address carries to choose this."""
        usual = {one.name: one.default for one in chosen.choices}
        usual["sort"] = next(iter(self._get_sorts(chosen.values)))
        return {
            key: value
            for key, value in chosen.values.items()
            if value and value != usual.get(key)
        }

    def _get_url(self, chosen, **cursor):
        """Return the address of a page with what was chosen."""
        query = {**self._get_query(chosen), **cursor}
        path = f"/my/distribution/{self._path}"
        return f"{path}?{url_encode(query)}" if query else path

    def _get_words(self, chosen):
        """Return [(label, words)] of what was chosen, to print above the rows."""
        words = [
            (one.label, one.options[chosen.values[one.name]][0])
            for one in chosen.choices
            if chosen.values[one.name] in one.options
        ]
        if chosen.values["search"]:
            words.append((self.env._("Search"), chosen.values["search"]))
        sort = self._get_sorts(chosen.values)[chosen.values["sort"]]
        return [*words, (self.env._("Sort by"), sort.label)]

    # pages

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        """Return (nothing, id) of the rows beyond a cursor, the nearest first."""
        sort = self._get_sorts(chosen.values)[chosen.values["sort"]]
        down = sort.down != backward
        records = self.env[self._records]
        domain = self._get_domain(distributor, chosen)
        if cursor:
            base = Domain(self._get_base_domain(distributor))
            own = base & Domain("id", "=", cursor[1])
            start = records.search_fetch(own, sort.fields)
            if not start:
                return []
            domain &= self._get_beyond(start, sort, down)
        order = ", ".join(
            f"{name} {'desc' if down else 'asc'}" for name in (*sort.fields, "id")
        )
        # read with their ids, as whoever asks for rows shows them
        found = records.search_fetch(domain, order=order, limit=limit)
        return [(None, number) for number in found.ids]

    def _read_cursor(self, chosen, text):
        """Return a cursor from an address; None for whatever is none."""
        text = str(text or "")
        known = text.isascii() and text.isdigit() and len(text) < 10
        return (None, int(text)) if known else None

    def _write_cursor(self, row):
        return str(row[1])

    # totals

    def _get_totals(self, distributor, chosen, user):
        """Return how many rows were chosen and what they come to, in one query.

        :return: dict of count and sums, a list of (label, currency, amount)
        """
        sums = self._get_sums(distributor, user)
        records = self.env[self._records]
        rows = records._read_group(
            self._get_domain(distributor, chosen),
            [self._get_currency_path()] if sums else [],
            ["__count", *(f"{name}:sum" for name in sums)],
        )
        first = 1 if sums else 0
        return {
            "count": sum(row[first] for row in rows),
            "sums": [
                (label, row[0], row[place])
                for place, label in enumerate(sums.values(), start=2)
                for row in rows
            ],
        }

    # for getters of columns

    def _get_day(self, value):
        """Return the day of a moment where the reader is."""
        return value and fields.Datetime.context_timestamp(self, value).date()

    def _get_label_of(self, name):
        """Return a getter of the words of a selection."""
        field = self.env[self._records]._fields[name]
        words = dict(field._description_selection(self.env))
        return lambda record: words.get(record[name], "")
