# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount


class DistributorApplicationApproval(models.AbstractModel):
    """Who ends each step, and what has to be true before.

    Nobody gains anything here: no step makes an entry of money for anybody.
    """

    _name = "distributor.application.approval"
    _description = "Approval of Applications"

    def _compute_deposit_paid(self):
        for application in self:
            # sudo: a sum of payments of this applicant, for who reads its application
            payments = application.sudo()._get_deposit_payments()
            application.deposit_paid = sum(
                payment.currency_id._convert(
                    payment.amount,
                    application.company_id.currency_id,
                    application.company_id,
                    payment.date,
                )
                for payment in payments
            )

    # the upline

    def action_accept_for_upline(self):
        """Record that the upline accepted, when it said so outside the portal."""
        self._check_group("manager", self.env._("accepts for an upline"))
        for application in self:
            # sudo: manager and write access were checked
            application.sudo()._finish_step("upline")
        return True

    def _accept_by_upline(self):
        """The upline accepts. It gains nothing from it, now or later."""
        self._finish_step("upline")

    def _decline_by_upline(self, reason):
        """The upline declines, with a reason that the applicant reads."""
        self._check_in_step("upline")
        self._refuse(reason)

    # the brand

    def action_verify(self):
        """The brand verifies: somebody of the distribution group who did not invite."""
        self._check_group("user", self.env._("verifies applications"))
        for application in self:
            application._check_not_inviter()
            # sudo: group, write access and four eyes were checked
            own = application.sudo()
            own._check_in_step("brand")
            own._find_duplicates()
            own._check_duplicates()
            own._check_documents()
            own._sync_distributor()
            own._finish_step("brand")
        return True

    def _check_not_inviter(self):
        if self.env.user == self.invitation_id.inviter_id:
            raise UserError(
                self.env._(
                    "You invited %s: somebody else of the distribution group verifies.",
                    self.display_name,
                )
            )

    def _check_duplicates(self):
        """Refuse an exact duplicate, and likely ones that nobody looked at."""
        reasons = dict(
            self.duplicate_ids._fields["kind"]._description_selection(self.env)
        )
        for duplicate in self.duplicate_ids.filtered(lambda d: not d.is_dismissed):
            other = duplicate.distributor_id or duplicate.other_id
            values = {
                "application": self.display_name,
                "reason": reasons[duplicate.kind],
                "other": other.display_name,
            }
            if duplicate.is_blocking:
                raise UserError(
                    self.env._(
                        "%(application)s: %(reason)s as %(other)s. Refuse it, or"
                        " correct what is wrong.",
                        **values,
                    )
                )
            raise UserError(
                self.env._(
                    "%(application)s: %(reason)s as %(other)s. Say in the list of"
                    " duplicates why it is another company.",
                    **values,
                )
            )

    def _check_documents(self):
        if missing := self.distributor_id._get_missing_document_types():
            raise UserError(
                self.env._(
                    "%(application)s: verify these documents first: %(types)s.",
                    application=self.display_name,
                    types=", ".join(missing.mapped("name")),
                )
            )

    # contract and deposit

    def action_confirm_contract(self):
        """The contract is signed."""
        self._check_group("user", self.env._("confirms contracts"))
        for application in self:
            # sudo: group and write access were checked
            application.sudo()._confirm_contract()
        return True

    def _confirm_contract(self):
        self.ensure_one()
        self._check_in_step("contract")
        today = fields.Date.context_today(self)
        if not self.distributor_id._get_contract(today):
            raise UserError(
                self.env._(
                    "%s has no signed contract that holds today. Make one on the"
                    " distributor and sign it.",
                    self.distributor_id.display_name,
                )
            )
        self._finish_step("contract")

    def _get_deposit_payments(self):
        """Return the posted payments of the applicant that count as its deposit."""
        self.ensure_one()
        step = self._get_step("deposit")
        payments = self.env["account.payment"]
        if step.state == "done" or not self.distributor_id:
            return step.payment_ids
        domain = [
            ("partner_id", "child_of", self.distributor_id.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("payment_type", "=", "inbound"),
            ("state", "in", ("in_process", "paid")),
        ]
        if "distributor_wallet_id" in payments._fields:
            # where deposits are kept in wallets, that is where this one goes
            domain.append(("distributor_wallet_id", "!=", False))
        return payments.search(domain)

    def action_confirm_deposit(self):
        """Finance confirms that the deposit is paid."""
        self._check_group("finance", self.env._("confirms deposits"))
        for application in self:
            # sudo: group and write access were checked
            application.sudo()._confirm_deposit()
        return True

    def _confirm_deposit(self):
        self.ensure_one()
        self._check_in_step("deposit")
        currency = self.company_id.currency_id
        if currency.compare_amounts(self.deposit_paid, self.deposit_required) < 0:
            raise UserError(
                self.env._(
                    "%(application)s: %(paid)s of %(required)s is paid. Register and"
                    " post the missing payment of %(partner)s first.",
                    application=self.display_name,
                    paid=format_amount(self.env, self.deposit_paid, currency),
                    required=format_amount(self.env, self.deposit_required, currency),
                    partner=self.distributor_id.partner_id.display_name,
                )
            )
        self._get_step("deposit").payment_ids = self._get_deposit_payments()
        self._finish_step("deposit")

    # activation

    def action_activate(self):
        """A manager activates the distributor; its contact gets the portal."""
        self.check_access("write")
        for application in self:
            application._check_in_step("activation")
            distributor = application.distributor_id
            if blockers := distributor._get_activation_blockers():
                raise UserError("\n".join([f"{distributor.display_name}:", *blockers]))
            distributor.action_activate()
        return True

    def _on_activated(self):
        """Close the application of a distributor that is active now."""
        for application in self:
            application._finish_step("activation")
            application._grant_portal_access()

    def _grant_portal_access(self):
        """Invite the contact into the portal, by the stock mail.

        :return: the user of the contact; none if its e-mail has another login already
        """
        self.ensure_one()
        contact = self.contact_id
        if contact.user_ids:
            return contact.user_ids[:1]
        users = self.env["res.users"].with_context(active_test=False)
        if users.search_count([("login", "=ilike", self.email)], limit=1):
            self.message_post(
                body=self.env._(
                    "%s has a login already, so no invitation was sent. Link that login"
                    " to this distributor.",
                    self.email,
                )
            )
            return users.browse()
        wizard = (
            self.env["portal.wizard"]
            .with_company(self.company_id)
            .create({"partner_ids": [fields.Command.set(contact.ids)]})
        )
        wizard.user_ids.with_company(self.company_id).action_grant_access()
        return contact.user_ids

    # refusal

    def action_refuse(self):
        """Ask for the reason of a refusal."""
        self._check_group("user", self.env._("refuses applications"))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refuse"),
            "res_model": "distributor.application.bulk",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_operation": "refuse",
                "default_application_ids": self.ids,
            },
        }

    def _get_group_name(self, group):
        # sudo: the name of a group, for a message
        return self.env.ref(f"distributor.distributor_group_{group}").sudo().full_name

    def _check_group(self, group, what):
        """Check write access and the group that a step belongs to."""
        self.check_access("write")
        if not self.env.user.has_group(f"distributor.distributor_group_{group}"):
            raise AccessError(
                self.env._(
                    "Only the group %(group)s %(what)s.",
                    group=self._get_group_name(group),
                    what=what,
                )
            )
