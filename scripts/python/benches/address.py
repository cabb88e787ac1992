# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""100,000 addresses matched with a map of 3,300 territories, against the simplest SQL
join that gives the same on columns prepared for it."""

from statistics import median

from measure import counted, timed

from odoo.tools import SQL

ADDRESSES = 100_000
STATES, CITIES, DISTRICTS = 34, 10, 10
HAN = "一二三四五六七八九十"


def make_map(env):
    """One country of 34 states of 10 cities of 8 districts, a ninth by zip code."""
    company = env["res.company"].create({"name": "Bench"})
    country = env["res.country"].create({"name": "Bench", "code": "ZZ"})
    states = env["res.country.state"].create(
        [
            {"name": f"州{number}", "code": f"B{number}", "country_id": country.id}
            for number in range(STATES)
        ]
    )
    territories = env["distributor.territory"].with_company(company)
    base = {"company_id": company.id, "country_id": country.id}
    top = territories.create({**base, "name": "Bench", "code": "T"})
    upper = territories.create(
        [
            {
                **base,
                "name": state.name,
                "code": state.code,
                "parent_id": top.id,
                "state_id": state.id,
            }
            for state in states
        ]
    )
    cities = territories.create(
        [
            {
                **base,
                "name": f"{state.code}-{number}",
                "code": f"{state.code}-{number}",
                "parent_id": parent.id,
                "state_id": state.id,
                "city": f"城{HAN[number]}市,城{HAN[number]}",
            }
            for state, parent in zip(states, upper, strict=True)
            for number in range(CITIES)
        ]
    )
    territories.create(
        [
            {
                **base,
                "name": f"{city.code}-{number}",
                "code": f"{city.code}-{number}",
                "parent_id": city.id,
                "state_id": city.state_id.id,
                "city": city.city,
                **(
                    {"zip_prefix": f"{int(city.code.split('-')[1])}9"}
                    if number == DISTRICTS - 1
                    else {"district": f"东{HAN[number]}区"}
                ),
            }
            for city in cities
            for number in range(DISTRICTS - 1)
        ]
    )
    return company, country, states


def make_addresses(env, country, states):
    """Write contacts as SQL would import them: most with a district in the street, one
    in twenty elsewhere, in other spellings, or without a place."""
    one = env["res.partner"].create({"name": "Bench"})
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO res_partner
        SELECT (JSONB_POPULATE_RECORD(p, JSONB_BUILD_OBJECT(
               'id', NEXTVAL('res_partner_id_seq'),
               'country_id', %(country)s,
               'state_id', (%(states)s::int[])[1 + n %% %(count)s],
               'city', CASE WHEN n %% 20 = 0 THEN NULL WHEN n %% 3 = 0
                    THEN ' 城' || SUBSTR(%(han)s, 1 + n %% 10, 1)
                    ELSE '城' || SUBSTR(%(han)s, 1 + n %% 10, 1) || '市' END,
               'zip', LPAD((n * 7919 %% 1000000)::text, 6, '0'),
               'street', '东' || SUBSTR(%(han)s, 1 + (n / 340) %% 10, 1)
                    || '区文三路 ' || n || ' 号'
               ))).*
          FROM res_partner p, GENERATE_SERIES(1, %(number)s) n
         WHERE p.id = %(id)s
     RETURNING id
        """,
        {
            "country": country.id,
            "states": states.ids,
            "count": len(states),
            "han": HAN,
            "number": ADDRESSES,
            "id": one.id,
        },
    )
    return env["res.partner"].browse(row[0] for row in env.cr.fetchall())


def prepare(env, company, partners):
    """Two tables with the parts to compare, ready and indexed: the bare join need not
    read any text."""
    env.cr.execute(
        """
        CREATE TEMP TABLE bench_address ON COMMIT DROP AS
        SELECT id, country_id, COALESCE(state_id, 0) AS state_id,
               REPLACE(COALESCE(city, ''), ' ', '') AS city,
               SUBSTR(street, 1, 3) AS district, zip
          FROM res_partner WHERE id = ANY(%s);
        CREATE TEMP TABLE bench_place ON COMMIT DROP AS
        SELECT k.territory_id, k.country_id, COALESCE(k.state_id, 0) AS state_id,
               k.city, k.district, k.zip, t.code,
               LENGTH(t.parent_path) - LENGTH(REPLACE(t.parent_path, '/', '')) AS depth
          FROM distributor_territory_key k
          JOIN distributor_territory t ON t.id = k.territory_id
         WHERE t.company_id = %s;
        CREATE INDEX ON bench_place (country_id, state_id, city);
        ANALYZE bench_address;
        ANALYZE bench_place;
        ANALYZE res_partner;
        ANALYZE distributor_territory;
        ANALYZE distributor_territory_key;
        """,
        (partners.ids, company.id),
    )


BARE = """
    SELECT DISTINCT ON (a.id) a.id, p.territory_id
      FROM bench_address a
      LEFT JOIN bench_place p
        ON p.country_id = a.country_id
       AND p.state_id IN (0, a.state_id)
       AND p.city IN ('', a.city)
       AND p.district IN ('', a.district)
       AND a.zip LIKE p.zip || '%%'
     ORDER BY a.id, LENGTH(p.zip) DESC, p.district != '' DESC, p.city != '' DESC,
              p.state_id != 0 DESC, p.depth DESC, p.code
"""


def run(env, repeat):
    """Yield the lines to print: medians in milliseconds and their ratio."""
    company, country, states = make_map(env)
    partners = make_addresses(env, country, states)
    prepare(env, company, partners)
    territories = env["distributor.territory"].with_company(company)
    number = territories.search_count([("company_id", "=", company.id)])
    taken = {"bare join": [], "suite": [], "engine, one by one": []}
    for _time in range(repeat):
        seconds, rows = timed(env, lambda: env.execute_query(SQL(BARE)))
        taken["bare join"].append(seconds)
        seconds, queries, found = counted(
            env, lambda: territories._match_partners(partners, company)
        )
        taken["suite"].append(seconds)
    some = partners[:: max(1, ADDRESSES // 2000)]
    seconds, expected = timed(
        env,
        lambda: territories._match_candidates(
            [territories._get_address(partner) for partner in some], company
        ),
    )
    taken["engine, one by one"].append(seconds * ADDRESSES / len(some))
    by_hand = {
        partner.id: candidates[0].criteria.id if candidates else None
        for partner, candidates in zip(some, expected, strict=True)
    }
    yield f"{number} territories, {len(rows)} addresses, {queries} queries"
    yield f"{f'median of {repeat}':<28}{'all':>12}{'one address':>14}"
    for name, seconds in taken.items():
        all_ = median(seconds)
        yield f"{name:<28}{1000 * all_:>9.0f} ms{1e6 * all_ / ADDRESSES:>11.1f} µs"
    ratio = median(taken["suite"]) / median(taken["bare join"])
    yield f"{'suite / bare join':<28}{ratio:>12.2f}"
    same = dict(rows) == found
    yield f"same territory as the bare join: {'all' if same else 'NO'}"
    agree = sum(found[key] == value for key, value in by_hand.items())
    yield f"same territory as the engine: {agree} of {len(by_hand)} tried"
