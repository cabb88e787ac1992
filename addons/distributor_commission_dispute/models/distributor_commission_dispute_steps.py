# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError

from .distributor_commission_dispute_states import OPEN


class DistributorCommissionDisputeSteps(models.AbstractModel):
    """The steps of a dispute, behind an ``action_*`` that checks the user."""

    _name = "distributor.commission.dispute.steps"
    _description = "Steps of Disputes"

    def _review(self):
        """Note who looks into disputes.

        :raise UserError: when one is not new
        """
        self._check_step("open")
        self._freeze()
        # sudo: disputes are read-only for all; the caller checked the group
        self.sudo().write({"state": "review", "responsible_id": self.env.uid})
        self.sudo()._plan_activity()

    def _decide(self, outcome, note, amount=None, plan=None, allow_negative=False):
        """Decide, and write what the distributor gets.

        :param outcome: accepted, partial or refused
        :param note: the reason, told to the distributor
        :param amount: the adjustment of a partly accepted one; of an accepted one what
            was shown as still missing, which it gets
        :param plan: who pays when commission knows no such document
        :param allow_negative: whether an amount below zero is meant
        :raise UserError: decided already, by the user who opened it, without a reason,
            or with an amount that does not fit
        """
        self.ensure_one()
        self._check_step(*OPEN)
        self._check_four_eyes()
        note = (note or "").strip()
        if not note:
            raise UserError(
                self.env._("Write the reason: the distributor is told of it.")
            )
        # sudo: disputes are read-only for all; the caller checked the group
        dispute = self.sudo()
        vals = {"state": outcome}
        if outcome != "refused":
            vals |= dispute._carry_out(outcome, note, amount, plan, allow_negative)
        today = self.company_id._get_commission_today()
        dispute.write(
            {
                **vals,
                "decision": note,
                "decided_uid": self.env.uid,
                "decided_date": today,
            }
        )
        dispute._end()
        dispute._tell_distributor("decided")

    def _check_four_eyes(self):
        """Refuse a decision of the one who opened it on behalf of the distributor.

        :raise UserError: names the dispute
        """
        if self.user_id.id == self.env.uid:
            raise UserError(
                self.env._(
                    "You opened %s on behalf of the distributor: somebody else decides"
                    " it.",
                    self.name,
                )
            )

    def _carry_out(self, outcome, note, amount, plan, allow_negative):
        """Write the adjustment; return what the dispute notes of it."""
        if self.adjustment_id:
            raise UserError(self.env._("%s is decided already.", self.name))
        booking = self.env["distributor.commission.booking"]
        self.source_id = self._find_sale()
        booking._lock_source(self.source_id)
        self.invalidate_recordset(["missing", "written_since"])
        if outcome == "accepted":
            self._check_shown(amount)
            amount = self.missing
            if self._is_settled_already():
                return {"amount_decided": 0.0}
        amount = self.currency_id.round(amount or 0.0)
        self._check_amount(outcome, amount, allow_negative)
        self.source_id = self.source_id or self._create_source(plan)
        self.flush_recordset()
        credited = self._get_credited(amount)
        entry = booking._book_dispute(self, amount, f"{self.name}: {note}", credited)
        if not entry:
            raise UserError(self.env._("%s is decided already.", self.name))
        decided = self.currency_id.round(amount - float(credited))
        return {"amount_decided": decided, "adjustment_id": entry.id}

    def _check_shown(self, amount):
        """Refuse to pay another amount than the one that was shown.

        :param amount: what was shown as missing, or None
        :raise UserError: says what is missing now
        """
        if amount is None or not self.currency_id.compare_amounts(amount, self.missing):
            return
        raise UserError(
            self.env._(
                "Something was written for %(document)s meanwhile: %(missing)s is still"
                " missing. Please decide again.",
                document=self.document,
                missing=self.currency_id.format(self.missing),
            )
        )

    def _is_settled_already(self):
        """Return whether the distributor is right and has it already."""
        zero = self.currency_id.is_zero
        return zero(self.missing) and not zero(self.difference)

    def _check_amount(self, outcome, amount, allow_negative):
        """Refuse an amount that is no part of what is still missing.

        :raise UserError: says which amounts are possible
        """
        compare = self.currency_id.compare_amounts
        if not compare(amount, 0):
            raise UserError(
                self.env._("This decision changes no amount: refuse it instead.")
            )
        if amount < 0 and not allow_negative:
            raise UserError(
                self.env._(
                    "%(amount)s takes money from %(distributor)s. Confirm that you mean"
                    " it.",
                    amount=self.currency_id.format(amount),
                    distributor=self.distributor_id.display_name,
                )
            )
        too_much = (
            outcome == "partial"
            and self.difference * amount > 0
            and compare(abs(amount), abs(self.missing)) >= 0
        )
        if too_much and self.currency_id.is_zero(self.missing):
            raise UserError(
                self.env._(
                    "Nothing is missing any more of what %(document)s should earn."
                    " Accept the dispute, or refuse it.",
                    document=self.document,
                )
            )
        if too_much:
            raise UserError(
                self.env._(
                    "A part is less than the %s that is still missing. Accept the"
                    " dispute to grant all of it.",
                    self.currency_id.format(self.missing),
                )
            )

    def _create_source(self, plan):
        """Make the document of a decision about one that commission does not know."""
        plan = (plan or self._get_default_plan()).sudo()
        if not plan or plan.company_id != self.company_id:
            raise UserError(
                self.env._("Choose the plan that pays for %s.", self.document)
            )
        today = self.company_id._get_commission_today()
        return self.env["distributor.commission.source"].create(
            {
                "company_id": self.company_id.id,
                "currency_id": self.currency_id.id,
                "event": "dispute",
                "plan_id": plan.id,
                "date": today,
                "document": self.document,
                "release_date": today,
                "open": True,
                "key": f"dispute:{self.id}",
            }
        )

    def _get_default_plan(self):
        """Return the plan of the sale, or the only one of the company."""
        plans = self.source_id.plan_id
        if not plans:
            plans = self.env["distributor.commission.plan"].search(
                [("company_id", "=", self.company_id.id)], limit=2
            )
        return plans if len(plans) == 1 else plans.browse()

    def _withdraw(self):
        """Drop disputes; the entries are settled again.

        :raise UserError: when one is decided
        """
        self._check_step(*OPEN)
        # sudo: disputes are read-only for all; the caller checked the user
        self.sudo().write({"state": "withdrawn"})
        self.sudo()._end()

    def _withdraw_by_distributor(self, user):
        """Drop a dispute for its distributor, as it says in the portal.

        The caller checks that the user works for the distributor.

        :param user: res.users record
        :raise UserError: when it is decided
        """
        self.ensure_one()
        dispute = self.with_user(user).sudo()
        dispute._withdraw()
        dispute.message_post(
            body=self.env._("Withdrawn by %s.", user.name),
            author_id=user.partner_id.id,
        )

    def _end(self):
        """Close what reminded of disputes; their entries may be settled now."""
        self._clear_activities()
        self.entry_id.invalidate_recordset(
            ["is_disputed", "waiting_text", "expected_date"]
        )
