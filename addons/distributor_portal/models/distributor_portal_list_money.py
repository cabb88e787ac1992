# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from ..controllers.parameters import ALL
from .distributor_portal_list import Choice, Column, Sort


class DistributorPortalListMoney(models.AbstractModel):
    """What the lists of documents about money have in common."""

    _name = "distributor.portal.list.money"
    _inherit = "distributor.portal.list"
    _description = "Documents about Money in the Portal"

    _right = "money"
    _search_fields = ("name",)
    _day = ()  # field by which rows are sorted, none for their number
    _hidden_states = ()

    def _get_search_label(self):
        return self.env._("Number")

    def _get_choices(self, distributor, values):
        field = self.env[self._records]._fields["state"]
        return [
            Choice(
                "state",
                self.env._("State"),
                {
                    ALL: (self.env._("All"), None),
                    **{
                        key: (label, [("state", "=", key)])
                        for key, label in field._description_selection(self.env)
                        if key not in self._hidden_states
                    },
                },
            )
        ]

    def _get_sorts(self, values):
        return {
            "date": Sort(self.env._("Newest"), self._day),
            "old": Sort(self.env._("Oldest"), self._day, False),
        }

    def _get_amount(self, label, name, total=True):
        """Return the column of an amount in the currency of its document."""
        return Column(label, lambda r: (r[name], r.currency_id), "amount", total)


class DistributorPortalListTopups(models.AbstractModel):
    _name = "distributor.portal.list.topups"
    _inherit = "distributor.portal.list.money"
    _description = "Top-ups in the Portal"

    _path = "topups"
    _records = "distributor.topup"

    def _get_title(self):
        return self.env._("Top-ups")

    def _get_base_domain(self, distributor):
        return [("distributor_id", "=", distributor.id)]

    def _get_sums(self, distributor, user):
        return {"amount_received": self.env._("Received")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda t: t.name),
            Column(
                env._("Asked for on"), lambda t: self._get_day(t.create_date), "date"
            ),
            Column(env._("Received on"), lambda t: t.date_paid, "date"),
            Column(env._("Wallet"), lambda t: t.purpose_id.name),
            Column(env._("State"), self._get_label_of("state")),
            self._get_amount(env._("Asked for"), "amount"),
            self._get_amount(env._("Received"), "amount_received"),
        ]


class DistributorPortalListRefunds(models.AbstractModel):
    _name = "distributor.portal.list.refunds"
    _inherit = "distributor.portal.list.money"
    _description = "Refunds in the Portal"

    _path = "refunds"
    _records = "distributor.wallet.refund"
    _hidden_states = ("draft",)

    def _get_title(self):
        return self.env._("Refunds")

    def _get_base_domain(self, distributor):
        return [("distributor_id", "=", distributor.id), ("state", "!=", "draft")]

    def _get_choices(self, distributor, values):
        # which money the form on the page is about; the list is of all
        wallets = {
            wallet._get_portal_key(): (wallet.purpose_id.name, None)
            for wallet in distributor._get_portal_wallets()
            if wallet.purpose_id.refundable
        }
        usual = next(iter(wallets), ALL)
        return [
            *super()._get_choices(distributor, values),
            Choice("wallet", self.env._("Wallet"), wallets, usual, shown=False),
        ]

    def _get_words(self, chosen):
        own = [one for one in chosen.choices if one.name != "wallet"]
        return super()._get_words(chosen._replace(choices=own))

    def _get_sums(self, distributor, user):
        return {"amount": self.env._("Total")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda r: r.name),
            Column(env._("Asked for on"), lambda r: r.submitted_date, "date"),
            Column(env._("Pay until"), lambda r: r.due_date, "date"),
            Column(env._("Paid on"), lambda r: r.paid_date, "date"),
            Column(
                env._("Account"),
                lambda r: r.bank_account_id and r._get_portal_account(),
            ),
            Column(env._("State"), self._get_label_of("state")),
            self._get_amount(env._("Amount"), "amount"),
        ]


class DistributorPortalListStatements(models.AbstractModel):
    _name = "distributor.portal.list.statements"
    _inherit = "distributor.portal.list.money"
    _description = "Statements of Account in the Portal"

    _path = "statements"
    _records = "distributor.statement"
    _day = ("date_end",)
    _hidden_states = ("draft",)

    def _get_title(self):
        return self.env._("Statements of account")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda s: s.name),
            Column(env._("From"), lambda s: s.date_start, "date"),
            Column(env._("Until"), lambda s: s.date_end, "date"),
            Column(env._("State"), self._get_label_of("state")),
            # balances of different days add up to nothing
            self._get_amount(env._("Deposit"), "wallet_closing", False),
            self._get_amount(env._("Owed"), "receivable_closing", False),
        ]


class DistributorPortalListSettlements(models.AbstractModel):
    _name = "distributor.portal.list.settlements"
    _inherit = "distributor.portal.list.money"
    _description = "Settlements of Commission in the Portal"

    _path = "commission/settlements"
    _records = "distributor.commission.settlement"
    _day = ("date_start",)
    _hidden_states = ("draft", "reviewed", "cancel")

    def _get_title(self):
        return self.env._("Settlements")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_sums(self, distributor, user):
        return {"amount_total": self.env._("Total")}

    def _get_columns(self, distributor, user):
        env = self.env
        return [
            Column(env._("Number"), lambda s: s.name),
            Column(env._("Month"), lambda s: s._format_month()),
            Column(env._("State"), lambda s: s._get_portal_state()[1]),
            self._get_amount(env._("Brought forward"), "amount_carried", False),
            self._get_amount(env._("Total"), "amount_total"),
        ]
