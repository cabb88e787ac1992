# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""References between the files and to the database."""


def check(channel, order_lines, snapshot, issues):
    """Add every broken reference of ``channel`` to ``issues``."""
    _check_territories(channel, snapshot, issues)
    _check_distributors(channel, snapshot, issues)
    _check_orders(channel, snapshot, issues)
    _check_order_lines(channel, order_lines, snapshot, issues)
    _check_topups(channel, snapshot, issues)


def find_loops(parents):
    """Return the loops of {code: parent code}, each once, from its first code.

    >>> find_loops({"A": "B", "B": "C", "C": "B", "D": ""})
    [['B', 'C', 'B']]
    """
    done = set()
    loops = []
    for start in parents:
        path = []
        place = {}
        code = start
        while code in parents and code not in done and code not in place:
            place[code] = len(path)
            path.append(code)
            code = parents[code]
        if code in place:
            loops.append([*path[place[code] :], code])
        done.update(path)
    return loops


def _check_country(kind, record, column, snapshot, issues):
    value = getattr(record, column)
    if value and snapshot.countries and value not in snapshot.countries:
        issues.add(kind, record.line, column, value, "unknown_country")


def _codes(kind, records, snapshot, issues):
    """Codes that may be referred to; None if the file could not be read."""
    if kind in issues.unusable:
        return None
    codes = {record.code for record in records} | set(getattr(snapshot, kind))
    return codes | issues.broken[kind]


def _check_known(kind, record, column, codes, code, issues):
    value = getattr(record, column)
    if value and codes is not None and value not in codes:
        issues.add(kind, record.line, column, value, code)


def _merged(records, known, column):
    """{code: value of column}, what the files say over what the database holds."""
    values = {code: vals.get(column) or "" for code, vals in known.items()}
    for record in records:
        value = getattr(record, column)
        if value is None:
            value = values.get(record.code, "")
        values[record.code] = value
    return values


def _check_loops(kind, records, parents, column, code, issues):
    lines = {record.code: record.line for record in records}
    loops = find_loops(parents)
    for path in loops:
        line = next((lines[item] for item in path if item in lines), 0)
        first = next((item for item in path if item in lines), path[0])
        params = {"path": " → ".join(path)}
        issues.add(kind, line, column, parents[first], code, params)
    return {code for path in loops for code in path}


def _check_territories(channel, snapshot, issues):
    kind = "territories"
    records = channel.territories
    parents = _merged(records, snapshot.territories, "parent_code")
    codes = _codes(kind, records, snapshot, issues)
    for record in records:
        _check_country(kind, record, "country_code", snapshot, issues)
        _check_known(kind, record, "parent_code", codes, "unknown_territory", issues)
    _check_loops(kind, records, parents, "parent_code", "territory_loop", issues)
    _check_same_country(records, snapshot, issues)


def _check_same_country(records, snapshot, issues):
    """An address belongs to one territory, so a country is covered by one of them."""
    files = {record.code for record in records}
    covered = {
        values["country_code"]: code
        for code, values in snapshot.territories.items()
        if values.get("whole_country") and code not in files
    }
    for record in records:
        country = record.country_code
        other = covered.setdefault(country, record.code) if country else record.code
        if other != record.code:
            params = {"other": other}
            issues.add(
                "territories",
                record.line,
                "country_code",
                country,
                "same_country",
                params,
            )


def _check_distributors(channel, snapshot, issues):
    kind = "distributors"
    records = channel.distributors
    territories = _codes("territories", channel.territories, snapshot, issues)
    codes = _codes(kind, records, snapshot, issues)
    uplines = _merged(records, snapshot.distributors, "upline_code")
    for record in records:
        _check_country(kind, record, "country_code", snapshot, issues)
        if record.level not in snapshot.levels:
            params = {"levels": ", ".join(snapshot.levels)}
            issues.add(
                kind, record.line, "level", record.level, "unknown_level", params
            )
        _check_known(kind, record, "upline_code", codes, "unknown_upline", issues)
        _check_known(
            kind, record, "territory_code", territories, "unknown_territory", issues
        )
        _check_upline_open(record, snapshot, issues)
    looped = _check_loops(kind, records, uplines, "upline_code", "upline_loop", issues)
    uplines = {code: up for code, up in uplines.items() if code not in looped}
    _check_levels(channel, snapshot, uplines, issues)


def _check_upline_open(record, snapshot, issues):
    """A terminated upline may stay where it is and gets nobody new."""
    upline = record.upline_code
    state = snapshot.distributors.get(upline, {}).get("state")
    known = snapshot.distributors.get(record.code, {})
    if state == "terminated" and known.get("upline_code") != upline:
        params = {"upline": upline}
        issues.add(
            "distributors", record.line, "upline_code", upline, "upline_closed", params
        )


def _check_levels(channel, snapshot, uplines, issues):
    """An upline has a strictly higher level, also over what is in the database."""
    levels = _merged(channel.distributors, snapshot.distributors, "level")
    lines = {record.code: record.line for record in channel.distributors}
    for code, upline in uplines.items():
        line = lines.get(code) or lines.get(upline)
        rank = snapshot.levels.get(levels.get(code))
        upline_rank = snapshot.levels.get(levels.get(upline))
        if not line or rank is None or upline_rank is None:
            continue
        if upline_rank >= rank:
            params = {
                "upline": upline,
                "upline_level": levels[upline],
                "level": levels[code],
            }
            issues.add(
                "distributors", line, "upline_code", upline, "upline_level", params
            )


def _check_orders(channel, snapshot, issues):
    kind = "orders"
    codes = _codes("distributors", channel.distributors, snapshot, issues)
    with_lines = issues.broken["order_lines"]
    for order in channel.orders:
        _check_country(kind, order, "ship_country_code", snapshot, issues)
        if order.order_date > snapshot.today:
            issues.add(kind, order.line, "order_date", order.order_date, "future_date")
        _check_known(
            kind, order, "distributor_code", codes, "unknown_distributor", issues
        )
        ref = order.order_ref
        if not (order.lines or ref in with_lines or "order_lines" in issues.unusable):
            issues.add(kind, order.line, "order_ref", order.order_ref, "no_lines")
        if ref in snapshot.orders:
            _check_same(order, snapshot.orders[ref], issues)
        else:
            _check_active(order, snapshot, issues)


def _check_active(order, snapshot, issues):
    code = order.distributor_code
    start = snapshot.distributors.get(code, {}).get("date_start")
    if start and order.order_date < start:
        issues.add(
            "orders",
            order.line,
            "order_date",
            order.order_date,
            "before_start",
            {"start": start},
            warning=True,
        )
    state = snapshot.distributors.get(code, {}).get("state", "active")
    if state != "active":
        params = {"state": state}
        issues.add("orders", order.line, "distributor_code", code, "not_active", params)


def _check_same(order, known, issues):
    """Say it when an order that is in differs from the file; it is not changed."""
    for what in ("distributor_code", "order_date", "untaxed"):
        old, new = known.get(what), getattr(order, what)
        if old is not None and old != new:
            params = {"what": what, "old": old, "new": new}
            issues.add(
                "orders",
                order.line,
                "order_ref",
                order.order_ref,
                "order_differs",
                params,
                warning=True,
            )


def _check_order_lines(channel, order_lines, snapshot, issues):
    kind = "order_lines"
    products = _codes("products", channel.products, snapshot, issues)
    orders = {order.order_ref for order in channel.orders} | set(snapshot.orders)
    orders |= issues.broken["orders"]
    if "orders" in issues.unusable:
        orders = None
    for line in order_lines:
        _check_known(kind, line, "order_ref", orders, "unknown_order", issues)
        _check_known(kind, line, "product_code", products, "unknown_product", issues)


def _check_topups(channel, snapshot, issues):
    kind = "wallets"
    codes = _codes("distributors", channel.distributors, snapshot, issues)
    for topup in channel.topups or ():
        _check_known(
            kind, topup, "distributor_code", codes, "unknown_distributor", issues
        )
        if topup.date > snapshot.today:
            issues.add(kind, topup.line, "date", topup.date, "future_date")
