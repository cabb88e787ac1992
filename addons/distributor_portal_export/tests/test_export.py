# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import base64
import doctest
from itertools import product
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import BaseCase, tagged

from odoo.addons.distributor_portal.controllers.keyset import get_page

from ..models import distributor_portal_export as module
from ..sheet import list_book
from .common import ExportCommon


@tagged("post_install", "-at_install")
class TestBook(BaseCase):
    def test_doctests(self):
        self.assertEqual(doctest.testmod(list_book).failed, 0)


@tagged("post_install", "-at_install")
class TestExport(ExportCommon):
    def _walk(self, name, step, backward=False, **values):
        """Return the ids of all pages of a list, as somebody pages through them."""
        shown, distributor = self._get_list(name)
        chosen = shown._read(distributor, values)

        def get(**cursor):
            return get_page(
                lambda *args: shown._fetch(distributor, chosen, *args),
                step,
                write=shown._write_cursor,
                **{
                    key: shown._read_cursor(chosen, text)
                    for key, text in cursor.items()
                },
            )

        page = get()
        pages = [page.ids]
        while page.after:
            page = get(after=page.after)
            pages.append(page.ids)
        back = [page.ids]
        while page.before:
            page = get(before=page.before)
            back.append(page.ids)
        self.assertEqual(len(back), len(pages))
        return [number for ids in pages for number in ids]

    def _check(self, name, key, step, **values):
        """Compare pages, export and totals with each other; return the ids."""
        shown, distributor = self._get_list(name)
        chosen = shown._read(distributor, values)
        ids = self._walk(name, step, **values)
        naive = shown.env[shown._records].search(shown._get_domain(distributor, chosen))
        self.assertEqual(sorted(ids), sorted(naive.ids), values)
        self.assertEqual(len(ids), len(set(ids)))
        totals = shown._get_totals(distributor, chosen, self.roles["owner"])
        self.assertEqual(totals["count"], len(ids))
        for (field, _label), found in zip(
            shown._get_sums(distributor, self.roles["owner"]).items(),
            totals["sums"],
            strict=False,
        ):
            self.assertAlmostEqual(found[2], sum(naive.mapped(field)))
        if ids:
            _header, rows, _sheet = self._read_book(self._get_content(name, **values))
            names = [naive.browse(number)[key] for number in ids]
            self.assertEqual([row[0] for row in rows[: len(ids)]], names)
        return ids

    def _get_content(self, name, kind="xlsx", **values):
        return base64.b64decode(self._ask(name, kind, **values).content)

    def test_rows_are_those_of_all_pages(self):
        states = ("all", "waiting", "paid")
        searches = ("", "cmd")
        for state, search, sort in product(states, searches, ("date", "old", "total")):
            values = {"state": state, "search": search, "sort": sort}
            with self.subTest(values):
                self._check("orders", "name", 2, **values)
        everything = self._check("orders", "name", 4)
        self.assertEqual(sorted(everything), sorted(self.orders.ids))
        largest = self._walk("orders", 2, sort="total")
        amounts = self.orders.browse(largest).mapped("amount_total")
        self.assertEqual(amounts, sorted(amounts, reverse=True))

    def test_each_list_can_be_exported(self):
        for name in self._get_names():
            with self.subTest(name):
                shown, distributor = self._get_list(name)
                chosen = shown._read(distributor, {})
                rows = shown._fetch(distributor, chosen, None, False, 999)
                if not rows:
                    with self.assertRaises(UserError):
                        self._ask(name)
                    continue
                export = self._ask(name)
                self.assertEqual(export.state, "done")
                self.assertEqual(export.done_count, len(rows))
                pdf = self._get_content(name, "pdf")
                self.assertIn(self.dealer.code.encode(), pdf)

    def _get_names(self):
        """Return the names of all lists that are installed."""
        prefix = "distributor.portal.list."
        models = self.env.registry.models
        found = [
            model.removeprefix(prefix)
            for model in models
            if model.startswith(prefix) and models[model]._records
        ]
        self.assertIn("commission", found)
        return found

    def test_typed_cells_and_no_formulas(self):
        content = self._get_content("orders", search="cmd")
        header, rows, sheet = self._read_book(content)
        row = dict(zip(header, rows[0], strict=True))
        self.assertEqual(row["Your Reference"], "=cmd()")
        self.assertEqual(row["Date"].isoformat(), "2026-02-01T00:00:00")
        self.assertEqual(row["Total"], 40.0)
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value]
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])
        symbol = self.company.currency_id.symbol
        self.assertTrue([cell for cell in cells if symbol in cell.number_format])

    def test_heading_says_what_was_chosen(self):
        content = self._get_content("orders", state="paid", search="S")
        _header, _rows, sheet = self._read_book(content)
        text = {
            row[0].value: row[1].value for row in sheet.iter_rows(max_row=9) if row[1]
        }
        self.assertEqual(text["State"], "Paid")
        self.assertEqual(text["Search"], "S")
        self.assertIn(self.dealer.code, text["Distributor"])
        self.assertIn("As of", text)

    def test_totals_below_the_rows(self):
        _header, rows, _sheet = self._read_book(self._get_content("orders"))
        total = rows[len(self.orders)]
        self.assertEqual(total[0], "Total")
        self.assertEqual(total[-1], sum(self.orders.mapped("amount_total")))

    def test_too_many_rows_are_refused(self):
        with patch.dict(module.AT_MOST, {"pdf": 2}), self.assertRaises(UserError):
            self._ask("orders", "pdf")
        with self.assertRaises(UserError):
            self._ask("orders", search="T-nothing")

    def test_queries_do_not_grow_with_the_rows(self):
        counts = []
        for values in ({"search": "cmd"}, {}):
            self._ask("orders", **values)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._ask("orders", **values)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
