# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import models
from odoo.tools import format_date

# ordered, and the goods are not all on their way
WAITING = ("waiting", "confirmed", "packed", "part_shipped")
FINISHED = ("paid", "done", "cancelled")


class DistributorDistributor(models.Model):
    """What a distributor sees of itself. Callers resolved it from the session."""

    _name = "distributor.distributor"
    _inherit = ["distributor.distributor", "distributor.portal.task"]

    def _get_portal_figures(self):
        """Return the figures of the first page, each from its own records.

        :return: dict of waiting (count, how many of them are not confirmed, and
            [(currency, amount)]) and, for who may see the money, commission (currency,
            amount, orders, month) and wallets
        """
        self.ensure_one()
        figures = {"waiting": self._get_portal_waiting()}
        if self._user_can("money"):
            figures.update(
                commission=self._get_portal_commission(),
                wallets=self._get_portal_wallets().filtered(
                    lambda wallet: wallet.purpose_id.code == "deposit"
                ),
            )
        return figures

    def _get_portal_commission(self):
        month = self.company_id._get_commission_today().replace(day=1)
        entries = self.env["distributor.commission.entry"]
        amount, orders = entries._get_portal_sum(self, month)
        return {
            "currency": self.company_id.currency_id,
            "amount": amount,
            "orders": orders,
            "month": month,
        }

    def _get_portal_waiting(self):
        groups = self.env["sale.order"]._read_group(
            [*self._get_portal_order_domain(), ("channel_state", "in", WAITING)],
            ["currency_id", "channel_state"],
            ["amount_total:sum", "__count"],
        )
        amounts = defaultdict(float)
        for currency, _state, amount, _count in groups:
            amounts[currency] += amount
        return {
            "count": sum(count for *_key, count in groups),
            "unconfirmed": sum(
                count
                for _currency, state, _amount, count in groups
                if state == "waiting"
            ),
            "amounts": list(amounts.items()),
        }

    def _get_portal_turns(self, user):
        """Return whose turns on an order a visitor can take: its role decides."""
        self.ensure_one()
        if not self._user_can("order", user):
            return ()
        member = self._get_member(user)
        is_owner = not member or member.role == "owner"
        return ("distributor", "owner") if is_owner else ("distributor",)

    def _get_portal_task_turns(self, user):
        """Return the turns of which the first page tells the visitor; a hook."""
        return self._get_portal_turns(user)

    def _get_portal_wallets(self):
        """Return the wallets: deposits first, in the company's currency first."""
        own = self.company_id.currency_id
        return self.wallet_ids.sorted(
            lambda wallet: (
                wallet.purpose_id.code != "deposit",
                wallet.purpose_id.sequence,
                wallet.currency_id != own,
                wallet.currency_id.name,
            )
        )

    def _get_portal_order_domain(self):
        """Return the domain of the orders this distributor may see.

        A quotation that was never sent is the brand's own note, and so is one that
        was cancelled before it was sent or confirmed.
        """
        self.ensure_one()
        return [
            ("distributor_id", "=", self.id),
            ("company_id", "=", self.company_id.id),
            "|",
            ("state", "in", ("sent", "sale")),
            "&",
            ("state", "=", "cancel"),
            ("chain_ids", "!=", False),
        ]

    def _get_portal_entry_domain(self):
        """Return the domain of the commission entries this distributor may see."""
        self.ensure_one()
        return [
            ("company_id", "=", self.company_id.id),
            ("beneficiary_id", "=", self.id),
        ]

    def _get_portal_bonuses(self):
        """Return what is left to the next bonus or tier; a hook.

        :return: list of dict with name, text, reached, target, currency, percent
        """
        return []

    def _get_portal_team_links(self, user):
        """Return what else concerns the team of this visitor; a hook.

        :return: list of (address, words)
        """
        self.ensure_one()
        return []

    def _find_portal_obstacles(self):
        """Return what keeps commission of this distributor back today.

        A page asks more than once; callers checked the right to see it.
        """
        self.ensure_one()
        settlements = self.env["distributor.commission.settlement"]
        return settlements._find_obstacles(self).get(self.id, [])

    def _get_portal_held_plans(self):
        """Return the ids of the plans that settle nothing for this distributor now."""
        found = {obstacle.plan for obstacle in self._find_portal_obstacles()}
        if None not in found:
            return list(found)
        plans = self.env["distributor.commission.plan"].with_context(active_test=False)
        return plans.search([("company_id", "=", self.company_id.id)]).ids

    def _get_portal_obstacles(self):
        """Return why commission is kept back and what to do, without inner reasons.

        :return: list of (sentence, whether handing in documents ends it)
        """
        said = {
            obstacle.kind: self._say_portal_obstacle(obstacle)
            for obstacle in self._find_portal_obstacles()
        }
        return [(text, kind == "document") for kind, text in said.items()]

    def _say_portal_obstacle(self, obstacle):
        if obstacle.kind == "document":
            return self.env._(
                "Your commission is not settled for now, as it waits for %s. Hand in"
                " what is missing or expired; once it is checked, the next settlement"
                " takes what you earned.",
                obstacle.text,
            )
        if obstacle.kind == "suspended":
            return self.env._(
                "You are suspended, so your commission is not settled for now; what you"
                " earn is kept for you. Your contact tells you what to do."
            )
        if obstacle.kind == "wallet":
            return self.env._(
                "Your commission is not settled for now, as we check the figures of"
                " your deposit first; what you earn is kept for you. You need not do"
                " anything; your contact tells you when it is done."
            )
        if obstacle.until:
            return self.env._(
                "Your commission is not settled until %s; what you earn is kept for"
                " you. Your contact tells you why, and what to do.",
                format_date(self.env, obstacle.until),
            )
        return self.env._(
            "Your commission is not settled for now; what you earn is kept for you."
            " Your contact tells you why, and what to do."
        )

    def _get_portal_top_up_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/distribution/topups/new"
