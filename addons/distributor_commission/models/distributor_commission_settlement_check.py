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
        """Return why distributors get no settlement of a plan now; a hook.

        Their entries wait, and go into the first settlement after the reason is gone.
        What each of them says of it, comes from `_find_obstacles`, which has to follow.

        :param plan: distributor.commission.plan record
        :return: {distributor: [sentence]}
        """
        reasons = defaultdict(list)
        for distributor in self._get_suspended(plan.company_id):
            reasons[distributor].append(
                self.env._("Suspended: %s", distributor.state_reason or "-")
            )
        # sudo: why somebody is not settled may be read by whoever settles
        holds = self.env["distributor.commission.hold"].sudo()
        for hold in holds.search(holds._get_current_domain(plan)):
            reasons[hold.beneficiary_id].append(self.env._("Held: %s", hold.reason))
        if plan.hold_documents:
            for distributor, names in self._get_lacking_papers(plan.company_id).items():
                reasons[distributor].append(
                    self.env._("Required documents: %s", ", ".join(names))
                )
        for distributor, row in self._get_differing(plan.company_id).items():
            reasons[distributor].append(self._describe_difference(distributor, row))
        return dict(reasons)

    @api.model
    def _get_suspended(self, company):
        # sudo: the state of a distributor decides, whoever settles
        return (
            self.env["distributor.distributor"]
            .sudo()
            .with_context(active_test=False)
            .search([("company_id", "=", company.id), ("state", "=", "suspended")])
        )

    @api.model
    def _get_differing(self, companies):
        """Return {distributor: difference} of those whose wallet and books differ.

        :return: the values are those of ``distributor.wallet._get_differences``
        """
        # sudo: the check needs no more rights than the settlement, and shows sums only
        wallets = self.env["distributor.wallet"].sudo()
        found = wallets._get_differences(companies)
        return {
            wallets.browse(row["wallet"]).distributor_id: row
            for row in found
            if row["wallet"]
        }

    @api.model
    def _describe_difference(self, distributor, row):
        return self.env._(
            "Wallet and books differ: %(code)s (%(balance).2f / %(ledger).2f"
            " %(currency)s). Correct this first, see Money, Proof.",
            code=distributor.code,
            balance=row["balance"],
            ledger=row["ledger"],
            currency=row["currency"],
        )

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
