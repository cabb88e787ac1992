# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..controllers.parameters import ALL, get_month_domain, get_months, read_month
from .distributor_portal_list import Choice, Column, Sort


class DistributorPortalListWallet(models.AbstractModel):
    """The movements of one wallet of the distributor."""

    _name = "distributor.portal.list.wallet"
    _inherit = "distributor.portal.list"
    _description = "Wallet Entries in the Portal"

    _right = "money"
    _path = "wallet"
    _records = "distributor.wallet.entry"
    _search_fields = ("origin",)
    _adds_up_all = False  # which is the balance, and stands above

    def _get_title(self):
        return self.env._("Movements of the deposit")

    def _get_search_label(self):
        return self.env._("Order or document")

    def _get_base_domain(self, distributor):
        return [("distributor_id", "=", distributor.id)]

    def _get_wallets(self, distributor):
        """Return {key: (name, domain)} of the wallets to choose from."""
        several = len(distributor.wallet_ids.currency_id) > 1
        return {
            wallet._get_portal_key(): (
                f"{wallet.purpose_id.name} {wallet.currency_id.name}"
                if several
                else wallet.purpose_id.name,
                [("wallet_id", "=", wallet.id)],
            )
            for wallet in distributor._get_portal_wallets()
        }

    def _get_choices(self, distributor, values):
        wallets = self._get_wallets(distributor)
        # without any wallet there is nothing to choose from
        usual = next(iter(wallets), ALL)
        wallet = wallets.get(values.get("wallet"), wallets.get(usual))
        kinds = self.env[self._records]._fields["kind"]._description_selection(self.env)
        return [
            Choice("wallet", self.env._("Wallet"), wallets, usual, shown=False),
            self._get_months(
                "date", wallet[1] if wallet else [("id", "=", 0)], values.get("month")
            ),
            Choice(
                "kind",
                self.env._("Kind"),
                {
                    ALL: (self.env._("All kinds"), None),
                    **{key: (label, [("kind", "=", key)]) for key, label in kinds},
                },
            ),
        ]

    def _get_months(self, field, domain, month):
        """Return the choice of a month among those of some records."""
        [(oldest, newest)] = self.env[self._records]._read_group(
            domain, [], [f"{field}:min", f"{field}:max"]
        )
        chosen = read_month(month)
        months = get_months(self.env, oldest, newest, chosen) if oldest else []
        return Choice(
            "month",
            self.env._("Month"),
            {
                ALL: (self.env._("All months"), None),
                **{
                    key: (label, get_month_domain(read_month(key), field))
                    for key, label in months
                },
            },
        )

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), ["sequence"]),
            "old": Sort(self.env._("Oldest"), ["sequence"], False),
            "total": Sort(self.env._("Largest"), ["amount"]),
        }

    def _get_sums(self, distributor, user):
        return {"amount": self.env._("Sum of the movements")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Date"), lambda e: e.date, "date"),
            Column(env._("Kind"), self._get_label_of("kind")),
            Column(env._("Order or document"), lambda e: e.origin),
            Column(
                env._("Amount"), lambda e: (e.amount, e.currency_id), "amount", True
            ),
            Column(
                env._("Balance"), lambda e: (e.balance_after, e.currency_id), "amount"
            ),
        ]


class DistributorPortalListHolds(models.AbstractModel):
    _name = "distributor.portal.list.holds"
    _inherit = "distributor.portal.list.wallet"
    _description = "Holds in the Portal"

    _path = "holds"
    _records = "distributor.wallet.hold"
    _search_fields = ("origin", "order_id.name")
    _adds_up_all = True

    def _get_title(self):
        return self.env._("Held money")

    def _get_search_label(self):
        return self.env._("Order or document")

    def _get_choices(self, distributor, values):
        wallets = self._get_wallets(distributor)
        usual = next(iter(wallets), ALL)
        states = self._fields_of("state")
        return [
            Choice("wallet", self.env._("Wallet"), wallets, usual),
            Choice(
                "state",
                self.env._("State"),
                {
                    **{key: (label, [("state", "=", key)]) for key, label in states},
                    ALL: (self.env._("All"), None),
                },
                "open",
            ),
        ]

    def _fields_of(self, name):
        field = self.env[self._records]._fields[name]
        return field._description_selection(self.env)

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), []),
            "old": Sort(self.env._("Oldest"), [], False),
            "total": Sort(self.env._("Largest"), ["remaining"]),
        }

    def _get_sums(self, distributor, user):
        return {"remaining": self.env._("Held")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Date"), lambda h: self._get_day(h.create_date), "date"),
            Column(env._("Kind"), self._get_label_of("kind")),
            Column(env._("Order"), lambda h: h.order_id.name),
            Column(env._("State"), self._get_label_of("state")),
            *(
                Column(label, getter, "amount", True)
                for label, getter in (
                    (env._("Amount"), lambda h: (h.amount, h.currency_id)),
                    (env._("Invoiced"), lambda h: (h.captured, h.currency_id)),
                    (env._("Held"), lambda h: (h.remaining, h.currency_id)),
                )
            ),
        ]
