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

from ..engine.quantities import write_lines
from .order_choose import ORDER, DistributorPortalChoose


class DistributorPortalCheck(DistributorPortalChoose):
    """The second and third step: look at it, submit it, see what became of it."""

    @http.route(
        f"{ORDER}/check", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_check(self, lines=None, key=None, ship=None, **kwargs):
        distributor = self._get_distributor()
        if not distributor:
            return self._render_order_check(lines, key, ship)
        if distributor._find_order_by_key(key):
            return request.redirect(f"{ORDER}/placed/{key}")
        if not read_key(key):
            # in the address, so that a page that is loaded again keeps it
            query = {"lines": lines or "", "key": uuid4().hex, "ship": ship or ""}
            return request.redirect_query(f"{ORDER}/check", query)
        return self._render_order_check(lines, key, ship)

    def _render_order_check(self, text, key, ship, error="", note=""):
        """Answer with the second step: whatever is in the address is answered."""

        def prepare(distributor):
            try:
                lines, notes = distributor._read_basket(text)
            except UserError as refused:
                lines, notes = {}, [str(refused)]
            addresses = distributor._get_order_addresses()
            address = distributor._choose_order_address(addresses, read_number(ship))
            notices = request.session.pop("distributor_order_notes", [])
            # what is left to a bonus or reward is told to whom money is told
            money = distributor._user_can("money", request.env.user)
            return {
                **distributor._check_basket(lines, address, request.env.user),
                "addresses": addresses,
                "address": address,
                "text": write_lines({one.id: qty for one, qty in lines.items()}),
                "key": read_key(key) or uuid4().hex,
                "notes": [*notices, *notes],
                "error": error,
                "note": note,
                "bonuses": money
                and [
                    *distributor._get_portal_bonuses(),
                    *distributor._get_reward_gaps(),
                ],
                "basket": self._prepare_basket_values(distributor),
            }

        return self._render_distributor_page(
            "distributor_portal_order.portal_order_check",
            "order",
            prepare,
            right="order",
        )

    @http.route(
        f"{ORDER}/submit", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_order_submit(
        self, lines=None, key=None, ship=None, total=None, note=None, **kwargs
    ):
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        distributor._wait_for_turn(lines)
        order = distributor._find_order_by_key(key)
        if not order:
            try:
                with request.env.cr.savepoint():
                    order = distributor._place_order(
                        request.env.user, lines, read_number(ship), key, total, note
                    )
            except UserError as refused:
                return self._render_order_check(lines, key, ship, str(refused), note)
            except IntegrityError as error:
                if "portal_order_key" not in str(error):
                    raise
                # the same basket came in twice at once: the other one made the order
        return request.redirect(f"{ORDER}/placed/{key}", code=303)

    @http.route(
        f"{ORDER}/placed/<key>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_order_placed(self, key, **kwargs):
        distributor = self._get_distributor()
        order = distributor and distributor._find_order_by_key(key)
        if not order or not distributor._user_can("order", request.env.user):
            raise request.not_found()

        def prepare(distributor):
            return {
                "order": order,
                "key": key,
                "waiting": order._get_portal_waiting_texts(),
                "basket": self._prepare_basket_values(distributor),
            }

        return self._render_distributor_page(
            "distributor_portal_order.portal_order_placed",
            "order",
            prepare,
            right="order",
        )

    @http.route(
        f"{ORDER}/placed/<key>/confirm",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_order_confirm(self, key, **kwargs):
        distributor = self._get_distributor()
        order = distributor and distributor._find_order_by_key(key)
        if not order or not distributor._user_can("order", request.env.user):
            raise request.not_found()
        order._confirm_in_portal()
        return request.redirect(f"{ORDER}/placed/{key}", code=303)
