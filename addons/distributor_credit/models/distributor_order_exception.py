# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import float_repr

from odoo.addons.distributor.models.group_names import FINANCE

AMOUNTS = ("credit_exceeded", "credit_overdue", "credit_room", "credit_used")


class DistributorOrderException(models.Model):
    """Adds one kind: the order goes beyond the credit, or something is overdue."""

    _inherit = "distributor.order.exception"

    kind = fields.Selection(
        selection_add=[("credit", "Credit exceeded")],
        ondelete={"credit": "cascade"},
    )
    credit_exceeded = fields.Monetary(readonly=True)
    credit_overdue = fields.Monetary(readonly=True)
    credit_room = fields.Monetary("Credit", readonly=True)
    credit_used = fields.Monetary(readonly=True)
    grant_amount = fields.Monetary(
        "Approved Amount", readonly=True, help="What may be owed beyond the limit."
    )
    grant_until = fields.Date("Approved Until", readonly=True)
    grant_overdue = fields.Boolean("Although Overdue", readonly=True)
    grant_round = fields.Integer(
        readonly=True,
        groups="base.group_system",
        help="How often an approval of this ended before the order was confirmed.",
    )

    def _get_sentence(self):
        if self.kind != "credit":
            return super()._get_sentence()
        text = self.env["sale.order"]._get_credit_sentence(
            self.distributor_id,
            self._get_amounts(),
        )
        if self.reopened:
            text += " " + self.env._("The order changed after it was approved.")
        return text

    def _get_upline_sentence(self):
        """Extend: what a distributor owes is nothing for its upline."""
        if self.kind != "credit":
            return super()._get_upline_sentence()
        return self.env._("The order goes beyond the credit of the distributor.")

    def _get_approval_bound(self):
        """Extend: an approval ends with the override it made, and covers no more."""
        if self.kind != "credit":
            return super()._get_approval_bound()
        if self.state == "approved":
            return (self.grant_round,)
        currency = self.currency_id
        exceeded = Decimal(float_repr(self.credit_exceeded, currency.decimal_places))
        return (self.grant_round, exceeded, int(self.credit_overdue > 0))

    def _get_decider_group(self):
        return FINANCE if self.kind == "credit" else super()._get_decider_group()

    def _get_desk_buttons(self):
        buttons = super()._get_desk_buttons()
        if self.kind == "credit":
            buttons += self.order_id._get_credit_buttons()
        return buttons

    def _get_changes(self, vals):
        if self.kind != "credit":
            return super()._get_changes(vals)
        # neither ship-to nor products matter: an approval is for an amount
        names = ("policy", "date", "fingerprint")
        changes = {name: vals[name] for name in names if self[name] != vals[name]}
        for name in AMOUNTS:
            if self.currency_id.compare_amounts(self[name], vals[name]):
                changes[name] = vals[name]
        ended = self.state == "approved" and self._is_beyond_approval(vals)
        if ended or "policy" in changes:
            changes.update(self._prepare_reopen_vals(vals["policy"]))
        return changes

    def _is_beyond_approval(self, vals):
        """Tell whether what was approved does not cover this, or has ended."""
        return not self.order_id._is_covered(vals)

    def _prepare_reopen_vals(self, policy):
        vals = super()._prepare_reopen_vals(policy)
        if self.kind == "credit":
            vals.update(grant_amount=0.0, grant_until=False, grant_overdue=False)
            vals["grant_round"] = self.grant_round + (self.state == "approved")
        return vals

    # the decision

    def _check_decider(self, state):
        """Extend: credit is decided by finance, on the order of somebody else."""
        credit = self.filtered(lambda row: row.kind == "credit")
        if rest := self - credit:
            super(DistributorOrderException, rest)._check_decider(state)
        if not credit:
            return
        credit.order_id.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(
                self.env._("Only distribution finance decides on credit exceeded.")
            )
        # sudo: access to the orders was checked above
        for order in credit.order_id.sudo():
            own = self.env.user in order.create_uid | order.user_id
            if own and state == "approved":
                raise UserError(
                    self.env._(
                        "Order %s is yours: another person of finance approves its"
                        " credit.",
                        order.name,
                    )
                )

    def _get_credit_terms(self):
        """Return the override that an approval of this makes: what was chosen for it,
        else what is exceeded, for the days that the company says.

        :return: dict of amount, passes_overdue and date_end
        """
        self.ensure_one()
        # sudo: the terms of an order are known to whoever decides on it
        company = self.order_id.sudo().company_id
        today = self.distributor_id._get_today(company)
        until = fields.Date.add(today, days=company.credit_override_days)
        return {
            "amount": max(self.grant_amount, self.credit_exceeded),
            "passes_overdue": self.grant_overdue or self.credit_overdue > 0,
            "date_end": max(self.grant_until or until, today),
        }

    def _set_credit_terms(self, amount, until, passes_overdue):
        """Choose the terms of the override before this is approved, by finance.

        :param amount: what may be owed beyond the limit, in the company's currency
        :param until: last day of the override
        :param passes_overdue: whether invoices may be overdue
        :raise AccessError, UserError: not finance, or the terms do not cover the order
        """
        self.ensure_one()
        if not self.env.user.has_group(FINANCE):
            raise AccessError(
                self.env._("Only distribution finance sets the terms of an override.")
            )
        order = self.order_id
        override = self.env["distributor.credit.override"].new(
            {
                "distributor_id": self.distributor_id.id,
                "amount": amount,
                "passes_overdue": passes_overdue,
            }
        )
        if not override._covers(self._get_amounts()):
            raise UserError(
                self.env._(
                    "This does not let order %(order)s pass: %(sentence)s Approve as"
                    " much, or refuse.",
                    order=order.name,
                    sentence=self.sentence,
                )
            )
        if not until or until < self.distributor_id._get_today(self.company_id):
            raise UserError(
                self.env._("Order %s: the override cannot end in the past.", order.name)
            )
        # sudo: finance was checked above
        self.sudo().write(
            {
                "grant_amount": amount,
                "grant_until": until,
                "grant_overdue": passes_overdue,
            }
        )

    def _get_amounts(self):
        return {name: self[name] for name in AMOUNTS}

    def write(self, vals):
        """Whoever approves, the approval becomes an override for that order."""
        result = super().write(vals)
        if vals.get("state") == "approved":
            for one in self.filtered(lambda row: row.kind == "credit"):
                one._grant_override()
        return result

    def _grant_override(self):
        """Note what was approved as an override for this order, until its last day."""
        self.ensure_one()
        # sudo: the approval was checked by whoever wrote it
        order = self.order_id.sudo()
        old = order.credit_override_ids.filtered(lambda o: o.state == "approved")
        asker = order.create_uid if order.create_uid != self.user_id else order.user_id
        override = old.create(
            {
                "distributor_id": order.distributor_id.id,
                "order_id": order.id,
                "date_start": order.distributor_id._get_today(order.company_id),
                "reason": self.sentence,
                "requester_id": asker.id,
                **self._get_credit_terms(),
            }
        )
        override._set_state(
            "approved", "approve", self.note, self.user_id or self.env.user
        )
        # only now: without any override the order would be asked about again
        old._end(self.env._("Decided anew"))
        order.message_post(
            body=self.env._("Credit override of this order: %s.", override.display_name)
        )

    def _check_decidable(self):
        if self.kind == "credit" and not self.distributor_id:
            raise UserError(self.env._("The order has no distributor any more."))
        return super()._check_decidable()
