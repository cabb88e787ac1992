# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.distributor_document.models.distributor_attachment import (
    MAX_FILES,
    MAX_SIZE,
)
from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.page_words import PageWords
from .keyset import get_page, write_cursor
from .parameters import read_amount, read_number

HOME = "/my/distribution"
MAX_REASON = 2000
RIGHTS = ("view", "order", "money", "manage")
# subtle backgrounds: small text on Bootstrap's full colours has too little contrast
NEUTRAL, ACTIVE, GOOD, CAREFUL = (
    "bg-light text-body border",
    "bg-info-subtle text-info-emphasis",
    "bg-success-subtle text-success-emphasis",
    "bg-warning-subtle text-warning-emphasis",
)
ORDER_COLORS = {
    "draft": NEUTRAL,
    "quoted": CAREFUL,
    "waiting": CAREFUL,
    "confirmed": ACTIVE,
    "packed": ACTIVE,
    "part_shipped": ACTIVE,
    "shipped": ACTIVE,
    "received": GOOD,
    "returning": CAREFUL,
    "invoiced": CAREFUL,
    "paid": GOOD,
    "done": GOOD,
    "cancelled": NEUTRAL,
}


class DistributorPortal(CustomerPortal):
    """The pages of the distributor for which the visitor works.

    No address carries the id of a distributor, a wallet or an entry: whose pages these
    are follows from the session alone, so there is nothing to guess.
    """

    _distributor_step = 20

    def _get_distributor(self):
        """Return the distributor of the visitor, or none; all access starts here."""
        return self._get_distributor_and_choices()[0]

    def _get_distributor_and_choices(self):
        """Return the distributor of the visitor, or none, and what it may switch to."""
        user = request.env.user
        choices = request.env["distributor.distributor"]._get_choices_for_user(user)
        found = choices._get_current(user)
        # sudo: portal users have no right on any model of the suite; this record is
        # the visitor's own by its login, and each read below is filtered by it
        return found.sudo().with_company(found.company_id), choices

    def _prepare_distributor_values(self, distributor, choices, tab):
        """Return what each page needs besides its own records."""
        user = request.env.user
        return {
            **self._prepare_portal_layout_values(),
            "distributor": distributor,
            "may": {right: distributor._user_can(right, user) for right in RIGHTS},
            "choices": choices,
            "page_name": f"distribution_{tab}",
            "tab": tab,
            "order_colors": ORDER_COLORS,
            "words": PageWords(distributor.env),
        }

    def _render_distributor_page(self, template, tab, prepare, right="view"):
        """Answer with a page, or say that this login has no distributor.

        :param prepare: called with the distributor; returns the page's own values
        :param right: what the visitor needs; without it the page does not exist
        """
        distributor, choices = self._get_distributor_and_choices()
        if not distributor:
            values = self._prepare_portal_layout_values()
            return request.render("distributor_portal.portal_no_distributor", values)
        if not distributor._user_can(right, request.env.user):
            return request.not_found()
        values = self._prepare_distributor_values(distributor, choices, tab)
        return request.render(template, {**values, **prepare(distributor)})

    def _change(self, right, act, page, typed=None):
        """Let a visitor change something, and say on the page what came of it.

        :param right: what the visitor must be allowed, else there is no such page
        :param act: called with the distributor; returns a sentence
        :param page: address of the page to show then
        :param typed: dict of what was written, shown again when it was refused
        """
        distributor = self._get_distributor()
        if not distributor or not distributor._user_can(right, request.env.user):
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                notice = ("success", act(distributor))
        except UserError as error:
            notice = ("warning", str(error))
            request.session["distributor_typed"] = typed
        request.session["distributor_notice"] = notice
        return request.redirect(page)

    def _get_keyset_page(
        self, fetch, get_url, after=None, before=None, write=write_cursor, step=0
    ):
        """Return ids of a page, and the addresses of the pages around it.

        :param fetch: as in `get_page`
        :param get_url: function of a keyword argument, after or before
        :param step: rows of a page, where they are not as many as elsewhere
        """
        page = get_page(fetch, step or self._distributor_step, after, before, write)
        return {
            "ids": page.ids,
            "previous_url": page.before and get_url(before=page.before),
            "next_url": page.after and get_url(after=page.after),
        }

    def _get_list(self, distributor, name):
        """Return the list of a name that the code names; see there."""
        return distributor.env[f"distributor.portal.list.{name}"]

    def _get_list_page(self, shown, distributor, chosen, values):
        """Return ids of a page of a list, and the addresses of the pages around it.

        :param values: what the address carries, after or before
        """
        return self._get_keyset_page(
            lambda *args: shown._fetch(distributor, chosen, *args),
            lambda **cursor: shown._get_url(chosen, **cursor),
            after=shown._read_cursor(chosen, values.get("after")),
            before=shown._read_cursor(chosen, values.get("before")),
            write=shown._write_cursor,
            step=shown._step,
        )

    def _prepare_list(self, distributor, name, values, totals=True):
        """Return the rows of a page, and what it needs to show filters and totals.

        :param name: of the list
        :param values: what the address carries
        :param totals: whether to add up, which of a long history nobody does
        """
        shown = self._get_list(distributor, name)
        chosen = shown._read(distributor, values)
        is_filtered = shown._is_filtered(chosen)
        page = self._get_list_page(shown, distributor, chosen, values)
        return {
            **page,
            "rows": shown._get_rows(distributor, page["ids"], chosen),
            "listing": {
                "name": name,
                "path": f"{HOME}/{shown._path}",
                "search_label": shown._get_search_label(),
                "choices": chosen.choices,
                "options": {one.name: one.options for one in chosen.choices},
                "sorts": shown._get_sorts(chosen.values),
                "chosen": chosen.values,
                "query": shown._get_query(chosen),
                "is_filtered": is_filtered,
                "totals": totals
                and (is_filtered or shown._adds_up_all)
                and shown._get_totals(distributor, chosen, request.env.user),
                "is_empty": not page["ids"],
            },
        }

    def _render_list(self, name, template, tab, values, as_name, **more):
        """Answer with a page that is a list and nothing else.

        :param as_name: how the template calls the rows
        :param more: what the template needs besides
        """

        def prepare(distributor):
            found = self._prepare_list(distributor, name, values)
            return {**found, as_name: found["rows"], **more}

        right = request.env[f"distributor.portal.list.{name}"]._right
        return self._render_distributor_page(template, tab, prepare, right=right)

    def _find_own(self, model, number, get_domain, right="view"):
        """Return a record of the visitor's distributor by its number, or none.

        Another's answers like a missing one, and so does a visitor without the right.

        :param model: name of the model
        :param number: as an address carries it
        :param get_domain: called with the distributor; the domain names it
        """
        distributor = self._get_distributor()
        records = distributor.env[model]
        if not distributor or not distributor._user_can(right, request.env.user):
            return records
        return records.search(
            Domain(get_domain(distributor)) & Domain("id", "=", read_number(number))
        )

    def _read_amount(self, value, currency):
        """Return the amount written in a form.

        :raise UserError: it is none
        """
        try:
            return read_amount(value, currency.decimal_places)
        except ValueError as error:
            raise UserError(
                request.env._("%s is not an amount. Write it as 5000.00.", str(error))
            ) from error

    def _read_expected(self, value, currency):
        """Return what the visitor expected; an empty field does not mean 0."""
        refusal = request.env._("Write the amount you expected as a number.")
        if not str(value or "").strip():
            raise UserError(refusal)
        try:
            return read_amount(value, currency.decimal_places, signed=True)
        except ValueError as error:
            raise UserError(refusal) from error

    def _read_files(self):
        """Return the files of the form, as accepted whatever they claim to be."""
        uploads = request.httprequest.files.getlist("file")[: MAX_FILES + 1]
        files = [
            # one byte more than allowed tells that a file is too large
            (upload.filename, upload.read(MAX_SIZE + 1))
            for upload in uploads
            if upload.filename
        ]
        accepted = request.env["distributor.attachment"]
        return accepted._check_upload(files) if files else []

    @http.route(HOME, type="http", auth="user", website=True)
    def portal_distribution(self, **kwargs):
        def prepare(distributor):
            return {
                "figures": distributor._get_portal_figures(),
                "tasks": distributor._get_portal_tasks(request.env.user),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution", "home", prepare
        )

    @http.route(f"{HOME}/more", type="http", auth="user", website=True)
    def portal_distribution_more(self, **kwargs):
        def prepare(distributor):
            return {"may_invite": distributor._can_invite()}

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_more", "more", prepare
        )

    def _prepare_portal_layout_values(self):
        invitations = request.env["distributor.member"]._get_invitations
        return {
            **super()._prepare_portal_layout_values(),
            "distributor_invitations": invitations(request.env.user),
        }

    @http.route()
    def home(self, **kw):
        response = super().home(**kw)
        if distributor := self._get_distributor():
            response.qcontext.update(
                distributor=distributor, figures=distributor._get_portal_figures()
            )
        return response
