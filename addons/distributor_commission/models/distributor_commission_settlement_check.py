# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError


class HoldReasons(dict):
    """Reasons by plan that a step with many settlements looked up once.

    It is handed on in the context, where nobody outside of this process can put one.
    """

    __hash__ = object.__hash__


class DistributorCommissionSettlementCheck(models.AbstractModel):
    """Says whom nothing is settled or paid for now, and why; the others go on."""

    _name = "distributor.commission.settlement.check"
    _description = "Holds Before Settling"
    _inherit = ["distributor.commission.obstacle"]

    @api.model
    def _get_hold_reasons(self, plan):
        """Return why distributors get no settlement of a plan now.

        Their entries wait, and go into the first settlement after the reason is gone.

        :param plan: distributor.commission.plan record
        :return: {distributor: [sentence]}
        """
        found = defaultdict(list)
        self._add_obstacles(found, plan.company_id)
        # sudo: why somebody is not settled may be read by whoever settles
        people = self.env["distributor.distributor"].sudo()
        reasons = {}
        for key, obstacles in found.items():
            own = [one.reason for one in obstacles if one.plan in (None, plan.id)]
            if own:
                reasons[people.browse(key)] = own
        return reasons

    def _look_up_holds(self):
        """Return the reasons for all plans of these settlements."""
        return HoldReasons({p: self._get_hold_reasons(p) for p in self.plan_id})

    def _check_holds(self):
        """Refuse to pay settlements of distributors that are held.

        :raise UserError: names the first of them and why
        """
        known = self.env.context.get("commission_hold_reasons")
        if not isinstance(known, HoldReasons):
            known = self._look_up_holds()
        for plan, settlements in self.grouped("plan_id").items():
            reasons = known[plan]
            for settlement in settlements:
                if texts := reasons.get(settlement.beneficiary_id):
                    raise UserError(
                        self.env._(
                            "%(name)s is not paid now. %(reasons)s",
                            name=settlement.name,
                            reasons=" ".join(texts),
                        )
                    )
