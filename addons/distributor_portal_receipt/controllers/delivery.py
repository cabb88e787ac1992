# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import binascii

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_amount,
    read_choice,
    read_number,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import (
    HOME,
    MAX_REASON,
    DistributorPortal,
)

PAGE = f"{HOME}/deliveries"
MAX_NAME = 64
MAX_SIGNATURE = 2 * 1024 * 1024


class DistributorPortalDelivery(DistributorPortal):
    """The deliveries of the visitor's distributor: received, missing or broken."""

    @http.route(
        [PAGE, f"{PAGE}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_deliveries(self, page=None, **kwargs):
        return self._render_list(
            "deliveries",
            "distributor_portal_receipt.portal_distribution_deliveries",
            "orders",
            kwargs,
            "pickings",
        )

    def _find_delivery(self, number, right="view"):
        return self._find_own(
            "stock.picking",
            number,
            lambda distributor: distributor._get_portal_delivery_domain(),
            right,
        )

    @http.route(
        f"{PAGE}/<number>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_delivery(self, number, **kwargs):
        picking = self._find_delivery(number)
        if not picking:
            return request.not_found()

        def prepare(_distributor):
            typed = request.session.pop("distributor_typed", None) or {}
            receipt = picking.receipt_ids[:1]
            return {
                "picking": picking,
                "way": picking._get_channel_tracking(),
                "receipt": receipt,
                "received_on": receipt and picking.sale_id._format_when(receipt.date),
                "shipped_on": picking.sale_id._format_when(picking.date_done),
                "due": picking._get_receipt_due(),
                "report_end": picking._get_report_end(),
                "report_refusal": picking._get_report_refusal(),
                "kinds": self._get_kinds(),
                "typed": typed,
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal_receipt.portal_distribution_delivery",
            "orders",
            prepare,
        )

    def _get_kinds(self):
        """Return [(key, label)] of what may be wrong with goods."""
        field = request.env["distributor.delivery.report.line"]._fields["kind"]
        return field._description_selection(request.env)

    @http.route(f"{PAGE}/<number>/sign", type="jsonrpc", auth="user", website=True)
    def portal_distribution_delivery_sign(self, number, name=None, signature=None):
        """Receive a delivery by a signature; called by the form of the stock portal."""
        picking = self._find_delivery(number, "order")
        if not picking:
            return {"error": request.env._("There is no such delivery.")}
        if not picking._is_signed_by_distributor():
            return {
                "error": request.env._(
                    "%s went to your consumer: the carrier says when it arrived.",
                    picking.name,
                )
            }
        name = read_search(name)[:MAX_NAME]
        if not name or not signature or len(str(signature)) > MAX_SIGNATURE:
            return {"error": request.env._("Please sign with your name.")}
        try:
            with request.env.cr.savepoint():
                picking._receive("signed", received_by=name, signature=signature)
        except UserError as error:
            return {"error": str(error)}
        except (TypeError, ValueError, binascii.Error):
            return {"error": request.env._("Please sign again.")}
        request.session["distributor_notice"] = (
            "success",
            request.env._("Thank you. %s is received.", picking.name),
        )
        return {"force_refresh": True, "redirect_url": f"{PAGE}/{picking.id}"}

    @http.route(
        f"{PAGE}/<number>/report",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_delivery_report(self, number, **form):
        picking = self._find_delivery(number, "order")
        if not picking:
            return request.not_found()
        reason = str(form.get("reason") or "").strip()[:MAX_REASON]

        def act(_distributor):
            goods = self._read_goods(picking, form)
            picking._report(goods, reason, self._read_files())
            return request.env._("Thank you. Your contact looks at it.")

        return self._change(
            "order", act, f"{PAGE}/{picking.id}", {"reason": reason, "open": True}
        )

    def _read_goods(self, picking, form):
        """Return [(move, kind, quantity)] of what the form names.

        :raise UserError: names the product whose quantity is none
        """
        kinds = dict(self._get_kinds())
        goods = []
        for move in picking.move_ids:
            try:
                quantity = read_amount(form.get(f"quantity_{move.id}"))
            except ValueError as error:
                raise UserError(
                    request.env._(
                        "%(product)s: %(text)s is not a quantity.",
                        product=move.product_id.display_name,
                        text=str(error),
                    )
                ) from error
            if quantity:
                kind = read_choice(form.get(f"kind_{move.id}"), kinds, "missing")
                goods.append((move, kind, quantity))
        return goods

    @http.route(
        f"{PAGE}/<number>/file/<attachment>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_delivery_file(self, number, attachment, **kwargs):
        """Send a photo the distributor reported with."""
        picking = self._find_delivery(number)
        wanted = read_number(attachment)
        files = picking.delivery_report_ids.attachment_ids
        file = files.filtered(lambda one: one.id == wanted)
        if not file:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True)
