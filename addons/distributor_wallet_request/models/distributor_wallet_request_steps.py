# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.distributor.models.group_names import FINANCE, MANAGER

from .distributor_wallet_request import OPEN

ACTIVITY = "distributor_wallet_request.mail_activity_type_approve"


class DistributorWalletRequest(models.AbstractModel):
    """The steps of a request, from asking to its end."""

    _inherit = "distributor.wallet.request"

    def action_submit(self):
        """Ask for what was prepared; its money is held from now on."""
        self.check_access("write")
        self._submit()
        return True

    def action_approve(self):
        """Approve, by somebody who neither wrote it nor approved it before."""
        self._approve()
        return True

    def action_refuse(self):
        """Ask for the reason of a refusal."""
        self.ensure_one()
        self._check_approver()
        return self._open_reason(self.env._("Refuse"))

    def action_cancel(self):
        """Take a request back before it is carried out."""
        self.check_access("read")
        for request in self:
            own = self.env.user in request.editor_ids | request.requester_id
            if not (own or self.env.user.has_group(FINANCE)):
                raise AccessError(
                    self.env._(
                        "%s is cancelled by who asked for it or by finance.",
                        request.display_name,
                    )
                )
        self._cancel()
        return True

    def _open_reason(self, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "distributor.wallet.request.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    def _submit(self):
        """Ask for these drafts and hold their money; callers checked the access.

        :raise UserError: not a draft, not possible, or the wallet is short
        """
        self._check_step("draft")
        self.env["distributor.wallet"]._lock(self.wallet_id)
        for request in self.sorted(lambda r: (r.wallet_id.id, r.id)):
            request._check_request()
            # sudo: the caller checked the access, this step its state and content
            request.sudo().write(
                {
                    "state": "submitted",
                    "requester_id": self.env.uid,
                    "editor_ids": [fields.Command.link(self.env.uid)],
                    "hold_id": request._hold().id,
                    "submitted_date": request._get_today(),
                    **request._prepare_submit_vals(),
                }
            )
            request.sudo()._plan_activity()

    def _prepare_submit_vals(self):
        """Return what else is noted when it is asked for."""
        return {}

    def _check_request(self):
        """Refuse what cannot be asked for, naming why; hook of each kind."""
        self.ensure_one()

    def _get_hold_vals(self):
        """Return (amount, kind) of what the wallet holds for this request."""
        self.ensure_one()
        return self.amount, "freeze"

    def _hold(self):
        amount, kind = self._get_hold_vals()
        holds = self.env["distributor.wallet.hold"]
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            return holds
        # sudo: the caller checked the request; the wallet follows it
        wallet = self.wallet_id.sudo()
        return holds._place(wallet, amount, kind=kind, origin=self.name)

    def _approve(self):
        """Approve these requests as the current user.

        :raise UserError: the user wrote it or approved it before
        """
        self._check_approver()
        self._check_step("submitted", "half")
        self.env["distributor.wallet"]._lock(self.wallet_id)
        for request in self.sorted(lambda r: (r.wallet_id.id, r.id)):
            request._check_four_eyes()
            request._check_approval()
            first = not request.first_approver_id
            prefix = "first" if first else "second"
            last = request._approvals == (1 if first else 2)
            # sudo: group, state and four eyes were checked above
            request = request.sudo()
            request.write(
                {
                    "state": "approved" if last else "half",
                    f"{prefix}_approver_id": self.env.uid,
                    f"{prefix}_approved_date": fields.Datetime.now(),
                }
            )
            request.activity_unlink([ACTIVITY])
            if last:
                request._carry_out()
            else:
                request._plan_activity()

    def _check_approver(self):
        self.check_access("read")
        user = self.env.user
        if not (user.has_group(FINANCE) or user.has_group(MANAGER)):
            raise AccessError(
                self.env._("Only distribution finance and managers approve requests.")
            )

    @api.depends_context("uid")
    @api.depends(
        "state", "editor_ids", "requester_id", "first_approver_id", "wallet_id"
    )
    def _compute_may_approve(self):
        user = self.env.user
        decides = user.has_group(FINANCE) or user.has_group(MANAGER)
        for request in self:
            waits = request.state in ("submitted", "half")
            request.may_approve = (
                decides and waits and not request._get_approval_refusal()
            )

    def _check_four_eyes(self):
        """Refuse a person who counts already, and a pair without finance."""
        if refusal := self._get_approval_refusal():
            raise UserError(refusal)

    def _get_approval_refusal(self):
        """Return why the current user is not the next to approve, or False."""
        self.ensure_one()
        # sudo: compares persons; the right to approve is checked by the callers
        request, user = self.sudo(), self.env.user
        if user in request.editor_ids | request.requester_id:
            return self.env._(
                "You wrote or asked for %s yourself: somebody else has to approve it.",
                request.display_name,
            )
        if user == request.first_approver_id:
            return self.env._(
                "You approved %s already: the second approval is by somebody else.",
                request.display_name,
            )
        last = self._approvals == 1 or request.first_approver_id
        approvers = request.first_approver_id | user
        if last and not any(approver.has_group(FINANCE) for approver in approvers):
            return self.env._(
                "%s needs the approval of distribution finance.", request.display_name
            )
        return False

    def _check_approval(self):
        """Refuse an approval that comes too early; hook of each kind."""
        self.ensure_one()

    def _carry_out(self):
        """Do what was approved, in the transaction of the last approval; hook."""
        self.ensure_one()

    def _refuse(self, reason):
        """Refuse with a reason the distributor reads; what was held is free again."""
        self._check_approver()
        self._check_step(*OPEN)
        if not (reason or "").strip():
            raise UserError(self.env._("Say why it is refused."))
        self._end("refused", refusal_reason=reason.strip())

    def _cancel(self):
        """Take requests back; callers checked who may."""
        self._check_step("draft", *OPEN)
        self._end("cancelled")

    def _end(self, state, **vals):
        # sudo: callers checked access and state
        requests = self.sudo()
        self.env["distributor.wallet"]._lock(requests.wallet_id)
        requests._check_step("draft", *OPEN)
        requests.hold_id._release()
        requests.write({"state": state, **vals})
        requests.activity_unlink([ACTIVITY])

    def _capture_hold(self):
        """Use up what was held, right before its money leaves in this transaction."""
        self.ensure_one()
        # sudo: called while an approved request is carried out
        hold = self.hold_id.sudo()
        if hold.state == "open":
            hold._move(0.0, captured=hold.remaining)

    def _on_entry_undone(self):
        """Follow the undoing of the journal entry that carried this out; hook."""

    def _get_today(self):
        return self.sudo().distributor_id._get_today(self.company_id)

    def _get_reviewers(self):
        """Return who may approve next, finance first: nobody who is involved yet."""
        self.ensure_one()
        involved = self.editor_ids | self.requester_id | self.first_approver_id
        # sudo: only finds whom to remind
        users = self.env.ref(FINANCE).sudo().all_user_ids
        if self.first_approver_id in users:  # then a manager may be the second
            users |= self.env.ref(MANAGER).sudo().all_user_ids
        return (users - involved).filtered(
            lambda u: u.active
            and not u.share
            and self.company_id in u.company_ids
            and u.id != self.env.ref("base.user_root").id
        )

    def _plan_activity(self):
        for request in self:
            for user in request._get_reviewers()[:1]:
                told = request.with_context(lang=user.lang)
                told.activity_schedule(
                    ACTIVITY,
                    request._get_activity_date(),
                    summary=told.env._("Approve %s", request.name),
                    user_id=user.id,
                )

    def _get_activity_date(self):
        return fields.Date.add(self._get_today(), days=2)
