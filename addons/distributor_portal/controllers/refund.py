# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from uuid import uuid4

from psycopg2 import IntegrityError

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .parameters import read_choice, read_key
from .portal import ACTIVE, CAREFUL, GOOD, HOME, NEUTRAL, DistributorPortal

REFUNDS = f"{HOME}/refunds"
MAX_REASON = 500
STATE_COLORS = {
    "submitted": ACTIVE,
    "half": ACTIVE,
    "approved": CAREFUL,
    "done": GOOD,
    "refused": CAREFUL,
    "cancelled": NEUTRAL,
}


class DistributorPortalRefund(DistributorPortal):
    """A distributor asks for its money back and sees until when it is paid."""

    @http.route(
        [REFUNDS, f"{REFUNDS}/page/<page>"], type="http", auth="user", website=True
    )
    def portal_distribution_refunds(self, page=None, **kwargs):
        def prepare(distributor):
            wallets = self._get_refundable_wallets(distributor)
            key = read_choice(kwargs.get("wallet"), wallets, next(iter(wallets), None))
            found = self._prepare_list(distributor, "refunds", kwargs)
            return {
                "wallets": wallets,
                "several_currencies": len(distributor.wallet_ids.currency_id) > 1,
                "key": key,
                **self._prepare_refund_form(wallets.get(key)),
                "refunds": found["rows"],
                **found,
                "state_colors": STATE_COLORS,
                "notice": request.session.pop("distributor_notice", None),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_refunds",
            "wallet",
            prepare,
            right="money",
        )

    def _get_refundable_wallets(self, distributor):
        """Return {key: wallet} of what the visitor's distributor may ask back."""
        return {
            wallet._get_portal_key(): wallet
            for wallet in distributor._get_portal_wallets()
            if wallet.purpose_id.refundable
        }

    def _prepare_refund_form(self, wallet):
        typed = request.session.pop("distributor_typed", None) or {}
        if wallet is None:
            return {"wallet": wallet}
        refundable = wallet._get_refundable()
        return {
            "wallet": wallet,
            "calculation": wallet._get_refund_calculation(),
            "refusal": wallet._get_portal_refund_refusal(),
            "refundable": refundable,
            "accounts": wallet._get_refund_accounts(),
            "typed_amount": typed.get("amount")
            or f"{refundable:.{wallet.currency_id.decimal_places}f}",
            "typed_reason": typed.get("reason"),
            "form_key": uuid4().hex,
        }

    def _change_refunds(self, act, typed=None):
        """Let a visitor with the right to the money change its refunds."""
        key = (typed or {}).get("wallet")
        page = f"{REFUNDS}?wallet={key}" if key else REFUNDS
        return self._change("money", act, page, typed)

    @http.route(
        f"{REFUNDS}/ask", type="http", auth="user", methods=["POST"], website=True
    )
    def portal_distribution_refund_ask(self, **post):
        typed = {
            name: str(post.get(name) or "").strip()[:MAX_REASON]
            for name in ("amount", "reason")
        }

        def act(distributor):
            wallets = self._get_refundable_wallets(distributor)
            key = read_choice(post.get("wallet"), wallets, None)
            if not key:
                raise UserError(request.env._("Choose which money you want back."))
            typed["wallet"] = key
            refund = self._ask_once(wallets[key], typed, post)
            return request.env._(
                "You asked for %(amount)s (%(number)s). It is paid until %(date)s.",
                amount=refund.currency_id.format(refund.amount),
                number=refund.name,
                date=refund._get_due_text(),
            )

        try:
            return self._change_refunds(act, typed)
        except IntegrityError as error:
            if "portal_key" not in str(error):
                raise
            # the same form came in twice at once: the other one asked
            return request.redirect(REFUNDS)

    def _ask_once(self, wallet, typed, post):
        """Return what a form asks for, also when it was sent before.

        :raise UserError: says what stands against it
        """
        refunds = wallet.env["distributor.wallet.refund"]
        key = read_key(post.get("key"))
        if not key:
            raise UserError(request.env._("This form is too old: please start again."))
        if asked := refunds._find_by_key(wallet, key):
            return asked
        accounts = wallet._get_refund_accounts()
        account = accounts.filtered(lambda a: str(a.id) == post.get("account"))
        if refusal := wallet._get_portal_refund_refusal():
            raise UserError(refusal)
        amount = self._read_amount(typed["amount"], wallet.currency_id)
        reason = typed["reason"] or request.env._("Asked for in the portal")
        return wallet._ask_refund(amount, account, reason, portal_key=key)

    @http.route(
        f"{REFUNDS}/<int:refund_id>/cancel",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def portal_distribution_refund_cancel(self, refund_id, **post):
        def act(distributor):
            refund = distributor.env["distributor.wallet.refund"].search(
                [("distributor_id", "=", distributor.id), ("id", "=", refund_id)]
            )
            # the same for one of another distributor and for none
            if not refund or not refund._is_portal_cancellable():
                raise UserError(
                    request.env._("This refund cannot be taken back any more.")
                )
            refund._cancel()
            return request.env._("%s was taken back.", refund.name)

        return self._change_refunds(act)
