# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http

from .parameters import read_choice
from .portal import HOME, DistributorPortal


class DistributorPortalWallet(DistributorPortal):
    @http.route(
        [f"{HOME}/wallet", f"{HOME}/wallet/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_wallet(self, page=None, **kwargs):
        def prepare(distributor):
            wallets = {
                found._get_portal_key(): found
                for found in distributor._get_portal_wallets()
            }
            key = read_choice(kwargs.get("wallet"), wallets, next(iter(wallets), None))
            chosen = wallets.get(key, distributor.wallet_ids.browse())
            found = self._prepare_list(distributor, "wallet", kwargs)
            holds = chosen.hold_ids.filtered(lambda hold: hold.state == "open")
            holds.order_id.fetch(["name"])
            return {
                "wallets": wallets,
                "wallet": chosen,
                "wallet_key": key,
                "needed": self._get_needed(distributor, chosen),
                "several_currencies": len(distributor.wallet_ids.currency_id) > 1,
                **found,
                "entries": found["rows"],
                "invoices": found["rows"]._get_portal_invoices(),
                "holds": holds,
                **self._prepare_wallet_rewards(distributor, chosen),
            }

        return self._render_distributor_page(
            "distributor_portal.portal_distribution_wallet",
            "wallet",
            prepare,
            right="money",
        )

    def _get_needed(self, distributor, wallet):
        """Return what to top up when a wallet is below its minimum, else 0."""
        payable = wallet.purpose_id.refundable and distributor.state != "terminated"
        if not payable or not wallet.is_below_minimum:
            return 0.0
        return distributor._get_top_up_needed(wallet)

    @http.route(
        f"{HOME}/holds", type="http", auth="user", website=True, methods=["GET"]
    )
    def portal_distribution_holds(self, **kwargs):
        return self._render_list(
            "holds",
            "distributor_portal.portal_distribution_holds",
            "wallet",
            kwargs,
            "holds",
        )

    def _prepare_wallet_rewards(self, distributor, wallet):
        """Return the programmes that reward money on this wallet, and its rewards."""
        progress = distributor._get_program_progress()
        if wallet:
            progress = [
                one
                for one in progress
                if one["program"].purpose_id == wallet.purpose_id
                and one["program"].currency_id == wallet.currency_id
            ]
        rewards = distributor._get_rewards()
        return {
            "programs": progress,
            "rewards": rewards.filtered(lambda lot: lot.wallet_id == wallet),
        }
