# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.http import request

from .parameters import (
    HONEYPOT,
    check_form,
    check_stamp,
    make_stamp,
    read_form,
    read_text,
)

ROOT = "/distribution"
PER_ADDRESS = 10  # forms of one visitor in an hour: a trade fair, not a robot
PER_EMAIL = 3
PER_PAGE = 300  # of what is cheap, such as the states of a country


def finish(response):
    """Keep pages with personal data out of caches and their address to themselves."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def is_within(kind, limit):
    """Count an attempt of the visitor; False when it had too many."""
    # sudo: counts only; no visitor may read the counters
    limits = request.env["distributor.application.limit"].sudo()
    return limits._hit_address(kind, request.httprequest.remote_addr, limit)


def is_within_for(kind, value, limit):
    """Count an attempt that concerns an e-mail address or a page."""
    # sudo: counts only; no visitor may read the counters
    return request.env["distributor.application.limit"].sudo()._hit(kind, value, limit)


class DistributorApply(http.Controller):
    """The page on which anybody applies. It answers alike to known and unknown."""

    @http.route(
        [f"{ROOT}/apply", f"{ROOT}/apply/<string:token>"],
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def apply(self, token=None, **form):
        invitations = request.env["distributor.application.invitation"]
        invitation = invitations._get_by_token(token)
        if token and not invitation:
            return self._render("apply_closed", status=404)
        company = invitation.company_id or request.env.company
        # sudo: public texts of the brand: the notice and the names of the levels
        notices = request.env["distributor.privacy.notice"].sudo()
        notice = notices._get_current(company)
        levels = invitations.sudo()._get_levels(invitation)
        if not notice or not levels:
            return self._render("apply_closed", status=404)
        page = {
            "invitation": invitation,
            "company": company,
            "notice": notice,
            "levels": levels,
            "token": token,
        }
        if request.httprequest.method == "POST":
            return self._receive(page, form)
        values = {
            "email": invitation.email or "",
            "country_id": company.country_id.id,
            "level_id": levels.id if len(levels) == 1 else 0,
        }
        return self._render_form(page, values, {})

    def _receive(self, page, form):
        """Take the form, or show it again with what is wrong."""
        if form.get(HONEYPOT):
            return self._redirect_sent()  # a robot learns nothing
        if not is_within("apply", PER_ADDRESS):
            return self._render("apply_busy", status=429)
        values = read_form(form)
        errors = check_form(request.env, values, page["levels"])
        if form.get("consent") != page["notice"].version:
            errors["consent"] = request.env._("Please read the notice and agree.")
        if not check_stamp(request.env, form.get("opened")):
            errors["form"] = request.env._("That was quick. Please send it once more.")
        if errors:
            return self._render_form(page, values, errors)
        if is_within_for("apply-email", values["email"].lower(), PER_EMAIL):
            # sudo: an allow-list of checked values; the visitor gets no record
            applications = request.env["distributor.application"].sudo()
            applications.with_company(page["company"])._receive(
                {
                    **values,
                    "company_id": page["company"].id,
                    "lang": request.env.lang or "en_US",
                },
                page["invitation"],
                page["notice"],
            )
        return self._redirect_sent()

    def _render_form(self, page, values, errors):
        return self._render(
            "apply",
            **page,
            values=values,
            errors=errors,
            countries=request.env["distributor.application"].sudo()._get_countries(),
            states=_get_states(values.get("country_id")),
            stamp=make_stamp(request.env),
            honeypot=HONEYPOT,
        )

    @http.route(f"{ROOT}/sent", type="http", auth="public", website=True, sitemap=False)
    def sent(self, **kwargs):
        return self._render("apply_sent")

    @http.route(
        f"{ROOT}/states/<int:country>", type="http", auth="public", sitemap=False
    )
    def states(self, country, **kwargs):
        """Return the states of a country, for the form."""
        found = _get_states(country) if is_within("states", PER_PAGE) else []
        return request.make_json_response([[state.id, state.name] for state in found])

    # the address is proved

    @http.route(
        f"{ROOT}/verify/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
    )
    def verify(self, token, **form):
        """Ask to confirm: programs that read mail open links, people press buttons."""
        application = request.env["distributor.application"]._get_by_verify_token(token)
        if not application:
            return self._render("verify_over", status=404)
        if request.httprequest.method != "POST":
            return self._render("verify", token=token, email=application.email)
        application = application.with_company(application.company_id)
        application._verify()
        return _redirect(f"{ROOT}/application/{application.access_token}")

    @http.route(
        f"{ROOT}/resend",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
    )
    def resend(self, email=None, **form):
        """Mail the link again; the answer does not tell whether there is one."""
        if not is_within("apply", PER_ADDRESS):
            return self._render("apply_busy", status=429)
        email = read_text(email, 120).lower()
        if not form.get(HONEYPOT) and is_within_for("resend", email, PER_EMAIL):
            # sudo: the answer goes to the owner of the address by mail only
            request.env["distributor.application"].sudo()._send_again(email)
        return self._redirect_sent()

    def _redirect_sent(self):
        return _redirect(f"{ROOT}/sent")

    def _render(self, template, status=200, **values):
        values.setdefault("honeypot", HONEYPOT)
        response = request.render(f"distributor_onboarding.{template}", values)
        response.status_code = status
        return finish(response)


def _redirect(url):
    return finish(request.redirect(request.env["ir.http"]._url_for(url), code=303))


def _get_states(country):
    # sudo: public names of places
    states = request.env["res.country.state"].sudo()
    return states.search([("country_id", "=", country)]) if country else states


__all__ = ["ROOT", "finish", "is_within", "is_within_for"]
