# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""All files together: records, references between them and to the database."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from . import checks
from .records import Distributor, Issue, Order, Product, Territory, TopUp
from .schema import OPTIONAL_FILES, SCHEMAS
from .table import Issues, read_table


@dataclass(frozen=True)
class Snapshot:
    """What the database holds, as plain dicts keyed by code; values as in the files.

    ``distributors`` also carry ``state``; ``orders`` are {reference: {order_date,
    distributor_code, untaxed}}; ``topups`` the keys of booked wallet rows.
    """

    today: date
    countries: frozenset = frozenset()
    levels: dict = field(default_factory=dict)
    territories: dict = field(default_factory=dict)
    distributors: dict = field(default_factory=dict)
    products: dict = field(default_factory=dict)
    orders: dict = field(default_factory=dict)
    topups: frozenset = frozenset()


@dataclass(frozen=True)
class Channel:
    territories: tuple[Territory, ...] = ()
    distributors: tuple[Distributor, ...] = ()
    products: tuple[Product, ...] = ()
    orders: tuple[Order, ...] = ()
    #: None: there is no wallet file, orders bring their own money
    topups: tuple[TopUp, ...] | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def errors(self):
        return [issue for issue in self.issues if not issue.warning]

    @property
    def warnings(self):
        return [issue for issue in self.issues if issue.warning]

    @property
    def first_day(self):
        """The day of the first order: the tree of the files is valid from then on."""
        days = [order.order_date for order in self.orders]
        days += [topup.date for topup in self.topups or ()]
        return min(days, default=None)


def read(contents, snapshot):
    """Return the :class:`Channel` of ``contents`` ({kind: bytes}).

    A kind that is not in ``contents`` is fine as long as something is there: what
    it would say must then be in the database.
    """
    issues = Issues()
    tables = {}
    if not contents:
        for kind in SCHEMAS:
            if kind not in OPTIONAL_FILES:
                issues.add(kind, 0, "", "", "missing_file")
    for kind in SCHEMAS:
        content = contents.get(kind)
        tables[kind] = read_table(kind, content, issues) if content is not None else []
    for kind, other in (("orders", "order_lines"), ("order_lines", "orders")):
        if kind in contents and other not in contents:
            issues.add(other, 0, "", "", "missing_file")
            issues.unusable.add(other)
    for kind, schema in SCHEMAS.items():
        tables[kind] = _without_duplicates(kind, schema, tables[kind], issues)
    lines = defaultdict(list)
    for line in tables["order_lines"]:
        lines[line.order_ref].append(line)
    channel = Channel(
        territories=tuple(tables["territories"]),
        distributors=tuple(tables["distributors"]),
        products=tuple(tables["products"]),
        orders=tuple(_join(tables["orders"], lines)),
        topups=tuple(_number(tables["wallets"])) if "wallets" in contents else None,
    )
    checks.check(channel, tables["order_lines"], snapshot, issues)
    order = {f"{kind}.csv": place for place, kind in enumerate(SCHEMAS)}
    found = sorted(issues.found, key=lambda i: (order[i.file], i.line))
    return replace(channel, issues=tuple(found))


def _without_duplicates(kind, schema, records, issues):
    seen = {}
    kept = []
    for record in records:
        key = tuple(getattr(record, name) for name in schema.key)
        if key and key in seen:
            params = {"line": seen[key]}
            column = schema.key[0]
            issues.add(kind, record.line, column, key[0], "duplicate_code", params)
            continue
        seen[key] = record.line
        kept.append(record)
    return kept


def _join(orders, lines):
    """Orders with their lines, oldest first; within a day as in the file."""
    joined = [replace(o, lines=tuple(lines.get(o.order_ref, ()))) for o in orders]
    return sorted(joined, key=lambda order: (order.order_date, order.line))


def _number(topups):
    """Tell rows apart that say the same, so that each is booked once."""
    counts = Counter()
    numbered = []
    for topup in topups:
        topup = replace(topup, number=1)
        counts[topup.key] += 1
        numbered.append(replace(topup, number=counts[topup.key]))
    return sorted(numbered, key=lambda topup: (topup.date, topup.line))
