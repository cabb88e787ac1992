# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class DistributorContract(models.Model):
    """The steps of a contract: signed, renewed, ended, and what follows its end."""

    _inherit = "distributor.contract"

    def action_sign(self):
        """Record that both sides signed."""
        self._check_manager()
        self._check_step("draft")
        for contract in self:
            if not contract.attachment_ids:
                raise UserError(
                    self.env._("Attach the signed file to %s first.", contract.name)
                )
        # sudo: manager, access and state were checked above; every contract counts
        self.sudo()._check_overlap()
        self.sudo().write(
            {
                "state": "signed",
                "date_signed": fields.Date.context_today(self),
                "signer_id": self.env.uid,
            }
        )
        for contract in self.sudo():
            contract.previous_id._clear_expiry_activities()
        return True

    def action_end(self):
        """Ask for the day and the reason of an early end."""
        self.ensure_one()
        self._check_manager()
        self._check_step("signed")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("End Contract"),
            "res_model": "distributor.contract.end",
            "view_mode": "form",
            "target": "new",
            "context": {"default_contract_id": self.id},
        }

    def action_renew(self):
        """Open the wizard that renews these contracts."""
        self._check_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renew Contracts"),
            "res_model": "distributor.contract.renew",
            "view_mode": "form",
            "target": "new",
            "context": {"default_contract_ids": self.ids},
        }

    def _end(self, date, reason):
        """End signed contracts early; the given day is their last one."""
        self._check_manager()
        self._check_step("signed")
        today = fields.Date.context_today(self)
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the contract ends."))
        for contract in self:
            if date < today or (contract.date_end and date > contract.date_end):
                raise UserError(
                    self.env._(
                        "%(contract)s can end on a day from today on, and not after"
                        " its last day.",
                        contract=contract.name,
                    )
                )
        self._clear_expiry_activities()
        # sudo: manager, access, state and day were checked above
        self.sudo().write(
            {"state": "ended", "date_ended": date, "end_reason": reason.strip()}
        )

    def _expire(self):
        # sudo: called by the scheduled job for contracts whose last day is over
        self.sudo().write({"state": "ended"})

    def _renew(self, months=0):
        """Return the draft that follows this contract.

        :param months: length of the new one; 0 for the length of this one
        :raise UserError: names the contract and why it is not renewed
        """
        self.ensure_one()
        self._check_manager()
        reason = self._get_renewal_obstacle()
        if reason:
            raise UserError(reason)
        start = fields.Date.add(self.date_end, days=1)
        if months:
            end = start + relativedelta(months=months, days=-1)
        else:
            length = relativedelta(start, self.date_start)
            end = start + length - relativedelta(days=1)
        # sudo: manager and access were checked above; the link is not for users
        return (
            self.sudo()
            .create(
                {
                    "distributor_id": self.distributor_id.id,
                    "date_start": start,
                    "date_end": end,
                    "notice_days": self.notice_days,
                    "signatory": self.signatory,
                    "terms": self.terms,
                    "previous_id": self.id,
                }
            )
            .sudo(self.env.su)
        )

    def _get_renewal_obstacle(self):
        """Return why this contract is not renewed, or None."""
        self.ensure_one()
        if self.state == "draft":
            return self.env._("%s is not signed yet.", self.name)
        if self.date_ended:
            return self.env._("%s was ended early: make a new contract.", self.name)
        if not self.date_end:
            return self.env._("%s runs until further notice.", self.name)
        if self.renewal_id:
            return self.env._(
                "%(contract)s is renewed by %(renewal)s already.",
                contract=self.name,
                renewal=self.renewal_id.name,
            )
        if self.distributor_id.state in ("terminating", "terminated"):
            return self.env._(
                "%(contract)s: %(distributor)s is leaving.",
                contract=self.name,
                distributor=self.distributor_id.display_name,
            )
        return None

    def _check_manager(self):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(
            "distributor.distributor_group_manager"
        ):
            raise AccessError(
                self.env._("Only a distribution manager signs, ends and renews.")
            )

    def _remind(self, today):
        """Do not remind of a contract whose renewal is signed; just end it."""
        renewed = self.filtered(
            lambda c: any(r.state == "signed" for r in c.renewal_ids)
        )
        for contract in renewed:
            if contract.date_end < today:
                contract._expire()
            contract.reminded_days = 0
        return super(DistributorContract, self - renewed)._remind(today)

    def _is_blocking(self, date):
        """Tell whether orders of a day are refused because this was the last one."""
        self.ensure_one()
        company = self.company_id
        return (
            company.distributor_contract_policy == "block"
            and fields.Date.add(
                self.date_last, days=company.distributor_contract_grace_days
            )
            < date
        )

    def _get_expiry_sentence(self, date):
        """Return what the end of this contract means on a day, if it has ended."""
        self.ensure_one()
        if not self.date_last or self.date_last >= date:
            return ""
        company = self.company_id
        grace = company.distributor_contract_grace_days
        values = {
            "contract": self.name,
            "distributor": self.distributor_id.display_name,
            "date": format_date(self.env, self.date_last),
            "stop": format_date(
                self.env, fields.Date.add(self.date_last, days=grace + 1)
            ),
        }
        if self._is_blocking(date):
            return self.env._(
                "Contract %(contract)s of %(distributor)s: valid until %(date)s, so"
                " orders are blocked. Renew it and have it signed.",
                **values,
            )
        if company.distributor_contract_policy == "block":
            return self.env._(
                "Contract %(contract)s of %(distributor)s: valid until %(date)s. Orders"
                " are blocked from %(stop)s unless a new one is signed.",
                **values,
            )
        return self.env._(
            "Contract %(contract)s of %(distributor)s: valid until %(date)s. Renew it.",
            **values,
        )
