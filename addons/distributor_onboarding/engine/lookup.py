# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The SQL that looks up who applicants may already be.

Each kind of key is a statement of its own, so that each uses its index. All give
(application, kind, distributor, other application, detail).
"""

from . import keys, normalize

KINDS = ("credit_code", "bank", "phone", "email", "address", "name")
MINE = """
    SELECT a.id, a.company_id, a.distributor_id, k.*
      FROM unnest(
            %(ids)s::int[], %(credit_code)s::text[], %(bank)s::text[],
            %(phone)s::text[], %(email)s::text[], %(address)s::text[], %(name)s::text[]
           ) AS k(key_id, credit_code, bank, phone, email, address, name)
      JOIN distributor_application AS a ON a.id = k.key_id
"""
BY_DISTRIBUTOR = "distributor_distributor AS d"
BY_PARTNER = """
    res_partner AS p
    JOIN distributor_distributor AS d ON d.partner_id = p.commercial_partner_id
"""
BY_BANK = """
    res_partner_bank AS b
    JOIN distributor_distributor AS d ON d.partner_id = b.partner_id AND b.active
"""
# OFFSET 0: a subquery for each application, which is planned with the index whatever
# the statistics of the expression say
DISTRIBUTOR = """
    SELECT mine.id, '{kind}', found.id, NULL::int, found.detail
      FROM mine
     CROSS JOIN LATERAL (
            SELECT d.id, {detail} AS detail
              FROM {tables}
             WHERE {condition}
               AND d.company_id = mine.company_id
               AND d.id IS DISTINCT FROM mine.distributor_id
            OFFSET 0
           ) AS found
"""
# few applications are open and have no distributor yet, so they are read one by one
APPLICATION = """
    SELECT mine.id, k.kind, NULL::int, a.id, k.detail
      FROM mine
      JOIN distributor_application AS a
        ON a.company_id = mine.company_id
       AND a.id != mine.id
       AND a.distributor_id IS NULL
       AND a.state NOT IN ('application', 'done', 'refused', 'withdrawn')
     CROSS JOIN LATERAL (VALUES {kinds}) AS k(kind, is_same, detail)
     WHERE k.is_same
"""


def search(has_trigram):
    """Return the SQL of the whole search, with the parameters of ``MINE``."""
    parts = [
        DISTRIBUTOR.format(
            kind=kind,
            tables=tables,
            condition=_same(kind, key, has_trigram),
            detail=detail,
        )
        for kind, tables, key, detail in _get_distributor_matches()
    ]
    parts.append(_get_applications(has_trigram))
    return f"WITH mine AS ({MINE}) {' UNION '.join(parts)} ORDER BY 1, 2, 3, 4, 5"


def _get_distributor_matches():
    """Return (kind, tables, what must be the same, what tells the reader)."""
    code = "mine.credit_code"
    return (
        ("credit_code", BY_DISTRIBUTOR, keys.code("d.credit_code"), code),
        ("credit_code", BY_PARTNER, keys.code("p.company_registry"), code),
        ("credit_code", BY_PARTNER, keys.code("p.vat"), code),
        ("bank", BY_BANK, "b.sanitized_acc_number", "mine.bank"),
        ("phone", BY_PARTNER, keys.phone("p.phone"), "p.phone"),
        ("email", BY_PARTNER, keys.email("p.email"), "mine.email"),
        ("address", BY_PARTNER, keys.address("p.city", "p.street"), _place("p")),
        ("name", BY_DISTRIBUTOR, keys.name("d.name"), "d.name"),
    )


def _get_applications(has_trigram):
    kinds = (
        ("credit_code", keys.code("a.credit_code"), "mine.credit_code"),
        ("bank", keys.code("a.bank_account"), "mine.bank"),
        ("phone", keys.phone("a.phone"), "a.phone"),
        ("email", keys.email("a.email"), "mine.email"),
        ("address", keys.address("a.city", "a.street"), _place("a")),
        ("name", keys.name("a.name"), "a.name"),
    )
    values = [
        f"('{kind}', {_same(kind, key, has_trigram)}, {detail})"
        for kind, key, detail in kinds
    ]
    return APPLICATION.format(kinds=", ".join(values))


def _same(kind, key, has_trigram):
    """Return the condition for a key that is the same, or a name worth comparing."""
    mine = f"mine.{kind}"
    if kind != "name":
        return f"{key} = {mine}"
    if has_trigram:
        # by the threshold of the database, 0.3 unless it is set otherwise
        return f"{key} %% {mine}"
    # names of which one is much longer are never alike
    least, total = f"least(length({key}), length({mine}))", f"length({key} || {mine})"
    return f"2 * {least} >= {normalize.SIMILAR} * {total}"


def _place(table):
    return f"concat_ws(', ', {table}.street, {table}.city)"
