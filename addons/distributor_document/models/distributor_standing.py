# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL


class DistributorStanding(models.AbstractModel):
    """What the documents and contracts of a distributor say about it on a day."""

    _name = "distributor.standing"
    _description = "Standing of a Distributor by its Documents"

    # read with the distributor: until then an order need not look at any paper
    first_expiry = fields.Date(compute="_compute_first_expiry", store=True)

    @api.depends(
        "document_ids.active",
        "document_ids.state",
        "document_ids.successor_id",
        "document_ids.date_expiry",
        "contract_ids.state",
        "contract_ids.date_last",
    )
    def _compute_first_expiry(self):
        """Find the last day on which none of the documents and contracts that
        `_find_papers` looks at has run out; empty when none of them ever does."""
        for distributor in self:
            documents = distributor.document_ids.filtered(
                lambda d: d.state in ("verified", "expired") and not d.successor_id
            )
            contracts = distributor.contract_ids.filtered(lambda c: c.state != "draft")
            days = [*documents.mapped("date_expiry"), *contracts.mapped("date_last")]
            distributor.first_expiry = min(filter(None, days), default=False)

    def _get_missing_document_types(self):
        """Return the document types its level requires and that are not valid today.

        :return: distributor.document.type records
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        # sudo: the answer names types only, and decides about activation for anyone
        distributor = self.sudo()
        valid = distributor.document_ids.filtered(lambda d: d._is_valid(today)).type_id
        missing = distributor.level_id.document_type_ids - valid
        return missing.sudo(self.env.su)

    def _get_document_problems(self, date):
        """Return the last documents that are refused or out of date on a day."""
        self.ensure_one()
        return self.document_ids.filtered(
            lambda d: not d.successor_id
            and (
                (d.state in ("verified", "expired") and not d._is_valid(date))
                or (d.state == "refused" and not d._is_replaced())
            )
        )

    def _get_contract(self, date):
        """Return the contract that holds on a day, or none."""
        self.ensure_one()
        return self.contract_ids.filtered(lambda c: c._is_valid(date))[:1]

    def _get_expiry_findings(self, date):
        """Return what has run out on a day and what follows from it.

        :return: list of ("warn" or "block", sentence), what blocks first
        """
        self.ensure_one()
        # sudo: whoever handles the distributor or its order may know what blocks it
        first = self.sudo().first_expiry
        if not first or date <= first:
            return []
        expired, contracts = self._find_papers(date)
        found = [*expired, *contracts._get_ended(date)]
        findings = [
            (
                "block" if record._is_blocking(date) else "warn",
                record._get_expiry_sentence(date),
            )
            for record in found
        ]
        return sorted(findings)

    def _find_papers(self, date):
        """Return the documents that ran out by a day, and all signed contracts, with
        one query: most orders are stopped by neither.

        :return: (distributor.document records, distributor.contract records), in sudo
        """
        self.ensure_one()
        # sudo: whoever handles the distributor or its order may know what blocks it
        documents = self.env["distributor.document"].sudo()
        contracts = self.env["distributor.contract"].sudo()
        documents.flush_model(
            ["active", "distributor_id", "state", "successor_id", "date_expiry"]
        )
        contracts.flush_model(["distributor_id", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, TRUE
                  FROM distributor_document
                 WHERE distributor_id = %(distributor)s
                   AND active
                   AND state IN ('verified', 'expired')
                   AND successor_id IS NULL
                   AND date_expiry < %(date)s
                 UNION ALL
                SELECT id, FALSE
                  FROM distributor_contract
                 WHERE distributor_id = %(distributor)s AND state != 'draft'
                 ORDER BY id
                """,
                distributor=self._origin.id or None,
                date=date,
            )
        )
        return (
            documents.browse(key for key, is_document in rows if is_document),
            contracts.browse(key for key, is_document in rows if not is_document),
        )

    def _get_document_overview(self):
        """Return what the distributor has to hand in and what it has handed in.

        Callers resolved the distributor and checked the right to see it.

        :return: list of dict: type, required (bool), valid (the document that holds
            today, or none), latest (the last one handed in, or none), status (one of
            missing, submitted, verified, refused, expired)
        """
        self.ensure_one()
        today = fields.Date.context_today(self)
        documents = self.document_ids.filtered(lambda d: d.state != "draft")
        required = self.level_id.document_type_ids
        rows = []
        for kind in (required | documents.type_id).sorted():
            own = documents.filtered(lambda d, k=kind: d.type_id == k)
            valid = own.filtered(lambda d: d._is_valid(today)).sorted("id")[-1:]
            # a slice prefetches nothing: files of all are read at once
            latest = own.sorted("id")[-1:].with_prefetch(documents._prefetch_ids)
            status = latest.state or "missing"
            if status in ("verified", "expired"):
                status = "verified" if latest._is_valid(today) else "expired"
            rows.append(
                {
                    "type": kind,
                    "required": kind in required,
                    "valid": valid.with_prefetch(documents._prefetch_ids),
                    "latest": latest,
                    "status": status,
                }
            )
        return rows

    def _get_earlier_documents(self):
        """Return what was handed in before the last one of its kind.

        Callers resolved the distributor and checked the right to see it.
        """
        self.ensure_one()
        documents = self.document_ids.filtered(lambda d: d.state != "draft")
        latest = {document.type_id: document for document in documents.sorted("id")}
        return documents.filtered(lambda d: d != latest[d.type_id])

    def _get_readable_file(self, attachment_id):
        """Return a file the distributor may read of its own papers, or none.

        Callers resolved the distributor and checked the right to.
        """
        self.ensure_one()
        documents = self.document_ids.filtered(lambda d: d.state != "draft")
        contracts = self.contract_ids.filtered(lambda c: c.state != "draft")
        files = documents.attachment_ids | contracts.attachment_ids
        return files.filtered(lambda f: f.id == attachment_id)

    def _upload_document(self, kind, files, **values):
        """Hand in a document for this distributor; callers checked the right to.

        :param kind: distributor.document.type record
        :param files: list of (name, content in bytes)
        :param values: number, date_issue, date_expiry
        :return: the distributor.document, waiting for verification
        :raise UserError: says what is missing or not accepted
        """
        self.ensure_one()
        documents = self.env["distributor.document"]
        accepted = documents._check_upload(files)
        waiting = self.document_ids.filtered(lambda d: d.state == "submitted")
        documents._check_waiting(self, waiting)
        latest = self.document_ids.filtered(
            lambda d: d.type_id == kind and d.state != "draft" and not d.successor_id
        ).sorted("id")[-1:]
        if latest and not kind.is_multiple:
            document = latest._make_version()
        else:
            document = documents.create({"distributor_id": self.id, "type_id": kind.id})
        document.write(values)
        document._add_files(accepted)
        document._submit()
        return document
