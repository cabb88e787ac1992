# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..controllers.parameters import ALL
from .distributor_portal_list import Choice, Column, Sort

SOON = (30, 90)  # days
LATEST, EARLIER = "latest", "earlier"


class DistributorPortalListDocuments(models.AbstractModel):
    """What the distributor has to hand in and what it has: a row for each kind.

    The earlier versions have a row for each document.
    """

    _name = "distributor.portal.list.documents"
    _inherit = "distributor.portal.list.short"
    _description = "Documents in the Portal"

    _path = "documents"
    _records = "distributor.document.type"
    _search_fields = ("name",)

    def _get_title(self):
        return self.env._("Documents")

    def _get_search_label(self):
        return self.env._("Document or number")

    def _get_states(self):
        return {
            "missing": self.env._("Missing"),
            "submitted": self.env._("Being checked"),
            "verified": self.env._("Verified"),
            "refused": self.env._("Not accepted"),
            "expired": self.env._("Expired"),
            "replaced": self.env._("Replaced"),
        }

    def _get_choices(self, distributor, values):
        env = self.env
        states = {key: (label, None) for key, label in self._get_states().items()}
        kinds = {
            "required": (env._("Required"), None),
            "other": (env._("Others"), None),
        }
        ends = {
            **{str(days): (env._("Ends within %s days", days), None) for days in SOON},
            "open": (env._("Without an end"), None),
        }
        versions = {
            LATEST: (env._("Latest versions"), None),
            EARLIER: (env._("Earlier versions"), None),
        }
        if not distributor._get_earlier_documents():
            del states["replaced"], versions[EARLIER]
        return [
            Choice("version", env._("Version"), versions, LATEST),
            Choice("kind", env._("Kind"), {ALL: (env._("All kinds"), None), **kinds}),
            Choice(
                "state", env._("State"), {ALL: (env._("All states"), None), **states}
            ),
            Choice("end", env._("End"), {ALL: (env._("Any end"), None), **ends}),
        ]

    def _get_sorts(self, values):
        return {
            "kind": Sort(self.env._("By kind"), []),
            "end": Sort(self.env._("First to end"), [], False),
        }

    def _get_end(self, row):
        """Return the day on which what holds today ends, or what was handed in."""
        return (row["valid"] or row["latest"]).date_expiry

    def _fits(self, row, values, today):
        text, end = values["search"], self._get_end(row)
        if text and not self._contains(text, row["type"].name, row["latest"].number):
            return False
        if values["kind"] not in (ALL, "required" if row["required"] else "other"):
            return False
        if values["state"] not in (ALL, row["status"]):
            return False
        if values["end"] == "open":
            return bool(row["latest"]) and not end
        if values["end"] != ALL:
            last = today + relativedelta(days=int(values["end"]))
            return bool(end) and today <= end <= last
        return True

    def _get_row_id(self, row):
        return row["latest"].id if row.get("is_earlier") else row["type"].id

    def _find_rows(self, distributor, chosen):
        today = fields.Date.context_today(self)
        found = (
            self._get_earlier_rows(distributor, today)
            if chosen.values["version"] == EARLIER
            else distributor._get_document_overview()
        )
        rows = [row for row in found if self._fits(row, chosen.values, today)]
        if chosen.values["sort"] == "end":
            # a stable sort: those without an end stay last, by their kind
            rows.sort(key=lambda row: self._get_end(row) or date.max)
        return rows

    def _get_earlier_rows(self, distributor, today):
        """Return rows as those of the overview, of one document each."""
        required = distributor.level_id.document_type_ids

        def get_status(document):
            if document.state not in ("verified", "expired"):
                return document.state
            if document.successor_id:
                return "replaced"
            return "verified" if document._is_valid(today) else "expired"

        return [
            {
                "type": document.type_id,
                "required": document.type_id in required,
                "valid": document.browse(),
                "latest": document,
                "status": get_status(document),
                "is_earlier": True,
            }
            for document in distributor._get_earlier_documents()
        ]

    def _get_columns(self, distributor, user):
        env, states = self.env, self._get_states()

        def version(row):
            return row["latest"].version or None

        def kept(row):
            other = row["valid"] != row["latest"]
            return other and row["valid"].date_expiry

        def reason(row):
            return row["status"] == "refused" and row["latest"].refusal_reason

        return [
            Column(env._("Document"), lambda row: row["type"].name),
            Column(
                env._("Required"), lambda row: env._("Yes") if row["required"] else ""
            ),
            Column(env._("State"), lambda row: states[row["status"]]),
            Column(env._("Version"), version, "number"),
            Column(env._("Number"), lambda row: row["latest"].number),
            Column(env._("Issued on"), lambda row: row["latest"].date_issue, "date"),
            Column(env._("Valid until"), lambda row: row["latest"].date_expiry, "date"),
            Column(env._("The one before is valid until"), kept, "date"),
            Column(env._("Reason"), reason),
        ]


class DistributorPortalListContracts(models.AbstractModel):
    _name = "distributor.portal.list.contracts"
    _inherit = "distributor.portal.list"
    _description = "Contracts in the Portal"

    _path = "documents"
    _records = "distributor.contract"

    def _get_title(self):
        return self.env._("Contracts")

    def _get_base_domain(self, distributor):
        return [("distributor_id", "=", distributor.id), ("state", "!=", "draft")]

    def _get_sorts(self, values):
        return {"date": Sort(self.env._("Newest"), ["date_start"])}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda one: one.name),
            Column(env._("From"), lambda one: one.date_start, "date"),
            Column(env._("Until"), lambda one: one.date_last, "date"),
            Column(env._("State"), self._get_label_of("state")),
        ]
