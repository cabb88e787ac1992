# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import http

from .parameters import ALL, get_month_domain, get_months, read_choice, read_month
from .portal import HOME, DistributorPortal


class DistributorPortalWallet(DistributorPortal):
    @http.route(
        [f"{HOME}/wallet", f"{HOME}/wallet/page/<page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_distribution_wallet(
        self, page=1, wallet=None, kind=None, month=None, **kwargs
    ):
        def prepare(distributor):
            wallets = {
                found._get_portal_key(): found
                for found in distributor._get_portal_wallets()
            }
            key = read_choice(wallet, wallets, next(iter(wallets), None))
            chosen = wallets.get(key, distributor.wallet_ids.browse())
            return {
                "wallets": wallets,
                "wallet": chosen,
                "wallet_key": key,
                "needed": self._get_needed(distributor, chosen),
                "several_currencies": len(distributor.wallet_ids.currency_id) > 1,
                **self._prepare_wallet_entries(chosen, page, kind, month),
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

    def _prepare_wallet_entries(self, wallet, page, kind, month):
        """Return the movements and holds of a wallet of the visitor."""
        entries = wallet.env["distributor.wallet.entry"]
        kinds = entries._fields["kind"]._description_selection(wallet.env)
        kind = read_choice(kind, dict(kinds))
        first = read_month(month)
        domain = [("wallet_id", "=", wallet.id)]
        [(oldest, newest)] = entries._read_group(domain, [], ["date:min", "date:max"])
        if kind != ALL:
            domain += [("kind", "=", kind)]
        if first:
            domain += get_month_domain(first)
        month = first.strftime("%Y-%m") if first else ALL
        records, found = self._search_page(
            entries,
            domain,
            "sequence desc",
            "wallet",
            page,
            {"wallet": wallet._get_portal_key(), "kind": kind, "month": month},
        )
        holds = wallet.hold_ids.filtered(lambda hold: hold.state == "open")
        holds.order_id.fetch(["name"])
        return {
            "entries": records,
            "pager": found,
            "invoices": records._get_portal_invoices(),
            "holds": holds,
            "kinds": kinds,
            "kind": kind,
            "months": get_months(wallet.env, oldest, newest, first) if oldest else [],
            "month": month,
        }

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
