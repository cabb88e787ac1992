# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL, format_date

# What the level of active distributors asks for and they have no valid paper of, the
# days of grace included. Whoever leaves is paid what is left, with or without papers.
LACKING = """
    SELECT who.id AS distributor, kind.id AS type,
           MAX(paper.date_expiry)
               FILTER (WHERE paper.state IN ('verified', 'expired')) AS expired,
           COALESCE(BOOL_OR(paper.state = 'submitted'), FALSE) AS handed_in
      FROM distributor_distributor AS who
      JOIN distributor_level_document_type_rel AS need ON need.level_id = who.level_id
      JOIN distributor_document_type AS kind ON kind.id = need.type_id AND kind.active
 LEFT JOIN distributor_document AS paper
        ON paper.distributor_id = who.id AND paper.type_id = kind.id
       AND paper.active AND paper.successor_id IS NULL
     WHERE who.company_id = ANY(%(companies)s)
       AND (%(ids)s::int[] IS NULL OR who.id = ANY(%(ids)s))
       AND who.state = 'active'
  GROUP BY who.id, kind.id
    HAVING COALESCE(
               MAX(COALESCE(paper.date_expiry, 'infinity'::date))
               FILTER (WHERE paper.state IN ('verified', 'expired')),
               '-infinity'::date)
               < %(today)s::date - COALESCE(kind.grace_days, 0)
  ORDER BY who.id, kind.sequence, kind.id
"""


class Obstacle(NamedTuple):
    """Why a distributor gets no settlement now.

    The text tells nobody's secrets; the reason is for those who settle.
    """

    kind: str  # "suspended", "hold", "document" or "wallet"
    plan: int | None  # None: all plans
    until: object  # last day, when it is known
    text: str
    reason: str


class DistributorCommissionObstacle(models.AbstractModel):
    """Finds what keeps distributors from being settled: the one place that says so.

    Whoever settles is told the reason. What entries and the portal show leaves out what
    staff noted of holds and suspensions, which finance reads elsewhere.
    """

    _name = "distributor.commission.obstacle"
    _description = "Obstacles to Settling"

    @api.model
    def _find_obstacles(self, distributors):
        """Return {distributor id: [Obstacle]} of those that are not settled today.

        Callers checked that the user may read what these distributors earned.
        """
        found = defaultdict(list)
        # sudo: what commission waits for is told to whoever may read the commission
        for company, own in distributors.sudo().grouped("company_id").items():
            self._add_obstacles(found, company, own)
        return found

    @api.model
    def _add_obstacles(self, found, company, distributors=None):
        """Add to {distributor id: [Obstacle]}; a hook.

        :param distributors: whom to look at; all of the company by default
        """
        self._add_suspended(found, company, distributors)
        self._add_holds(found, company, distributors)
        self._add_lacking(found, company, distributors)
        self._add_differing(found, company, distributors)

    def _add_suspended(self, found, company, distributors):
        if distributors is None:
            # sudo: the state of a distributor decides, whoever settles
            everybody = self.env["distributor.distributor"].sudo()
            distributors = everybody.with_context(active_test=False).search(
                [("company_id", "=", company.id), ("state", "=", "suspended")]
            )
        text = self.env._("the end of the suspension")
        for distributor in distributors:
            if distributor.state == "suspended":
                reason = self.env._("Suspended: %s", distributor.state_reason or "-")
                found[distributor.id].append(
                    Obstacle("suspended", None, None, text, reason)
                )

    def _add_holds(self, found, company, distributors):
        # sudo: that somebody is held is told to whoever may read the commission, and
        # why to whoever settles
        holds = self.env["distributor.commission.hold"].sudo()
        domain = [
            ("company_id", "=", company.id),
            *holds._get_domain_on(company._get_commission_today()),
        ]
        if distributors is not None:
            domain.append(("beneficiary_id", "in", distributors.ids))
        for hold in holds.search(domain, order="id"):
            found[hold.beneficiary_id.id].append(self._describe_hold(hold))

    def _describe_hold(self, hold):
        text = self.env._("the release of a hold")
        if hold.date_end:
            text = self.env._(
                "the end of a hold on %s", format_date(self.env, hold.date_end)
            )
        reason = self.env._("Held: %s", hold.reason)
        plan, end = hold.plan_id.id or None, hold.date_end or None
        return Obstacle("hold", plan, end, text, reason)

    def _add_lacking(self, found, company, distributors):
        lacking = self._get_lacking_papers(company, distributors)
        if not lacking:
            return
        # sudo: which plans ask for papers is told with what they wait for
        plans = self.env["distributor.commission.plan"].sudo()
        strict = plans.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("hold_documents", "=", True)]
        )
        for distributor, names in lacking.items() if strict else ():
            papers = ", ".join(names)
            text = self.env._("valid documents: %s", papers)
            reason = self.env._("Required documents: %s", papers)
            found[distributor.id] += [
                Obstacle("document", plan.id, None, text, reason) for plan in strict
            ]

    def _add_differing(self, found, company, distributors):
        """Add whose wallet and books differ.

        Of some distributors, as a page asks, only the figures that are kept are
        compared; whoever settles a company proves all of them from their items.
        """
        # sudo: the check needs no more rights than the settlement, and shows sums only
        wallets = self.env["distributor.wallet"].sudo()
        if distributors is None:
            rows = wallets._get_differences(company)
        else:
            rows = wallets._get_kept_differences(distributors)
        text = self.env._("the check of the deposit by finance")
        if not self.env.user.share:
            text = self.env._(
                "the wallet and the books to agree (finance corrects it: Money, Proof)"
            )
        for row in rows:
            distributor = wallets.browse(row["wallet"] or []).distributor_id
            if distributor:
                reason = self._describe_difference(distributor, row)
                found[distributor.id].append(
                    Obstacle("wallet", None, None, text, reason)
                )

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

    @api.model
    def _get_lacking_papers(self, company, distributors=None):
        """Return which required documents active distributors lack today.

        :param distributors: whom to look at; all of the company by default
        :return: {distributor: [name of the document and what is wrong with it]}
        """
        for model in ("distributor.document", "distributor.document.type"):
            self.env[model].flush_model()
        self.env["distributor.distributor"].flush_model(["level_id", "state"])
        self.env["distributor.level"].flush_model(["document_type_ids"])
        rows = self.env.execute_query_dict(
            SQL(
                LACKING,
                companies=company.ids,
                ids=None if distributors is None else distributors.ids,
                today=company._get_commission_today(),
            )
        )
        # sudo: the names of required documents are no secret
        types = self.env["distributor.document.type"].sudo()
        people = self.env["distributor.distributor"]
        lacking = defaultdict(list)
        types.browse({row["type"] for row in rows}).fetch(["name"])
        for row in rows:
            name = types.browse(row["type"]).name
            lacking[people.browse(row["distributor"])].append(
                self._describe_lacking(name, row)
            )
        return lacking

    def _describe_lacking(self, name, row):
        if row["handed_in"]:
            return self.env._("%s (handed in, being checked)", name)
        if row["expired"]:
            day = format_date(self.env, row["expired"])
            return self.env._("%(name)s (expired on %(day)s)", name=name, day=day)
        return self.env._("%s (missing)", name)
