# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from .apply import ROOT, finish, is_within_for
from .parameters import check_form, read_date, read_form, read_id, read_text

CHANGES_PER_HOUR = 120
PAGE = f"{ROOT}/application/<string:token>"


class DistributorApplicationPage(http.Controller):
    """The page of one applicant, opened by the token that was mailed to it."""

    def _get_application(self, token):
        """Return the application of a token in sudo; all access starts here."""
        applications = request.env["distributor.application"]
        found = applications._get_by_access_token(token)
        if not found:
            raise NotFound()
        return found.with_company(found.company_id)

    def _get_for_change(self, token, states=("documents",)):
        """Return the application if the applicant may change it now."""
        application = self._get_application(token)
        if application.state not in states:
            raise UserError(
                request.env._(
                    "Your application has gone on. Please load the page again."
                )
            )
        if not is_within_for("change", application.reference, CHANGES_PER_HOUR):
            raise UserError(request.env._("Too many changes. Please try later."))
        return application

    def _render(self, token, application, **values):
        page = application._get_page_values()
        page.update(values, token=token)
        response = request.render("distributor_onboarding.status", page)
        return finish(response)

    def _back(self, token, anchor=""):
        url = request.env["ir.http"]._url_for(f"{ROOT}/application/{token}")
        return finish(request.redirect(url + anchor, code=303))

    def _attempt(self, token, change, anchor=""):
        """Do a change and show the page; what is wrong stands on it.

        :param change: function without arguments
        """
        try:
            with request.env.cr.savepoint():
                change()
        except (UserError, ValidationError) as error:
            application = self._get_application(token)
            return self._render(token, application, problems=str(error).splitlines())
        return self._back(token, anchor)

    @http.route(
        PAGE, type="http", auth="public", website=True, sitemap=False, methods=["GET"]
    )
    def status(self, token, **kwargs):
        return self._render(token, self._get_application(token))

    @http.route(
        f"{PAGE}/update",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def update(self, token, **form):
        """Correct what was stated; the address that was verified stays."""
        application = self._get_application(token)
        values = {**read_form(form), "email": application.email}
        levels = application._get_level_choices()
        errors = check_form(request.env, values, levels)
        if errors:
            return self._render(token, application, values=values, errors=errors)

        def change():
            self._get_for_change(token)._update_stated(values)

        return self._attempt(token, change, "#documents")

    @http.route(
        f"{PAGE}/upload",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def upload(self, token, type_id=None, number=None, date_expiry=None, **form):
        files = request.httprequest.files.getlist("files")

        def change():
            application = self._get_for_change(token)
            application._save_document(
                read_id(type_id),
                read_text(number, 64),
                read_date(date_expiry),
                # one byte more than is accepted is enough to refuse it
                [(f.filename, f.read(10 * 1024 * 1024 + 1)) for f in files if f],
            )

        return self._attempt(token, change, "#documents")

    @http.route(
        f"{PAGE}/remove",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def remove(self, token, document=None, file=None, **form):
        def change():
            application = self._get_for_change(token)
            application._remove_file(read_id(document), read_id(file))

        return self._attempt(token, change, "#documents")

    @http.route(
        f"{PAGE}/submit",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def submit(self, token, **form):
        return self._attempt(token, lambda: self._get_for_change(token)._submit())

    @http.route(
        f"{PAGE}/reopen",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def reopen(self, token, **form):
        return self._attempt(
            token, lambda: self._get_for_change(token, ("refused",))._reopen()
        )

    @http.route(
        f"{PAGE}/withdraw",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def withdraw(self, token, **form):
        states = ("documents", "upline", "brand", "contract", "deposit", "refused")
        return self._attempt(
            token, lambda: self._get_for_change(token, states)._withdraw()
        )
