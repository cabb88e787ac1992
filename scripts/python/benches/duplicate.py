# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The search for duplicates of one application, and of 50, among 100,000 distributors
with names, addresses, telephones, credit codes and bank accounts like real ones."""

from benches.tree import best, check, line, make_tree
from measure import timed

MANY = 50
# written by SQL; every other name is Chinese, and many begin and end alike
NAMES = """
    CREATE TEMP TABLE bench_text ON COMMIT DROP AS
    SELECT d.id, d.partner_id, n,
           CASE WHEN n %% 2 = 0 THEN
               (ARRAY['杭州','上海','宁波','苏州','广州','深圳','成都'])[1 + n %% 7]
               || chr(19968 + n * 7919 %% 9000) || chr(19968 + n * 5407 %% 9001)
               || chr(19968 + n * 31 %% 8999)
               || (ARRAY['茶叶','食品','贸易','商贸','茶业'])[1 + n / 7 %% 5]
               || '有限公司'
           ELSE
               (ARRAY['North','Lake','Golden','Green','Silver'])[1 + n / 2 %% 5]
               || substr(md5(n::text), 1, 4) || ' ' || substr(md5((n / 3)::text), 5, 5)
               || (ARRAY[' Trading',' Tea',' Foods',' Import'])[1 + n / 10 %% 4]
               || ' Co., Ltd.'
           END AS name
      FROM (SELECT id, partner_id, row_number() OVER (ORDER BY id)::int AS n
              FROM distributor_distributor WHERE code LIKE 'BENCH-%%') AS d
"""
PARTNERS = """
    UPDATE res_partner AS p
       SET name = t.name, complete_name = t.name, city = 'T-City ' || n %% 300,
           street = 'Long Tea Road ' || n / 300 || ', Building ' || n %% 17,
           phone = '+86 13' || lpad((n * 7919)::text, 9, '0'),
           email = 'Bench' || n || '@t-bench.example.com',
           company_registry = '91' || lpad(n::text, 16, '0')
      FROM bench_text AS t
     WHERE t.partner_id = p.id
"""
DISTRIBUTORS = """
    UPDATE distributor_distributor AS d
       SET name = t.name, credit_code = '91' || lpad(n::text, 16, '0')
      FROM bench_text AS t
     WHERE t.id = d.id
"""
BANKS = """
    INSERT INTO res_partner_bank (partner_id, acc_number, sanitized_acc_number, active)
    SELECT partner_id, '6222' || lpad(n::text, 12, '0'),
           '6222' || lpad(n::text, 12, '0'), TRUE
      FROM bench_text
"""


def make_texts(env):
    """Give all distributors of the bench what an application is compared with."""
    for statement in (NAMES, PARTNERS, DISTRIBUTORS, BANKS):
        env.cr.execute(statement, [])
    for table in ("res_partner", "distributor_distributor", "res_partner_bank"):
        env.cr.execute(f"ANALYZE {table}")
    env.invalidate_all()


def make_applications(env):
    """Return applications that resemble one distributor each, in one way or another."""
    env.cr.execute("SELECT n, name FROM bench_text ORDER BY n LIMIT %s", [MANY])
    return env["distributor.application"].create(
        [
            {
                "name": name.replace("有限公司", "有限责任公司"),
                "contact_name": "Bench",
                "email": f"{n}@t-bench-new.example.com",
                "phone": f"013{n * 7919:09}",
                "credit_code": f"91{n:016}",
                "bank_account": f"6222 {n:012}",
                "street": f"Long Tea Road {n // 300} / Building {n % 17}",
                "city": f"T-CITY {n % 300}",
                "country_id": env.ref("base.cn").id,
                "level_id": env.ref("distributor.distributor_level_store").id,
            }
            for n, name in env.cr.fetchall()
        ]
    )


def run(env, repeat):
    """Yield the lines to print."""
    seconds, count = timed(env, lambda: make_tree(env))
    yield line("distributors written", seconds, f"{count} distributors")
    seconds, _none = timed(env, lambda: make_texts(env))
    yield line("names, addresses, accounts", seconds, "")
    applications = make_applications(env)
    for name, few in (
        ("search for one (Latin)", applications[0]),
        ("search for one (Chinese)", applications[1]),
        (f"search for {MANY}", applications),
    ):
        seconds, queries, found = best(env, repeat, few._search_duplicates)
        kinds = {key[:2] for key in found}
        check(len(kinds) == 5 * len(few))
        yield line(name, seconds, f"{queries} queries, {len(found)} reasons")
