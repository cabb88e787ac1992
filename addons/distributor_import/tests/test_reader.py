# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import doctest
import io
import zipfile
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from .. import reader
from ..reader import cells, channel, checks, reasons, records, table
from .files import BAD, edit, get_files, get_snapshot, recode, replace_file


def load_tests(loader, tests, ignore):
    for module in (cells, channel, checks, reasons, records, table):
        tests.addTests(doctest.DocTestSuite(module))
    return tests


def get_codes(found):
    return [(issue.file, issue.line, issue.column, issue.code) for issue in found]


@tagged("-at_install", "post_install")
class TestReader(BaseCase):
    def _read(self, files, **snapshot):
        return reader.read(files, get_snapshot(**snapshot))

    def test_good_files(self):
        found = self._read(get_files())
        self.assertEqual(found.issues, ())
        self.assertEqual(len(found.distributors), 6)
        self.assertEqual(
            [order.order_ref for order in found.orders],
            ["T-O1", "T-O2", "T-O3", "T-O4", "T-O5", "T-O6", "T-O7", "T-O8"],
        )
        self.assertEqual(found.first_day.isoformat(), "2023-01-31")
        self.assertIsNone(found.topups)
        lines = found.orders[0].lines
        self.assertEqual(lines[1].untaxed, Decimal("83.30"))
        self.assertEqual(found.distributors[5].name, 'Händler "Süd"')
        self.assertEqual(found.distributors[0].street, "24, place Kléber")

    def test_each_mistake_is_the_one_error(self):
        for name, (files, expected) in BAD.items():
            with self.subTest(name):
                found = self._read(files)
                self.assertIn(expected, get_codes(found.errors))
                self.assertEqual(len(found.errors), 1, found.errors)
                self.assertTrue(reader.explain(found.errors[0]))

    def test_every_reason_has_a_case(self):
        """A reason that no test reaches is a reason nobody has seen."""
        seen = {expected[3] for _files, expected in BAD.values()}
        elsewhere = {
            "missing_file",
            "no_rows",
            "too_big",
            "unknown_column",
            "too_many_issues",
            "old_date",
            "upline_closed",
            "not_active",
            "order_differs",
            "before_start",
        }
        self.assertEqual(set(reader.REASONS) - seen, elsewhere)

    def test_bom_and_crlf(self):
        expected = self._read(get_files())
        for change in (
            lambda content: b"\xef\xbb\xbf" + content,
            lambda content: content.replace(b"\n", b"\r\n"),
            lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
            lambda content: content.rstrip(b"\n"),
            lambda content: content + b"\n,,,\n\n",
        ):
            files = {}
            for kind, content in get_files().items():
                files[kind] = change(content)
            self.assertEqual(self._read(files), expected)

    def test_128_characters_are_fine(self):
        files = edit("distributors", "Master Distribution,m", f"{'中' * 128},m")
        self.assertEqual(self._read(files).issues, ())

    def test_unknown_column_is_a_warning(self):
        files = recode("products", lambda c: c.replace(b"\n", b",x\n"))
        found = self._read(files)
        self.assertEqual(found.errors, [])
        self.assertEqual(
            get_codes(found.warnings), [("products.csv", 1, "x", "unknown_column")]
        )

    def test_header_only_is_a_warning(self):
        files = replace_file("wallets", b"distributor_code,date,amount\n")
        found = self._read(files)
        self.assertEqual(get_codes(found.issues), [("wallets.csv", 1, "", "no_rows")])
        self.assertEqual(found.topups, ())

    def test_nothing_at_all(self):
        found = self._read({})
        self.assertEqual(
            {issue.file for issue in found.errors},
            {
                "territories.csv",
                "distributors.csv",
                "products.csv",
                "orders.csv",
                "order_lines.csv",
            },
        )

    def test_orders_need_their_lines(self):
        files = get_files()
        del files["order_lines"]
        self.assertEqual(
            get_codes(self._read(files).errors),
            [("order_lines.csv", 0, "", "missing_file")],
        )

    def test_old_date(self):
        found = self._read(edit("orders", "2023-06-30", "1023-06-30"))
        self.assertEqual(
            get_codes(found.errors), [("orders.csv", 6, "order_date", "old_date")]
        )

    def test_too_big(self):
        files = replace_file("orders", b"a" * (64 * 1024 * 1024 + 1))
        codes = [issue.code for issue in self._read(files).errors]
        self.assertEqual(codes, ["too_big"])

    def test_many_errors_are_cut(self):
        lines = b"T-O1,T-IMP-1,x,1,0\n" * 3000
        files = recode("order_lines", lambda content: content + lines)
        found = self._read(files)
        self.assertEqual(len(found.errors), 1001)
        self.assertEqual(found.errors[-1].code, "too_many_issues")

    def test_value_shown_is_short_and_printable(self):
        files = edit("products", "Chai", f'"{"A" * 500}\x07"')
        issue = self._read(files).errors[0]
        self.assertLessEqual(len(issue.value), 81)
        self.assertTrue(issue.value.isprintable())

    def test_no_errors_that_follow_from_another(self):
        """A refused distributor does not make all its orders wrong."""
        files = edit("distributors", "Dealer of Marseille", "=1")
        self.assertEqual(len(self._read(files).errors), 1)

    def _get_database(self, state="active", **order):
        known = {
            "T-D1": {
                "name": "Dealer of Marseille",
                "level": "dealer",
                "upline_code": "T-C1",
                "state": state,
            }
        }
        return {"distributors": known, "orders": order}

    def test_order_of_a_terminated_distributor(self):
        for state in ("terminated", "suspended", "applicant"):
            found = self._read(get_files(), **self._get_database(state))
            codes = [code for code in get_codes(found.errors) if "not_active" in code]
            self.assertEqual(
                codes,
                [
                    ("orders.csv", 3, "distributor_code", "not_active"),
                    ("orders.csv", 6, "distributor_code", "not_active"),
                ],
            )

    def test_order_that_is_in_is_no_error(self):
        known = self._get_database("terminated")
        known["orders"] = {"T-O2": {}, "T-O5": {}}
        known["distributors"]["T-S1"] = {"upline_code": "T-D1", "level": "store"}
        self.assertEqual(self._read(get_files(), **known).errors, [])

    def test_nobody_new_below_a_terminated_upline(self):
        known = self._get_database("terminated")
        known["orders"] = {"T-O2": {}, "T-O5": {}}
        codes = get_codes(self._read(get_files(), **known).errors)
        self.assertEqual(
            codes, [("distributors.csv", 2, "upline_code", "upline_closed")]
        )

    def test_order_that_differs_is_a_warning(self):
        known = {"T-O2": {"untaxed": Decimal("1.00"), "distributor_code": "T-D1"}}
        found = self._read(get_files(), orders=known)
        self.assertEqual(found.errors, [])
        self.assertEqual([i.code for i in found.warnings], ["order_differs"])
        self.assertIn("112.12", reader.explain(found.warnings[0]))

    def test_level_against_the_database(self):
        """Moving an upline down must not leave its known downline above it."""
        known = {
            "T-K1": {"level": "regional", "upline_code": "T-M1", "state": "active"},
        }
        files = edit("distributors", "T-M1,Master Distribution,master", "T-M1,M,dealer")
        codes = get_codes(self._read(files, distributors=known).errors)
        self.assertIn(("distributors.csv", 3, "upline_code", "upline_level"), codes)

    def test_plan(self):
        known = {
            "T-IMP-1": {
                "name": "Chai",
                "category": "T-Beverages",
                "list_price": Decimal("18.0"),
            },
            "T-IMP-2": {
                "name": "Queso Cabrales",
                "category": "T-Dairy",
                "list_price": Decimal("20"),
            },
        }
        snapshot = get_snapshot(products=known, orders={"T-O1": {}})
        plan = reader.make_plan(reader.read(get_files(), snapshot), snapshot)
        self.assertEqual(plan.create["products"], ["T-IMP-3"])
        self.assertEqual(plan.skip["products"], ["T-IMP-1"])
        self.assertEqual(
            plan.update["products"],
            {"T-IMP-2": [reader.Change("list_price", "20", "21.35")]},
        )
        counts = plan.get_counts()
        self.assertEqual(counts["orders"], {"create": 7, "update": 0, "skip": 1})
        self.assertEqual(counts["order_lines"], {"create": 10, "update": 0, "skip": 3})

    def test_same_topup_twice_is_two(self):
        rows = b"distributor_code,date,amount,memo\n" + b"T-D1,2023-01-01,5,x\n" * 2
        found = self._read(replace_file("wallets", rows))
        self.assertEqual(found.errors, [])
        self.assertEqual(
            [topup.key for topup in found.topups],
            ["T-D1|2023-01-01|5.00|x|1", "T-D1|2023-01-01|5.00|x|2"],
        )

    def test_archive(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("folder/orders.csv", b"a")
            archive.writestr("folder/README.md", b"b")
            archive.writestr("__MACOSX/orders.csv", b"c")
        self.assertEqual(reader.read_archive(stream.getvalue()), {"orders": b"a"})
        for content in (b"no zip", stream.getvalue()[:40]):
            with self.assertRaises(reader.ArchiveError):
                reader.read_archive(content)

    def test_archive_that_grows(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("orders.csv", b"0" * (65 * 1024 * 1024))
        with self.assertRaises(reader.ArchiveError):
            reader.read_archive(stream.getvalue())
