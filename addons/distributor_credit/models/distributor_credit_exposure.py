# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from .exposure_read import READ
from .exposure_sql import EXPOSURE


class Exposure(NamedTuple):
    """What a distributor owes and will owe, in the currency of its company."""

    not_due: float = 0.0
    due: float = 0.0  # overdue included
    late: float = 0.0  # overdue for more days than allowed
    unapplied: float = 0.0  # payments and credit notes not matched yet, negative
    transit: float = 0.0
    delivered: float = 0.0  # and not invoiced
    confirmed: float = 0.0  # and neither delivered, invoiced nor paid ahead
    deposit: float = 0.0
    limit: float = 0.0
    override: float = 0.0  # for any order
    passes_overdue: bool = False
    overdue_days: int = 0
    # {order id: what it owes, as far as an override names it}
    named: Mapping = MappingProxyType({})

    @property
    def receivable(self):
        return self.not_due + self.due + self.unapplied + self.transit

    @property
    def gross(self):
        return self.receivable + self.delivered + self.confirmed

    @property
    def net(self):
        """What is owed beyond the deposit; negative when money is left."""
        return self.gross - self.deposit

    @property
    def used(self):
        return max(0.0, self.net)

    @property
    def granted(self):
        """What may be owed beyond the limit now."""
        return self.override + sum(self.named.values())

    @property
    def room(self):
        return self.limit + self.granted

    def get_room(self, order_id):
        """Return what may be owed without the overrides that name an order."""
        return self.room - self.named.get(order_id, 0.0)

    @property
    def available(self):
        """What new orders may use, deposit and credit together."""
        return self.room - self.net

    @property
    def overdue(self):
        """What is late after payments that wait to be matched, oldest first."""
        return max(0.0, self.late + self.unapplied + min(0.0, self.transit))


class DistributorCreditExposure(models.AbstractModel):
    """Adds up what distributors owe: one statement for any number of them."""

    _name = "distributor.credit.exposure"
    _description = "Exposure of Distributors"

    def _get_exposures(self, without=None):
        """Return {distributor: Exposure} for these distributors.

        :param without: sale.order records whose own part is left out; what was
            invoiced of them stays in
        """
        distributors = self.browse(self._origin.ids)
        found = self._fetch_exposures(
            distributors.company_id, SQL("d.id = ANY(%s)", distributors.ids), without
        )
        return {
            distributor: found.get(distributor._origin.id, Exposure())
            for distributor in self
        }

    @api.model
    def _fetch_exposures(self, companies, condition, without=None):
        """Return {id: Exposure} of the distributors ``d`` that meet an SQL."""
        for model, names in READ.items():
            self.env[model].flush_model(names)
        rows = self.env.execute_query(
            self._get_exposure_sql(companies, condition, without)
        )
        return {key: self._read_exposure(*parts) for key, *parts in rows}

    def _read_exposure(self, *parts):
        *figures, named = parts
        return Exposure(*figures, {int(key): one for key, one in (named or {}).items()})

    @api.model
    def _get_exposure_sql(self, companies, condition, without=None):
        get_today = self.env["distributor.distributor"]._get_today
        return SQL(
            EXPOSURE,
            condition=condition,
            without=without._origin.ids if without else [],
            companies=companies.ids,
            days=[get_today(company) for company in companies],
        )
