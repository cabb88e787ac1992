# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.distributor_document.models.distributor_attachment import (
    MAX_FILES,
    MAX_SIZE,
)

from .parameters import read_number, read_search
from .portal import ACTIVE, CAREFUL, GOOD, HOME, NEUTRAL, DistributorPortal

PAGE = f"{HOME}/documents"
DOCUMENT_COLORS = {
    "missing": CAREFUL,
    "submitted": ACTIVE,
    "verified": GOOD,
    "refused": CAREFUL,
    "expired": CAREFUL,
    "replaced": NEUTRAL,
}


class DistributorPortalDocument(DistributorPortal):
    """The papers of the visitor's distributor: what is missing, and its upload."""

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_documents(self, **kwargs):
        return self._render_documents(
            kwargs,
            kind=read_number(kwargs.get("type")),
            done=kwargs.get("done") == "1",
        )

    @http.route(PAGE, type="http", auth="user", website=True, methods=["POST"])
    def portal_distribution_document_upload(self, **form):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("manage"):
            return self._render_documents({})
        try:
            with request.env.cr.savepoint():
                self._upload_document(distributor, form)
        except (UserError, ValidationError) as error:
            return self._render_documents(
                {}, kind=read_number(form.get("type")), form=form, error=str(error)
            )
        return request.redirect(f"{PAGE}?done=1", code=303)

    @http.route(
        f"{PAGE}/file/<attachment>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_document_file(self, attachment, **kwargs):
        """Send a file of the distributor; another's answers like a missing one."""
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("manage"):
            return request.not_found()
        found = distributor._get_readable_file(read_number(attachment))
        if not found:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(found)
        return stream.get_response(as_attachment=True)

    def _upload_document(self, distributor, form):
        """Hand in what the form carries for the visitor's distributor."""
        kind = distributor.env["distributor.document.type"].search(
            [("id", "=", read_number(form.get("type")))]
        )
        if not kind:
            raise UserError(request.env._("Choose which document it is."))
        uploads = request.httprequest.files.getlist("file")[: MAX_FILES + 1]
        distributor._upload_document(
            kind,
            # one byte more than allowed tells that a file is too large
            [(f.filename, f.read(MAX_SIZE + 1)) for f in uploads if f.filename],
            number=read_search(form.get("number")) or False,
            date_issue=self._read_day(form.get("date_issue")),
            date_expiry=self._read_day(form.get("date_expiry")),
        )

    def _read_day(self, value):
        try:
            return fields.Date.to_date(str(value or "")[:10]) or False
        except ValueError as error:
            raise UserError(
                request.env._("Write the day as year, month and day.")
            ) from error

    def _render_documents(self, values, kind=0, form=None, error=None, done=False):
        """Answer with the page.

        :param values: what the address chooses of the list
        """

        def prepare(distributor):
            found = self._prepare_list(distributor, "documents", values)
            contracts = self._prepare_list(distributor, "contracts", {})
            can_upload = distributor._user_can("manage")
            types = distributor.env["distributor.document.type"]
            return {
                **found,
                "contracts": distributor.contract_ids.filtered(
                    lambda contract: contract.state != "draft"
                ),
                "contract_listing": contracts["listing"],
                "document_colors": DOCUMENT_COLORS,
                "can_upload": can_upload,
                "types": types.search([]) if can_upload else types,
                "kind": kind,
                "form": form or {},
                "error": error,
                "done": done,
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_documents", "documents", prepare
        )
