# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""A tree of 100,000 distributors: the form of a master, its downline list, and a branch
of 10,000 that moves in the wizard."""

from statistics import median

from lxml import etree
from measure import counted, timed

# how many stand below each distributor of a generation; six generations in all
FANS = (2, 5, 10, 10, 10, 9)
CODES = ("master", "regional", "country", "dealer", "store", "micro")
PAGE = 80


def make_nodes(env):
    """Write down who stands where; a code is a path, such as BENCH-3-7."""
    levels = [env.ref(f"distributor.distributor_level_{code}") for code in CODES]
    env.cr.execute(
        """
        CREATE TEMP TABLE bench_node ON COMMIT DROP AS
        WITH RECURSIVE fan AS (
            SELECT * FROM unnest(%s, %s, %s, %s) AS t(generation, level, rank, fan)
        ),
        node(path, parent, generation) AS (
            SELECT 'BENCH-' || number, NULL, 0
              FROM fan, generate_series(1, fan) AS number WHERE generation = 0
             UNION ALL
            SELECT node.path || '-' || number, node.path, node.generation + 1
              FROM node
              JOIN fan ON fan.generation = node.generation + 1,
                   generate_series(1, fan.fan) AS number
        )
        SELECT path, parent, level, rank,
               nextval('res_partner_id_seq')::int AS partner,
               nextval('distributor_distributor_id_seq')::int AS id
          FROM node JOIN fan USING (generation);
        CREATE UNIQUE INDEX ON bench_node (path);
        CREATE TEMP TABLE bench_place ON COMMIT DROP AS
        WITH RECURSIVE place AS (
            SELECT path, id, level, rank, partner, id || '/' AS parent_path,
                   NULL::int AS parent_id
              FROM bench_node WHERE parent IS NULL
             UNION ALL
            SELECT below.path, below.id, below.level, below.rank, below.partner,
                   place.parent_path || below.id || '/', place.id
              FROM place JOIN bench_node AS below ON below.parent = place.path
        )
        SELECT * FROM place;
        ANALYZE bench_place;
        """,
        [
            list(range(len(FANS))),
            [level.id for level in levels],
            [level.rank for level in levels],
            list(FANS),
        ],
    )


def copy_rows(env, record, values):
    """Copy a record for each node, with some columns changed (SQL)."""
    env.cr.execute(
        f"""
        INSERT INTO {record._table}
        SELECT copied.*
          FROM bench_place AS node
          JOIN {record._table} AS template ON template.id = %s,
               LATERAL jsonb_populate_record(
                   template, jsonb_build_object({values})) AS copied
        """,
        [record.id],
    )


def make_tree(env):
    """Write the whole tree with its history and return the number of distributors."""
    make_nodes(env)
    partner = env["res.partner"].create({"name": "Bench", "is_company": True})
    template = env["distributor.distributor"].create(
        {
            "partner_id": partner.id,
            "code": "BENCH",
            "level_id": env.ref("distributor.distributor_level_master").id,
        }
    )
    order = env["sale.order"].create({"partner_id": partner.id})
    env.flush_all()
    copy_rows(
        env,
        partner,
        "'id', partner, 'name', path, 'complete_name', path,"
        " 'commercial_partner_id', partner",
    )
    copy_rows(
        env,
        template,
        "'id', node.id, 'code', path, 'name', path, 'partner_id', partner,"
        " 'level_id', level, 'level_rank', rank, 'parent_id', node.parent_id,"
        " 'parent_path', node.parent_path, 'state', 'active'",
    )
    copy_rows(
        env,
        template.upline_ids,
        "'id', nextval('distributor_upline_id_seq'), 'distributor_id', node.id,"
        " 'upline_id', node.parent_id, 'date_start', '2020-01-01'",
    )
    copy_rows(
        env,
        order,
        "'id', nextval('sale_order_id_seq'), 'name', path, 'partner_id', partner,"
        " 'partner_invoice_id', partner, 'partner_shipping_id', partner,"
        " 'distributor_id', node.id, 'state', 'sale', 'amount_untaxed', 100,"
        " 'access_token', NULL",
    )
    for record in (partner, template, template.upline_ids, order):
        env.cr.execute(f"ANALYZE {record._table}")
    env.invalidate_all()
    env.cr.execute("SELECT COUNT(*) FROM bench_place")
    return env.cr.fetchone()[0]


def get_specification(env, model, view):
    """Return what the web client asks for to show a view of a model."""
    arch = etree.fromstring(env[model].get_view(view_type=view)["arch"])
    return _read_nodes(env, model, arch)


def _read_nodes(env, model, node):
    specification = {}
    for child in node:
        if child.tag != "field":
            specification.update(_read_nodes(env, model, child))
            continue
        field = env[model]._fields[child.get("name")]
        value = specification[field.name] = {}
        if field.type == "many2one":
            value["fields"] = {"display_name": {}}
        elif field.type in ("one2many", "many2many"):
            value["fields"] = _read_nodes(env, field.comodel_name, child)
            value["limit"] = 40
    return specification


def check(passes):
    """Fail when a figure was measured on something else than was meant."""
    if not passes:
        raise AssertionError


def best(env, repeat, function):
    """Return (median seconds, queries, result), each time with an empty cache."""
    taken = [counted(env, function) for _number in range(repeat)]
    return median(seconds for seconds, *_rest in taken), *taken[-1][1:]


def line(name, seconds, detail):
    return f"{name:<34}{1000 * seconds:>9.0f} ms   {detail}"


def run(env, repeat):
    """Yield the lines to print."""
    seconds, count = timed(env, lambda: make_tree(env))
    yield line("tree written", seconds, f"{count} distributors, an order each")
    find = env["distributor.distributor"].search
    nodes = {n: find([("code", "=", f"BENCH-{n}")]) for n in ("1", "2", "1-1")}
    yield from read_screens(env, repeat, count, nodes["1"])
    yield from read_tree(env, repeat, count)
    yield from move_branch(env, nodes["1-1"], nodes["2"])


def read_screens(env, repeat, count, master):
    specification = get_specification(env, master._name, "form")
    seconds, queries, result = best(env, repeat, lambda: master.web_read(specification))
    check(result[0]["downline_count"] == (count - FANS[0]) / FANS[0])
    yield line(
        "form of a master",
        seconds,
        f"{queries} queries, downline {result[0]['downline_count']}",
    )
    specification = get_specification(env, master._name, "list")
    for order in (None, "code desc"):
        seconds, queries, result = best(
            env,
            repeat,
            lambda order=order: master.web_search_read(
                [("id", "child_of", master.id), ("id", "!=", master.id)],
                specification,
                limit=PAGE,
                order=order,
                count_limit=10_001,
            ),
        )
        yield line(
            f"its downline by {order or 'level'}",
            seconds,
            f"{queries} queries, {len(result['records'])} of {result['length']}",
        )


def read_tree(env, repeat, count):
    """Yield the figures of the tree on a day."""
    nodes = env["distributor.distributor"].search([("code", "=like", "BENCH-%")])
    today = nodes._get_today()
    chains = env["distributor.upline"]._get_chains
    seconds, queries, result = best(
        env, repeat, lambda: chains((key, today) for key in nodes.ids)
    )
    check(sum(map(len, result.values())) > 5 * count)
    yield line("chain of each", seconds, f"{queries} queries, {len(result)} chains")
    root = nodes.filtered(lambda node: node.code == "BENCH-1")
    seconds, queries, result = best(
        env, repeat, lambda: nodes.get_tree(str(today), root.id)
    )
    check(len(result) == count / FANS[0])
    yield line(
        "get_tree of a master", seconds, f"{queries} queries, {len(result)} rows"
    )
    day = env["distributor.tree.day"].with_context(tree_date=str(today))
    specification = get_specification(env, day._name, "list")
    seconds, queries, result = best(
        env,
        repeat,
        lambda: day.web_search_read([], specification, limit=PAGE, count_limit=10_001),
    )
    check(len(result["records"]) == PAGE)
    yield line("tree on a day, first page", seconds, f"{queries} queries")


def move_branch(env, node, upline):
    """Yield the figures of a move below another master, through the wizard."""
    below = [("parent_path", "=like", f"{node.parent_path}%")]
    size = node.search_count(below)
    today = node._get_today()
    history = [("distributor_id", "=", node.id)]
    rows = env["distributor.upline"].search_count(history)
    wizard = env["distributor.move"].create(
        {"distributor_ids": node.ids, "upline_id": upline.id, "reason": "Bench"}
    )
    specification = get_specification(env, wizard._name, "form")
    seconds, queries, result = counted(env, lambda: wizard.web_read(specification))
    check(result[0]["preview"] and not result[0]["refusal"])
    yield line(
        "preview of the move", seconds, f"{queries} queries, {size} distributors"
    )
    seconds, queries, _result = counted(env, wizard.action_move)
    env.invalidate_all()
    below = [("parent_path", "=like", f"{upline.parent_path}{node.id}/%")]
    check(node.search_count(below) == size)
    check(node._get_chain(today)[1] == upline)
    rows = (
        env["distributor.upline"].search_count([("distributor_id", "=", node.id)])
        - rows
    )
    yield line("the move", seconds, f"{queries} queries, {size} moved by {rows} row")
