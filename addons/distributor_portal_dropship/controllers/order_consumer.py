# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_dropship.models.distributor_distributor import MAX_SENDER
from odoo.addons.distributor_portal.controllers.parameters import read_search
from odoo.addons.distributor_portal_order.controllers.order_address import (
    MAX_PASTED,
    DistributorPortalAddress,
)
from odoo.addons.distributor_portal_order.controllers.order_choose import ORDER

from ..models.distributor_distributor import SENDER

CONSUMER = f"{ORDER}/consumer"


class DistributorPortalConsumer(DistributorPortalAddress):
    """A consumer as ship-to: pasted in one line or typed, checked, and kept."""

    def _get_dropshipper(self):
        """Return the visitor's distributor, if it may ship to consumers.

        Without the right, and for a visitor who does not order, there is no such page.
        """
        distributor = self._get_distributor()
        may = distributor and distributor._user_can("order", request.env.user)
        if not may or not distributor._can_dropship():
            raise request.not_found()
        return distributor

    @http.route(CONSUMER, type="http", auth="user", website=True, methods=["GET"])
    def portal_order_consumer(self, **form):
        self._get_dropshipper()
        form = {name: form.get(name) for name in ("lines", "key")}
        return self._render_address_form(form, url=CONSUMER)

    @http.route(
        f"{CONSUMER}/read", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_consumer_read(self, pasted=None, **form):
        self._get_dropshipper()
        pasted = " ".join(str(pasted or "").split("\x00"))[:MAX_PASTED]
        # sudo: names of provinces, for a form that only members with the right see
        values = request.env["res.partner"].sudo()._read_address_line(pasted)
        return self._render_address_form(form, values, pasted, url=CONSUMER)

    @http.route(CONSUMER, type="http", auth="user", website=True, methods=["POST"])
    def portal_order_consumer_save(self, **form):
        distributor = self._get_dropshipper()
        values = self._read_address(form)
        try:
            with request.env.cr.savepoint():
                consumer = distributor._add_consumer(values)
        except UserError as refused:
            return self._render_address_form(
                form, values, error=str(refused), url=CONSUMER
            )
        query = {name: form.get(name) or "" for name in ("lines", "key")}
        query["ship"] = consumer.partner_id.id
        return request.redirect_query(f"{ORDER}/check", query)

    @http.route()
    def portal_order_submit(self, sender=None, **form):
        request.update_context(**{SENDER: read_search(sender)[:MAX_SENDER]})
        return super().portal_order_submit(**form)
