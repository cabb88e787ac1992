# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from psycopg2 import IntegrityError

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.parameters import (
    read_key,
    read_number,
)
from odoo.addons.distributor_portal_order.engine.quantities import number

from ..models.distributor_order_splitting import MOVE
from .order_parts import PAGE, DistributorPortalParts

SPLIT = f"{PAGE}/split"


class DistributorPortalSplit(DistributorPortalParts):
    """Splits an order in two: choose what moves, look at both, do it."""

    @http.route(SPLIT, type="http", auth="user", website=True, methods=["GET"])
    def portal_order_split(self, order, **form):
        return self._render_split_form(order, form)

    def _render_split_form(self, order_id, form, error=""):
        order = self._find_order(order_id)
        if not order:
            return request.not_found()

        def prepare(distributor):
            moves, blockers = {}, distributor._get_parting_blockers(order)
            proposed = not blockers and not any(name.startswith(MOVE) for name in form)
            if proposed:
                moves = distributor._propose_split(order)
            elif not blockers and not error:
                moves = self._read_typed(order, form)
            addresses = distributor._get_order_addresses() | order.partner_shipping_id
            return {
                "order": order,
                "blockers": blockers,
                "rows": [] if blockers else distributor._get_split_rows(order, moves),
                "typed": form if error else {},
                "proposed": proposed and bool(moves),
                "addresses": order.partner_shipping_id | addresses,
                "address": addresses.filtered(
                    lambda one: one.id == read_number(form.get("ship"))
                )
                or order.partner_shipping_id,
                "key": read_key(form.get("key")) or uuid4().hex,
                "error": error,
            }

        return self._render_distributor_page(
            "distributor_portal_order_parts.portal_order_split",
            "orders",
            prepare,
            right="order",
        )

    def _read_typed(self, order, form):
        """Return what was typed; whatever is no quantity counts as nothing."""
        try:
            return order.distributor_id._read_split(order, form)
        except UserError:
            return {}

    @http.route(
        f"{SPLIT}/check", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_split_check(self, order, **form):
        found = self._find_order(order)
        if not found:
            return request.not_found()
        distributor = found.distributor_id
        if distributor._find_part_by_key(form.get("key")):
            return request.redirect(self._get_parts_url(found))
        try:
            moves = distributor._read_split(found, form)
            address = distributor._find_split_address(
                found, read_number(form.get("ship"))
            )
            check = distributor._check_split(found, moves, address, request.env.user)
        except UserError as refused:
            return self._render_split_form(order, form, str(refused))
        if check["blockers"]:
            return self._render_split_form(order, form, "\n".join(check["blockers"]))
        fields = {f"{MOVE}{line.id}": number(moved) for line, moved in moves.items()}
        fields.update(
            ship=address.id,
            key=read_key(form.get("key")) or uuid4().hex,
            total=check["total"],
        )
        return self._render_distributor_page(
            "distributor_portal_order_parts.portal_order_split_check",
            "orders",
            lambda _distributor: {**check, "order": found, "fields": fields},
            right="order",
        )

    @http.route(SPLIT, type="http", auth="user", website=True, methods=["POST"])
    def portal_order_split_do(self, order, **form):
        found = self._find_order(order)
        if not found:
            return request.not_found()
        distributor, key = found.distributor_id, form.get("key")
        if not distributor._find_part_by_key(key):
            try:
                with request.env.cr.savepoint():
                    distributor._split_in_portal(
                        found,
                        distributor._read_split(found, form),
                        read_number(form.get("ship")),
                        key,
                        form.get("total"),
                        request.env.user,
                    )
            except UserError as refused:
                return self._render_split_form(order, form, str(refused))
            except IntegrityError as error:
                if "portal_split_key" not in str(error):
                    raise
                # the same form came in twice at once: the other one split the order
        return request.redirect(self._get_parts_url(found), code=303)
