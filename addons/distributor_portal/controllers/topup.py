# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import re

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.payment import utils as payment_utils
from odoo.addons.payment.controllers.portal import PaymentPortal

from .parameters import read_choice
from .portal import ACTIVE, CAREFUL, GOOD, HOME, NEUTRAL, DistributorPortal

PAGE = f"{HOME}/topups"
REPORT = "distributor_wallet_topup.distributor_topup_report"
TOPUP_COLORS = {
    "waiting": CAREFUL,
    "paid": GOOD,
    "cancelled": NEUTRAL,
    "expired": NEUTRAL,
    "refunded": ACTIVE,
}
REFERENCE = re.compile(r"TU-[0-9A-Z]{4}-[0-9A-Z]{3}")


class DistributorPortalTopup(DistributorPortal, PaymentPortal):
    """Top-ups of the visitor's distributor: ask, pay by transfer or online, receipt."""

    def _get_topup(self, distributor, reference):
        """Return the top-up of the visitor's distributor, none for another's."""
        topups = distributor.env["distributor.topup"]
        if not distributor or not distributor._user_can("money", request.env.user):
            return topups
        if not REFERENCE.fullmatch(str(reference or "")):
            return topups
        return topups.search(
            [("name", "=", reference), ("distributor_id", "=", distributor.id)]
        )

    @http.route(
        [PAGE, f"{PAGE}/page/<page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_topups(self, page=None, **kwargs):
        return self._render_list(
            "topups",
            "distributor_portal.portal_distribution_topups",
            "wallet",
            kwargs,
            "topups",
            topup_colors=TOPUP_COLORS,
        )

    @http.route(f"{PAGE}/new", type="http", auth="user", website=True, methods=["GET"])
    def portal_distribution_topup_new(self, wallet=None, **kwargs):
        return self._render_topup_form(wallet)

    @http.route(f"{PAGE}/new", type="http", auth="user", website=True, methods=["POST"])
    def portal_distribution_topup_request(self, wallet=None, amount=None, **kwargs):
        distributor = self._get_distributor()
        if not self._may_top_up(distributor):
            return request.not_found()
        chosen = distributor._get_top_up_wallets().get(wallet)
        if not chosen:
            return self._render_topup_form(wallet)
        try:
            with request.env.cr.savepoint():
                topup = distributor.env["distributor.topup"]._request(
                    distributor,
                    self._read_amount(amount, chosen.currency_id),
                    chosen.currency_id,
                    chosen.purpose_id,
                )
        except (UserError, ValidationError) as error:
            return self._render_topup_form(wallet, amount, str(error))
        return request.redirect(f"{PAGE}/{topup.name}", code=303)

    @http.route(
        f"{PAGE}/<reference>", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_topup(self, reference, **kwargs):
        distributor = self._get_distributor()
        topup = self._get_topup(distributor, reference)
        if not topup:
            return request.not_found()
        return self._render_topup(topup)

    @http.route(
        f"{PAGE}/<reference>/cancel",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_distribution_topup_cancel(self, reference, **kwargs):
        topup = self._get_topup(self._get_distributor(), reference)
        if not topup:
            return request.not_found()
        try:
            with request.env.cr.savepoint():
                topup._cancel()
        except UserError as error:
            return self._render_topup(topup, str(error))
        return request.redirect(PAGE, code=303)

    @http.route(
        f"{PAGE}/<reference>/receipt",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_distribution_topup_receipt(self, reference, **kwargs):
        topup = self._get_topup(self._get_distributor(), reference)
        if not topup or topup.state not in ("paid", "refunded"):
            return request.not_found()
        # sudo: the top-up is the visitor's own, checked above
        reports = request.env["ir.actions.report"].sudo()
        content, _kind = reports._render_qweb_pdf(REPORT, topup.ids)
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Length", len(content)),
            ("Content-Disposition", http.content_disposition(f"{topup.name}.pdf")),
        ]
        return request.make_response(content, headers)

    @http.route(f"{PAGE}/<reference>/transaction", type="jsonrpc", auth="user")
    def portal_distribution_topup_transaction(
        self, reference, access_token=None, **kwargs
    ):
        """Begin an online payment; amount, currency and payer are ours, not sent."""
        topup = self._get_topup(self._get_distributor(), reference)
        if not topup or topup.state != "waiting" or topup.is_processing:
            raise ValidationError(
                request.env._("This top-up cannot be paid any more. Reload the page.")
            )
        self._validate_transaction_kwargs(kwargs)
        offer = self._prepare_online(topup)
        provider_id, method_id = kwargs["provider_id"], kwargs["payment_method_id"]
        if (
            provider_id not in offer["providers_sudo"].ids
            or method_id not in offer["payment_methods_sudo"].ids
            or kwargs["flow"] == "token"
        ):
            raise ValidationError(
                request.env._("This way to pay is not offered. Reload the page.")
            )
        transaction = self._create_transaction(
            provider_id=provider_id,
            payment_method_id=method_id,
            token_id=None,
            amount=topup.amount,
            currency_id=topup.currency_id.id,
            partner_id=request.env.user.partner_id.id,
            flow=kwargs["flow"],
            tokenization_requested=False,
            landing_route=f"{PAGE}/{topup.name}",
            reference_prefix=topup.name,
            custom_create_values={"distributor_topup_id": topup.id},
        )
        return transaction._get_processing_values()

    def _may_top_up(self, distributor):
        return (
            distributor
            and distributor.state != "terminated"
            and distributor._user_can("money", request.env.user)
        )

    def _render_topup_form(self, wallet=None, amount=None, error=None):
        def prepare(distributor):
            wallets = distributor._get_top_up_wallets()
            key = read_choice(wallet, wallets, next(iter(wallets)))
            needed, amounts = distributor._get_quick_amounts(wallets[key])
            return {
                "wallets": wallets,
                "wallet_key": key,
                "wallet": wallets[key],
                "needed": needed,
                "amounts": amounts,
                "amount": str(amount or "")[:20] or needed or "",
                "error": error,
            }

        distributor = self._get_distributor()
        if distributor and not self._may_top_up(distributor):
            return request.not_found()
        return self._render_distributor_page(
            "distributor_portal.portal_distribution_topup_new",
            "wallet",
            prepare,
            right="money",
        )

    def _render_topup(self, topup, error=None):
        def prepare(distributor):
            payable = topup.state == "waiting" and not topup.is_processing
            return {
                "topup": topup,
                "topup_colors": TOPUP_COLORS,
                "banks": topup._get_bank_accounts(),
                "payable": payable,
                "error": error,
                **(self._prepare_online(topup) if payable else {}),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_topup",
            "wallet",
            prepare,
            right="money",
        )

    def _prepare_online(self, topup):
        """Return what the stock payment form needs for this top-up."""
        partner = request.env.user.partner_id
        report = {}
        providers = request.env["payment.provider"]._get_top_up_providers(
            topup, partner, report
        )
        # sudo: methods and providers are read to be offered, as in stock
        methods = (
            request.env["payment.method"]
            .sudo()
            ._get_compatible_payment_methods(
                providers.ids,
                partner.id,
                currency_id=topup.currency_id.id,
                report=report,
            )
        )
        return {
            "reference_prefix": topup.name,
            "amount": topup.amount,
            "currency": topup.currency_id,
            "partner_id": partner.id,
            "providers_sudo": providers,
            "payment_methods_sudo": methods,
            "tokens_sudo": request.env["payment.token"].sudo(),
            "availability_report": report,
            "show_tokenize_input_mapping": dict.fromkeys(providers.ids, False),
            "transaction_route": f"{PAGE}/{topup.name}/transaction",
            "landing_route": f"{PAGE}/{topup.name}",
            "access_token": payment_utils.generate_access_token(
                partner.id, topup.amount, topup.currency_id.id
            ),
        }
