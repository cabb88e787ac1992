# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import SUPERUSER_ID, http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from odoo.addons.sale.controllers.portal import CustomerPortal

DOCUMENTS = ("sale.order", "account.move")


class MemberPortal(CustomerPortal):
    """The stock pages of orders and invoices, by role.

    What changes an order is refused by the models; here it is said in words.
    """

    def _document_check_access(self, model_name, document_id, access_token=None):
        """Give documents of distributors to their members, and to nobody by a link.

        Links in mails still open for who is not logged in: to read, not to accept.
        """
        user = request.env.user
        if model_name not in DOCUMENTS or not user.share or user._is_public():
            return super()._document_check_access(
                model_name, document_id, access_token=access_token
            )
        # sudo: the right of the visitor is checked before anything is given away
        document = request.env[model_name].sudo().browse(document_id).exists()
        distributor = document and document._get_portal_distributor()
        if not distributor:
            return super()._document_check_access(
                model_name, document_id, access_token=access_token
            )
        if not distributor._user_can(document._portal_right, user):
            raise AccessError(request.env._("You cannot see this document."))
        try:
            return super()._document_check_access(model_name, document_id)
        except AccessError:
            if not document._is_portal_published():
                raise
            return document.with_user(SUPERUSER_ID)

    @http.route()
    def portal_quote_accept(self, order_id, access_token=None, **kwargs):
        if refusal := self._get_order_refusal(order_id):
            return {"error": refusal}
        try:
            with request.env.cr.savepoint():
                return super().portal_quote_accept(
                    order_id, access_token=access_token, **kwargs
                )
        except (AccessError, UserError) as error:
            return {"error": str(error)}

    def _get_order_refusal(self, order_id):
        """Return why the visitor cannot accept an order that it sees, or nothing.

        Who is beyond a limit is told so, and the owners are asked.
        """
        user = request.env.user
        # sudo: nothing is told before the right of the visitor is checked
        order = request.env["sale.order"].sudo().browse(order_id).exists()
        distributor = order.distributor_id
        if not distributor or not distributor._user_can("order", user):
            return None  # the stock route answers, and the model refuses
        refusals = order._has_to_be_signed() and order._get_portal_refusals()
        if not refusals:
            return None
        order._ask_owner()
        told = request.env._("The owner was asked to confirm it.")
        return " ".join([*refusals, told])

    @http.route()
    def portal_quote_decline(self, order_id, access_token=None, **kwargs):
        try:
            with request.env.cr.savepoint():
                return super().portal_quote_decline(
                    order_id, access_token=access_token, **kwargs
                )
        except AccessError:
            return request.redirect(f"/my/orders/{order_id}")
