# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The good files, and for each kind of mistake the good files with that mistake."""

from datetime import date
from pathlib import Path

from ..reader import FILES, Snapshot

GOOD = Path(__file__).parent / "data" / "good"
LEVELS = {
    "master": 10,
    "regional": 20,
    "country": 30,
    "dealer": 40,
    "store": 50,
    "micro": 60,
}


def get_files():
    """Return {kind: bytes} of the good files (there is no wallet file)."""
    return {
        kind: (GOOD / name).read_bytes()
        for kind, name in FILES.items()
        if (GOOD / name).exists()
    }


def get_snapshot(**values):
    """Return an empty database with the levels and some countries."""
    countries = frozenset({"FR", "DE", "CN", "US"})
    return Snapshot(date(2026, 1, 1), countries, LEVELS, **values)


def edit(kind, old, new):
    """Return the good files with one text replaced in one file."""
    files = get_files()
    assert old.encode() in files[kind], f"{old} is not in {kind}"
    files[kind] = files[kind].replace(old.encode(), new.encode(), 1)
    return files


def replace_file(kind, content):
    return {**get_files(), kind: content}


def without_lines(kind, start):
    lines = get_files()[kind].splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start.encode())]
    return replace_file(kind, b"".join(kept))


def without_last_columns(kind, count):
    lines = get_files()[kind].decode().splitlines()
    return replace_file(
        kind, "\n".join(line.rsplit(",", count)[0] for line in lines).encode()
    )


def recode(kind, change):
    return replace_file(kind, change(get_files()[kind]))


#: name → (files, (file, line, column, code) of the one error that is expected)
BAD = {
    "unknown upline": (
        edit("distributors", "dealer,T-C1,", "dealer,T-X9,"),
        ("distributors.csv", 6, "upline_code", "unknown_upline"),
    ),
    "upline loop": (
        edit("distributors", "dealer,T-C1,", "dealer,T-S1,"),
        ("distributors.csv", 2, "upline_code", "upline_loop"),
    ),
    "upline of a lower level": (
        edit("distributors", "T-R1,Regional Agency,regional", "T-R1,Regional,country"),
        ("distributors.csv", 5, "upline_code", "upline_level"),
    ),
    "unknown level": (
        edit("distributors", "store,T-D1", "shop,T-D1"),
        ("distributors.csv", 2, "level", "unknown_level"),
    ),
    "duplicate code": (
        edit("products", "T-IMP-3", "T-IMP-2,Again,,1\nT-IMP-3"),
        ("products.csv", 4, "code", "duplicate_code"),
    ),
    "duplicate order": (
        edit("orders", "T-O2,2023", "T-O1,2023-03-01,T-D1,,,,,,\nT-O2,2023"),
        ("orders.csv", 3, "order_ref", "duplicate_code"),
    ),
    "negative quantity": (
        edit("order_lines", "T-IMP-1,12,", "T-IMP-1,-12,"),
        ("order_lines.csv", 2, "quantity", "not_positive"),
    ),
    "zero quantity": (
        edit("order_lines", "T-IMP-1,12,", "T-IMP-1,0,"),
        ("order_lines.csv", 2, "quantity", "not_positive"),
    ),
    "negative price": (
        edit("order_lines", "12,14,0", "12,-14,0"),
        ("order_lines.csv", 2, "unit_price", "negative"),
    ),
    "price with a comma": (
        edit("order_lines", "10,9.8,15", '10,"9,80",15'),
        ("order_lines.csv", 3, "unit_price", "comma"),
    ),
    "scientific number": (
        edit("order_lines", "2.5,18", "1e3,18"),
        ("order_lines.csv", 8, "quantity", "not_number"),
    ),
    "arabic digits": (
        edit("order_lines", "2.5,18", "٢,18"),
        ("order_lines.csv", 8, "quantity", "not_number"),
    ),
    "not a number": (
        edit("order_lines", "2.5,18", "NaN,18"),
        ("order_lines.csv", 8, "quantity", "not_number"),
    ),
    "too large": (
        edit("order_lines", "2.5,18", "2.5,99999999999"),
        ("order_lines.csv", 8, "unit_price", "too_large"),
    ),
    "too many decimals": (
        edit("order_lines", "2.5,18", "2.555,18"),
        ("order_lines.csv", 8, "quantity", "decimals"),
    ),
    "discount over 100": (
        edit("order_lines", "9.8,15", "9.8,150"),
        ("order_lines.csv", 3, "discount_percent", "discount_range"),
    ),
    "negative discount": (
        edit("order_lines", "9.8,15", "9.8,-1"),
        ("order_lines.csv", 3, "discount_percent", "discount_range"),
    ),
    "unknown country": (
        edit("territories", "T-WEST,FR", "T-WEST,XQ"),
        ("territories.csv", 3, "country_code", "unknown_country"),
    ),
    "country name": (
        edit("orders", "13008,FR,1.5", "13008,France,1.5"),
        ("orders.csv", 6, "ship_country_code", "unknown_country"),
    ),
    "one country twice": (
        edit("territories", "T-WEST,DE", "T-WEST,FR"),
        ("territories.csv", 4, "country_code", "same_country"),
    ),
    "territory loop": (
        edit("territories", "Western Europe,,", "Western Europe,T-FR,"),
        ("territories.csv", 2, "parent_code", "territory_loop"),
    ),
    "unknown territory": (
        edit("distributors", "dealer,T-C1,T-FR", "dealer,T-C1,T-XX"),
        ("distributors.csv", 6, "territory_code", "unknown_territory"),
    ),
    "unknown distributor": (
        edit("orders", "T-O4,2023-02-01,T-S1", "T-O4,2023-02-01,T-S9"),
        ("orders.csv", 5, "distributor_code", "unknown_distributor"),
    ),
    "unknown product": (
        edit("order_lines", "T-O4,T-IMP-1", "T-O4,T-IMP-9"),
        ("order_lines.csv", 8, "product_code", "unknown_product"),
    ),
    "lines without an order": (
        without_lines("orders", "T-O4"),
        ("order_lines.csv", 8, "order_ref", "unknown_order"),
    ),
    "order without lines": (
        without_lines("order_lines", "T-O4"),
        ("orders.csv", 5, "order_ref", "no_lines"),
    ),
    "local date": (
        edit("orders", "2023-06-30", "30/06/2023"),
        ("orders.csv", 6, "order_date", "not_date"),
    ),
    "no such day": (
        edit("orders", "2023-06-30", "2023-02-30"),
        ("orders.csv", 6, "order_date", "not_date"),
    ),
    "date in the future": (
        edit("orders", "2023-06-30", "2999-06-30"),
        ("orders.csv", 6, "order_date", "future_date"),
    ),
    "no date": (
        edit("orders", "2023-06-30", ""),
        ("orders.csv", 6, "order_date", "required"),
    ),
    "200 characters": (
        edit("distributors", "Master Distribution,m", f"{'M' * 200},m"),
        ("distributors.csv", 3, "name", "too_long"),
    ),
    "formula": (
        edit("distributors", "Master Distribution,m", '"=HYPERLINK(""x"")",m'),
        ("distributors.csv", 3, "name", "formula"),
    ),
    "formula with @": (
        edit("products", "Chai", "@SUM(A1)"),
        ("products.csv", 2, "name", "formula"),
    ),
    "line break in a name": (
        edit("products", "Chai", '"Chai\nTea"'),
        ("products.csv", 2, "name", "control"),
    ),
    "empty file": (
        replace_file("orders", b""),
        ("orders.csv", 1, "", "empty_file"),
    ),
    "only a BOM": (
        replace_file("orders", b"\xef\xbb\xbf\r\n"),
        ("orders.csv", 1, "", "empty_file"),
    ),
    "missing column": (
        without_last_columns("order_lines", 2),
        ("order_lines.csv", 1, "unit_price", "missing_column"),
    ),
    "column twice": (
        edit("products", "code,name", "name,name"),
        ("products.csv", 1, "name", "duplicate_column"),
    ),
    "row too short": (
        edit("order_lines", "T-O4,T-IMP-1,2.5,18,0", "T-O4,T-IMP-1,2.5"),
        ("order_lines.csv", 8, "", "cell_count"),
    ),
    "binary": (
        replace_file("orders", b"\x00\x01\x02\xff" * 16),
        ("orders.csv", 1, "", "binary"),
    ),
    "xlsx": (
        replace_file("orders", b"PK\x03\x04\x14\x00\x06\x00"),
        ("orders.csv", 1, "", "spreadsheet"),
    ),
    "xls": (
        replace_file("orders", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("orders.csv", 1, "", "spreadsheet"),
    ),
    "image": (
        replace_file("orders", b"\x89PNG\r\n\x1a\n" + b"\x11" * 32),
        ("orders.csv", 1, "", "not_utf8"),
    ),
    "latin-1": (
        recode("distributors", lambda c: c.decode().encode("latin-1", "replace")),
        ("distributors.csv", 2, "", "not_utf8"),
    ),
    "utf-16": (
        recode("orders", lambda content: content.decode().encode("utf-16")),
        ("orders.csv", 1, "", "not_utf8"),
    ),
    "semicolons": (
        recode("order_lines", lambda content: content.replace(b",", b";")),
        ("order_lines.csv", 1, "", "wrong_delimiter"),
    ),
    "quote in the middle": (
        edit("products", "Chai", '"Chai" tea'),
        ("products.csv", 2, "", "bad_quoting"),
    ),
    "quote left open": (
        edit("products", "Chai", '"Chai'),
        ("products.csv", 4, "", "bad_quoting"),
    ),
}
