# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import SQL

from ..engine import normalize

KINDS = ("credit_code", "bank", "phone", "email", "address")
# how far apart names may be written before they are compared one by one
LOOSELY_SIMILAR = 0.2


class DistributorApplicationMatch(models.AbstractModel):
    """Finds who applicants may already be, among distributors and open applications.

    One query fetches the candidates of all applications; only names need Python.
    """

    _name = "distributor.application.match"
    _description = "Search for Duplicates of an Application"

    def _get_duplicate_keys(self):
        """Return what identifies this applicant, reduced for comparison."""
        self.ensure_one()
        return {
            "credit_code": normalize.normalize_code(self.credit_code),
            "bank": normalize.normalize_code(self.bank_account),
            "phone": normalize.normalize_phone(self.phone),
            "email": normalize.fold(self.email).strip(),
            "address": normalize.normalize_address(self.city, self.street),
        }

    def _find_duplicates(self):
        """Bring the list of likely duplicates up to date.

        What somebody dismissed stays as long as it is still alike.
        """
        found = self._search_duplicates()
        duplicates = self.env["distributor.application.duplicate"]
        known = duplicates.search([("application_id", "in", self.ids)])
        keys = {
            (d.application_id.id, d.kind, d.distributor_id.id, d.other_id.id): d
            for d in known
        }
        for key, duplicate in keys.items():
            if key not in found:
                duplicate.unlink()
        duplicates.create(
            [
                {
                    "application_id": application,
                    "kind": kind,
                    "distributor_id": distributor,
                    "other_id": other,
                    "detail": detail,
                }
                for (application, kind, distributor, other), detail in found.items()
                if (application, kind, distributor, other) not in keys
            ]
        )

    def _search_duplicates(self):
        """Return {(application, kind, distributor, other): detail}."""
        found = {}
        names = {application.id: application.name for application in self}
        for row in self._fetch_duplicate_rows():
            mine, distributor, other, name = row[:4]
            pair = (distributor or False, other or False)
            for kind, detail in zip(KINDS, row[4:], strict=True):
                if detail:
                    found.setdefault((mine, kind, *pair), detail)
            score = normalize.get_similarity(names[mine], name)
            if score >= normalize.SIMILAR:
                detail = f"{name} ({score:.0%})"
                found.setdefault((mine, "name", *pair), detail)
        return found

    def _fetch_duplicate_rows(self):
        """Return (application, distributor, other, name, detail of each kind)."""
        if not self:
            return []
        self.env.flush_all()
        keys = [application._get_duplicate_keys() for application in self]
        columns = {kind: [key[kind] or None for key in keys] for kind in KINDS}
        return self.env.execute_query(
            SQL(
                """
                WITH mine AS (
                    SELECT app.id, app.company_id, app.distributor_id, app.name, k.*
                      FROM unnest(
                            %(ids)s::int[], %(credit_code)s::text[], %(bank)s::text[],
                            %(phone)s::text[], %(email)s::text[], %(address)s::text[]
                           ) AS k(
                            key_id, credit_code, bank, phone, email, address
                           )
                      JOIN distributor_application AS app ON app.id = k.key_id
                ), known AS (%(known)s)
                SELECT DISTINCT mine.id, known.distributor_id, known.other_id,
                       known.name,
                       CASE WHEN mine.credit_code = ANY(known.credit_codes)
                            THEN mine.credit_code END,
                       CASE WHEN mine.bank = known.bank THEN mine.bank END,
                       CASE WHEN mine.phone = known.phone THEN known.phone_text END,
                       CASE WHEN mine.email = known.email THEN mine.email END,
                       CASE WHEN mine.address = known.address
                            THEN known.address_text END
                  FROM mine
                  JOIN known
                    ON known.company_id = mine.company_id
                   AND known.other_id IS DISTINCT FROM mine.id
                   AND (known.distributor_id IS NULL
                        OR mine.distributor_id IS DISTINCT FROM known.distributor_id)
                   AND (mine.credit_code = ANY(known.credit_codes)
                        OR mine.bank = known.bank
                        OR mine.phone = known.phone
                        OR mine.email = known.email
                        OR mine.address = known.address
                        OR %(similar)s)
                """,
                ids=self.ids,
                known=self._get_known_sql(),
                similar=self._get_similar_sql(),
                **columns,
            )
        )

    def _get_known_sql(self):
        """Return all distributors and open applications with their keys."""
        columns = SQL(
            """
            x.credit_codes, x.bank,
            CASE WHEN length(x.digits) >= %(minimum)s
                 THEN right(x.digits, %(digits)s) END AS phone,
            x.phone_text, x.email, x.address, x.address_text
            """,
            minimum=normalize.PHONE_MINIMUM,
            digits=normalize.PHONE_DIGITS,
        )
        return SQL(
            """
            SELECT x.distributor_id, NULL::int AS other_id, x.company_id, x.name,
                   %(columns)s
              FROM (%(distributors)s) AS x
             UNION ALL
            SELECT NULL::int, x.other_id, x.company_id, x.name, %(columns)s
              FROM (%(applications)s) AS x
            """,
            columns=columns,
            distributors=self._get_known_distributors_sql(),
            applications=self._get_known_applications_sql(),
        )

    def _get_known_distributors_sql(self):
        return SQL(
            """
            SELECT d.id AS distributor_id, d.company_id, d.name,
                   %(codes)s AS credit_codes, bank.sanitized_acc_number AS bank,
                   %(digits)s AS digits, p.phone AS phone_text,
                   lower(trim(p.email)) AS email, %(address)s AS address,
                   concat_ws(', ', p.street, p.city) AS address_text
              FROM distributor_distributor AS d
              JOIN res_partner AS company ON company.id = d.partner_id
              JOIN res_partner AS p ON p.commercial_partner_id = d.partner_id
              LEFT JOIN res_partner_bank AS bank
                ON bank.partner_id = d.partner_id AND bank.active
            """,
            codes=self._get_known_codes_sql(),
            digits=_digits("p.phone"),
            address=_address("p"),
        )

    def _get_known_codes_sql(self):
        """Return the array of what may be the credit code of a distributor."""
        return SQL(
            "ARRAY[%s, %s, %s]",
            _code("d.credit_code"),
            _code("company.company_registry"),
            _code("company.vat"),
        )

    def _get_known_applications_sql(self):
        return SQL(
            """
            SELECT a.id AS other_id, a.company_id, a.name,
                   ARRAY[%(code)s] AS credit_codes, %(bank)s AS bank,
                   %(digits)s AS digits, a.phone AS phone_text,
                   lower(trim(a.email)) AS email, %(address)s AS address,
                   concat_ws(', ', a.street, a.city) AS address_text
              FROM distributor_application AS a
             WHERE a.distributor_id IS NULL
               AND a.state NOT IN ('application', 'done', 'refused', 'withdrawn')
            """,
            code=_code("a.credit_code"),
            bank=_code("a.bank_account"),
            digits=_digits("a.phone"),
            address=_address("a"),
        )

    def _get_similar_sql(self):
        """Return the condition for names worth comparing; all without trigrams."""
        if self.env.registry.has_trigram:
            return SQL(
                "similarity(lower(known.name), lower(mine.name)) >= %s", LOOSELY_SIMILAR
            )
        return SQL("TRUE")


def _code(column):
    """Return the SQL that reduces a column as ``normalize_code`` does."""
    return SQL(
        "NULLIF(regexp_replace(upper(normalize(%s, NFKC)), %s, '', 'g'), '')",
        SQL(column),  # pylint: disable=sql-injection
        normalize.NOT_CODE,
    )


def _digits(column):
    return SQL(
        "regexp_replace(normalize(%s, NFKC), %s, '', 'g')",
        SQL(column),  # pylint: disable=sql-injection
        normalize.NOT_DIGIT,
    )


def _address(table):
    """Return the SQL that reduces an address as ``normalize_address`` does."""
    street = SQL.identifier(table, "street")
    city = SQL.identifier(table, "city")
    return SQL(
        "CASE WHEN %(street)s IS NOT NULL THEN regexp_replace("
        "lower(normalize(concat(%(city)s, ' ', %(street)s), NFKC)),"
        " %(noise)s, '', 'g') END",
        street=street,
        city=city,
        noise=normalize.NOISE,
    )
