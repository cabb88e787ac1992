# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_number,
    read_search,
)

from .order_check import DistributorPortalCheck
from .order_choose import ORDER

ADDRESS = f"{ORDER}/address"
FIELDS = ("name", "phone", "city", "district", "street", "zip")
COPIED = ("name", "phone", "city", "street", "zip")
MAX_PASTED = 300


class DistributorPortalAddress(DistributorPortalCheck):
    """A new delivery address: its parts, or one line that is taken apart."""

    def _render_address_form(self, form, values=None, pasted="", error="", url=ADDRESS):
        """Answer with the form of an address.

        :param url: where the form is sent to
        """

        def prepare(distributor):
            begun = self._prepare_address(distributor, form.get("copy"))
            return {
                "values": begun if values is None else values,
                "pasted": pasted,
                "error": error,
                "text": form.get("lines") or "",
                "key": form.get("key") or "",
                "countries": distributor._get_address_countries(),
                "url": url,
            }

        return self._render_distributor_page(
            "distributor_portal_order.portal_order_address_form",
            "order",
            prepare,
            right="order",
        )

    def _prepare_address(self, distributor, copied=None):
        """Return what a new address begins with.

        :param copied: id of one of its own addresses, from the address of the page
        """
        home = distributor.partner_id
        values = {
            "country_id": (home.country_id or distributor.company_id.country_id).id,
            "state_id": home.state_id.id,
        }
        addresses = distributor._get_order_addresses() if copied else home.browse()
        if address := addresses.filtered(lambda one: one.id == read_number(copied)):
            [values] = address.read([*COPIED, "country_id", "state_id"], load=None)
        return values

    def _read_address(self, form):
        """Return the parts of an address in a form."""
        values = {name: read_search(form.get(name)) for name in FIELDS}
        values["country_id"] = read_number(form.get("country_id"))
        values["state_id"] = read_number(form.get("state_id"))
        return values

    @http.route(ADDRESS, type="http", auth="user", website=True, methods=["GET"])
    def portal_order_address(self, **form):
        return self._render_address_form(form)

    @http.route(
        f"{ADDRESS}/read", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_address_read(self, pasted=None, **form):
        pasted = " ".join(str(pasted or "").split("\x00"))[:MAX_PASTED]
        # sudo: names of provinces, for a form that only members with the right see
        values = request.env["res.partner"].sudo()._read_address_line(pasted)
        return self._render_address_form(form, values, pasted)

    @http.route(ADDRESS, type="http", auth="user", website=True, methods=["POST"])
    def portal_order_address_save(self, **form):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        values = self._read_address(form)
        try:
            address = distributor._add_order_address(values)
        except UserError as refused:
            return self._render_address_form(form, values, error=str(refused))
        query = {name: form.get(name) or "" for name in ("lines", "key")}
        return request.redirect_query(f"{ORDER}/check", {**query, "ship": address.id})
