# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class DistributorCommissionSettlementStep(models.AbstractModel):
    """The steps of a settlement, behind an ``action_*`` that checks the user."""

    _name = "distributor.commission.settlement.step"
    _description = "Steps of a Settlement"

    def _review(self):
        """Note who compared the drafts with what was sold.

        :raise UserError: when one is in another state
        """
        self._check_step("draft")
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write(
            {
                "state": "reviewed",
                "reviewed_uid": self.env.uid,
                "reviewed_date": fields.Datetime.now(),
            }
        )

    def _approve(self):
        """Let somebody who did not review them release settlements.

        From now on the distributor sees them, and may object until the deadline.

        :raise UserError: when one is in another state, or was reviewed by this user
        """
        self._check_step("reviewed")
        self._check_four_eyes()
        for plan, settlements in self.grouped("plan_id").items():
            today = plan.company_id._get_commission_today()
            # sudo: settlements are read-only for all; the caller checked the group
            settlements.sudo().write(
                {
                    "state": "approved",
                    "approved_uid": self.env.uid,
                    "approved_date": fields.Datetime.now(),
                    "confirm_deadline": today + relativedelta(days=plan.confirm_days),
                }
            )
            if not plan.confirm_days:
                settlements._confirm("deadline")

    def _check_four_eyes(self):
        """Refuse the approval of one's own review.

        :raise UserError: names the settlement
        """
        own = self.filtered(lambda s: s.reviewed_uid.id == self.env.uid)
        if own and not self.env.su:
            raise UserError(
                self.env._(
                    "You reviewed %(name)s: somebody else approves it.",
                    name=own[0].name,
                )
            )

    def _send_back(self):
        """Make settlements drafts again, for another look.

        :raise UserError: when one is in another state
        """
        self._check_step("reviewed", "approved")
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write(
            {
                "state": "draft",
                "reviewed_uid": False,
                "reviewed_date": False,
                "approved_uid": False,
                "approved_date": False,
                "confirm_deadline": False,
            }
        )

    def _confirm(self, confirmed_by):
        """Note that nobody objects; what has nothing to pay is closed.

        :param confirmed_by: a key of the field of this name
        :raise UserError: when one is in another state, or a dispute is open
        """
        self._check_step("approved")
        for settlement in self:
            if settlement._has_open_dispute():
                raise UserError(
                    self.env._(
                        "A dispute about %(name)s is open: decide it first.",
                        name=settlement.name,
                    )
                )
        values = {
            "confirmed_by": confirmed_by,
            "confirmed_uid": self.env.uid,
            "confirmed_date": fields.Datetime.now(),
        }
        # sudo: settlements are read-only for all; the caller checked the user
        payable = self.sudo().filtered(lambda s: s.outcome == "bill")
        payable.write({"state": "confirmed", **values})
        (self.sudo() - payable).write({"state": "closed", **values})

    def _get_confirm_deadline(self):
        """Return the last day to object (date), or False when there is none yet."""
        self.ensure_one()
        return self.confirm_deadline

    def _confirm_by_distributor(self, user):
        """Confirm a settlement for its distributor.

        The caller checks that the user works for the distributor.

        :param user: res.users record
        :raise UserError: when it is in another state, or a dispute is open
        """
        self.ensure_one()
        confirming = self.with_user(user).sudo()
        confirming._confirm("distributor")
        confirming.message_post(
            body=self.env._("Confirmed by %s.", user.name),
            author_id=user.partner_id.id,
        )

    def _has_open_dispute(self):
        """Return whether the distributor objected and nobody decided yet; a hook."""
        self.ensure_one()
        return False

    @api.model
    def _get_silent_domain(self, company):
        """Return the domain of what nobody objected to until the deadline."""
        return [
            ("company_id", "=", company.id),
            ("state", "=", "approved"),
            ("confirm_deadline", "<", company._get_commission_today()),
        ]

    def _confirm_silent(self):
        """Confirm what nobody objected to in time, and say so."""
        settlements = self.filtered(lambda s: not s._has_open_dispute())
        settlements._confirm("deadline")
        settlements._message_log_batch(
            bodies={
                settlement.id: self.env._(
                    "Nobody objected until %s, so it counts as confirmed.",
                    fields.Date.to_string(settlement.confirm_deadline),
                )
                for settlement in settlements
            }
        )

    def _close(self):
        """Lock paid settlements: neither they nor their bills change any more.

        :raise UserError: when one is not paid
        """
        self._check_step("paid")
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write({"state": "closed"})

    def _set_payout(self, payout):
        """Choose how settlements are paid, until there is a bill.

        :param payout: a key of the field
        :raise UserError: when one is billed
        """
        self._check_step("draft", "reviewed", "approved", "confirmed")
        # sudo: settlements are read-only for all; the caller checked the group
        self.sudo().write({"payout": payout})

    def _cancel(self):
        """Free the entries for another settlement; what is cancelled stays as it is.

        :raise UserError: when its bill is posted, it is closed, or was carried on
        """
        # sudo: settlements are read-only for all; the caller checked the group
        settlements = self.sudo().filtered(lambda s: s.state != "cancel")
        for settlement in settlements:
            settlement._check_cancel()
        settlements.bill_id.filtered(lambda b: b.state == "draft").button_cancel()
        settlements._release_entries()

    def _cancel_reversed(self):
        """Cancel settlements whose bill a vendor credit note takes back as a whole.

        Their entries are payable again, in another settlement.
        """
        for settlement in self:
            credits = settlement.bill_id._get_reversing_moves()
            settlement._message_log(
                body=self.env._(
                    "Bill %(bill)s was reversed by %(credits)s, so this settlement is"
                    " cancelled. Its entries are payable again: settle the month once"
                    " more, or leave them to the next settlement.",
                    bill=settlement.bill_id.name,
                    credits=", ".join(credits.mapped("name")),
                )
            )
            settlement.reversed_date = max(
                [settlement.bill_id.date, *credits.mapped("date")]
            )
        self._release_entries()

    def _release_entries(self):
        """Let entries and what was brought forward go into another settlement."""
        self.carried_from_ids.write({"carried_to_id": False})
        self._free(self.line_ids)
        self.write({"state": "cancel"})

    def _check_cancel(self):
        if self.carried_to_id:
            raise UserError(
                self.env._(
                    "%(name)s was carried into %(next)s: cancel that one first.",
                    name=self.name,
                    next=self.carried_to_id.name,
                )
            )
        if self.bill_id.state == "posted":
            raise UserError(
                self.env._(
                    "%(name)s is billed with %(bill)s, which is posted. Set the"
                    " bill back to draft first.",
                    name=self.name,
                    bill=self.bill_id.name,
                )
            )
        if self.state == "closed" and self.outcome == "bill":
            raise UserError(
                self.env._("%(name)s is closed and stays as it is.", name=self.name)
            )

    def _take_out(self, lines):
        """Take lines out of settlements that are not billed, as for a dispute.

        The entries wait, and the totals are those of the other lines.

        :param lines: settlement lines of these settlements
        :raise UserError: when one is billed
        """
        self._check_step("draft", "reviewed", "approved", "confirmed")
        settlements = lines.settlement_id & self
        for settlement in settlements:
            if settlement.carried_to_id:
                settlement._check_cancel()
        self._free(lines.filtered(lambda line: line.settlement_id in settlements))
        settlements._sum_up()
        settlements._end_without_payment()

    def _end_without_payment(self):
        """Close confirmed settlements that have nothing to pay any more, and say why.

        A total that is carried is taken up by the next settlement.

        :return: the settlements that were closed
        """
        ended = self.filtered(lambda s: s.state == "confirmed" and s.outcome != "bill")
        # sudo: settlements are read-only for all; callers checked who may change them
        ended.sudo().write({"state": "closed"})
        bodies = {settlement.id: settlement._describe_end() for settlement in ended}
        ended._message_log_batch(bodies=bodies)
        return ended

    def _describe_end(self):
        """Return why a confirmed settlement is closed without a payment."""
        if self.outcome == "none":
            return self.env._(
                "Nothing is left to pay after lines were taken out, so it is closed."
            )
        total = self.currency_id.format(self.amount_total)
        if self.amount_total < 0:
            return self.env._(
                "After lines were taken out its total is %(total)s, below zero. It is"
                " closed, and the total is carried into the next settlement.",
                total=total,
            )
        return self.env._(
            "After lines were taken out its total is %(total)s, below the minimum of"
            " %(minimum)s. It is closed, and the total is carried into the next"
            " settlement.",
            total=total,
            minimum=self.currency_id.format(self.amount_minimum),
        )
