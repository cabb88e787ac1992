# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import json
from uuid import uuid4

from psycopg2 import IntegrityError

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_number,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import DistributorPortal
from odoo.addons.distributor_portal_order.controllers.order_choose import ORDER
from odoo.addons.distributor_price.models.spreadsheet import XLSX

from ..models.distributor_order_sheet import MAX_BYTES

PAGE = f"{ORDER}/sheet"


class DistributorPortalSheet(DistributorPortal):
    """Ordering by a sheet: download it, upload it, look at it, make the drafts."""

    def _get_ordering(self):
        """Return the distributor of a visitor who may order, else there is no page."""
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        return distributor

    def _render_sheet_page(self, error="", upload=""):
        def prepare(distributor):
            return {
                "drafts": distributor._get_open_drafts(),
                "error": error,
                "made": upload and len(distributor._find_upload(upload)),
            }

        return self._render_distributor_page(
            "distributor_portal_order_sheet.portal_order_sheet",
            "order",
            prepare,
            right="order",
        )

    def _render_sheet_preview(self, rows, upload, file_name, error=""):
        def prepare(distributor):
            return {
                **distributor._preview_order_sheet(rows, request.env.user),
                "upload": upload,
                "file_name": file_name,
                "error": error,
                "posted": json.dumps(
                    [[number, *cells.values()] for number, cells in rows]
                ),
            }

        return self._render_distributor_page(
            "distributor_portal_order_sheet.portal_order_sheet_preview",
            "order",
            prepare,
            right="order",
        )

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_order_sheet(self, made=None, **kwargs):
        return self._render_sheet_page(upload=read_search(made))

    @http.route(
        f"{PAGE}/order.xlsx", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_sheet_download(self, **kwargs):
        distributor = self._get_ordering()
        name = request.env._("order-%s.xlsx", distributor.code)
        return request.make_response(
            distributor._make_order_sheet(),
            [
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
            ],
        )

    @http.route(PAGE, type="http", auth="user", website=True, methods=["POST"])
    def portal_order_sheet_upload(self, file=None, **kwargs):
        distributor = self._get_ordering()
        if not getattr(file, "filename", None):
            return self._render_sheet_page(
                request.env._("Choose the sheet that you filled in.")
            )
        try:
            # one byte more than allowed tells that it is too large
            rows = distributor._read_order_sheet(file.read(MAX_BYTES + 1))
        except UserError as refused:
            return self._render_sheet_page(str(refused))
        return self._render_sheet_preview(rows, uuid4().hex, read_search(file.filename))

    @http.route(
        f"{PAGE}/make", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_sheet_make(
        self, rows=None, upload=None, file_name=None, leave=None, **kwargs
    ):
        distributor, read = self._get_ordering(), []
        file_name = read_search(file_name)
        try:
            read = distributor._read_posted_rows(self._read_json(rows))
            with request.env.cr.savepoint():
                distributor._make_order_drafts(
                    read, upload, file_name, request.env.user, bool(leave)
                )
        except UserError as refused:
            if not read:
                return self._render_sheet_page(str(refused))
            return self._render_sheet_preview(
                read, upload or uuid4().hex, file_name, str(refused)
            )
        except IntegrityError as error:
            if "order_draft_key" not in str(error):
                raise
            # the same sheet came in twice at once: the other one made the drafts
        return request.redirect_query(PAGE, {"made": upload}, code=303)

    def _read_json(self, text):
        try:
            return json.loads(text or "")
        except (ValueError, RecursionError):
            return None

    @http.route(
        f"{PAGE}/delete", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_sheet_delete(self, draft=None, **kwargs):
        drafts = self._get_ordering()._get_open_drafts()
        drafts.filtered(lambda one: one.id == read_number(draft)).unlink()
        return request.redirect(PAGE, code=303)
