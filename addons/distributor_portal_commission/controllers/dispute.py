# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.distributor_portal.controllers.commission import COLORS
from odoo.addons.distributor_portal.controllers.parameters import (
    read_number,
    read_search,
)
from odoo.addons.distributor_portal.controllers.portal import HOME, MAX_REASON
from odoo.addons.distributor_portal.controllers.settlement import (
    DistributorPortalSettlement,
)

PAGE = f"{HOME}/commission/disputes"
ENTRY = f"{HOME}/commission/entries/<entry>/dispute"
NEW = f"{PAGE}/new"


class DistributorPortalDispute(DistributorPortalSettlement):
    """What a distributor does not agree with: said, followed, taken back."""

    @http.route(PAGE, type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_disputes(self, **kwargs):
        return self._render_list(
            "disputes",
            "distributor_portal_commission.portal_distribution_disputes",
            "commission",
            kwargs,
            "disputes",
            state_colors=COLORS,
        )

    @http.route([ENTRY, NEW], type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_dispute_form(self, entry=None, **kwargs):
        return self._render_dispute_form(entry)

    @http.route([ENTRY, NEW], type="http", auth="user", website=True, methods=["POST"])
    def portal_distribution_dispute_open(self, entry=None, **form):
        distributor, found = self._find_entry(entry)
        if not distributor or (entry and not found):
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                dispute = self._open_dispute(distributor, found, form)
        except (UserError, ValidationError) as error:
            return self._render_dispute_form(entry, form, str(error))
        return request.redirect(f"{PAGE}/{dispute.id}?done=opened", code=303)

    @http.route(
        f"{PAGE}/<dispute>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_dispute(self, dispute, **kwargs):
        return self._render_dispute(dispute, done=kwargs.get("done"))

    @http.route(
        f"{PAGE}/<dispute>/withdraw",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_dispute_withdraw(self, dispute, **form):
        found = self._find_dispute(dispute)
        if not found:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                found._withdraw_by_distributor(request.env.user)
        except UserError as error:
            return self._render_dispute(dispute, error=str(error))
        return request.redirect(f"{PAGE}/{found.id}?done=withdrawn", code=303)

    @http.route(
        f"{PAGE}/<dispute>/answer",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_dispute_answer(self, dispute, **form):
        found = self._find_dispute(dispute)
        if not found:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                found._answer_by_distributor(
                    request.env.user,
                    str(form.get("text") or "")[:MAX_REASON],
                    self._read_files(),
                )
        except (UserError, ValidationError) as error:
            return self._render_dispute(dispute, error=str(error), form=form)
        return request.redirect(f"{PAGE}/{found.id}?done=answered", code=303)

    @http.route(
        f"{PAGE}/<dispute>/file/<attachment>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_dispute_file(self, dispute, attachment, **kwargs):
        """Send a file of a dispute; another's answers like a missing one."""
        found = self._find_dispute(dispute)
        file = found and found._get_portal_file(read_number(attachment))
        if not file:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=True)

    def _get_money_distributor(self):
        """Return the visitor's distributor if it may see the money, or none."""
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can("money", request.env.user):
            return distributor.browse()
        return distributor

    def _find_entry(self, number):
        """Return the visitor's distributor, and its entry; another's is missing."""
        distributor = self._get_money_distributor()
        entries = distributor.env["distributor.commission.entry"]
        if not distributor or number is None:
            return distributor, entries
        domain = distributor._get_portal_entry_domain()
        return distributor, entries.search([("id", "=", read_number(number)), *domain])

    def _find_dispute(self, number):
        distributor = self._get_money_distributor()
        disputes = distributor.env["distributor.commission.dispute"]
        if not distributor:
            return disputes
        return disputes._get_portal_dispute(distributor, read_number(number))

    def _open_dispute(self, distributor, entry, form):
        currency = distributor.company_id.currency_id
        return distributor.env["distributor.commission.dispute"]._open_by_distributor(
            distributor,
            entry,
            self._read_expected(form.get("expected"), currency),
            str(form.get("reason") or "")[:MAX_REASON],
            self._read_files(),
            document=read_search(form.get("document")),
            user=request.env.user,
        )

    def _get_standing(self, entry):
        """Return what an entry came to with what was written about it later."""
        return entry.env["distributor.commission.dispute"]._get_standing_amount(entry)

    def _render_dispute_form(self, entry, form=None, error=None):
        distributor, found = self._find_entry(entry)
        if not distributor or (entry and not found):
            return request.not_found()

        def prepare(distributor):
            rows = found._get_portal_rows()
            return {
                "entry": found,
                "row": rows[0] if rows else None,
                "standing": self._get_standing(found),
                "currency": distributor.company_id.currency_id,
                "form": form or {},
                "error": error,
                "max_reason": MAX_REASON,
            }

        return self._render_distributor_page(
            "distributor_portal_commission.portal_distribution_dispute_form",
            "commission",
            prepare,
            right="money",
        )

    def _render_dispute(self, dispute, error=None, done=None, form=None):
        found = self._find_dispute(dispute)
        if not found:
            return request.not_found()

        def prepare(distributor):
            return {
                "dispute": found,
                "state_colors": COLORS,
                "error": error,
                "done": done,
                "form": form or {},
                "max_reason": MAX_REASON,
            }

        return self._render_distributor_page(
            "distributor_portal_commission.portal_distribution_dispute",
            "commission",
            prepare,
            right="money",
        )
