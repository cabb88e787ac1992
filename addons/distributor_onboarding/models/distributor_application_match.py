# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import SQL

from ..engine import lookup, normalize


class DistributorApplicationMatch(models.AbstractModel):
    """Finds who applicants may already be, among distributors and open applications.

    One query fetches the candidates of all applications, each kind by its index; only
    names need Python.
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
            "name": normalize.normalize_name(self.name),
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
        for mine, kind, distributor, other, detail in self._fetch_duplicate_rows():
            text = detail
            if kind == "name":
                score = normalize.get_similarity(names[mine], detail)
                if score < normalize.SIMILAR:
                    continue
                text = f"{detail} ({score:.0%})"
            found.setdefault((mine, kind, distributor or False, other or False), text)
        return found

    def _fetch_duplicate_rows(self):
        """Return (application, kind, distributor, other application, detail).

        A name is only worth comparing with the one in the detail.
        """
        if not self:
            return []
        self.env.flush_all()
        mine = [application._get_duplicate_keys() for application in self]
        return self.env.execute_query(
            SQL(
                # written by the engine; what people entered are parameters
                lookup.search(self.env.registry.has_trigram),  # pylint: disable=sql-injection
                ids=self.ids,
                **{kind: [key[kind] or None for key in mine] for kind in lookup.KINDS},
            )
        )
