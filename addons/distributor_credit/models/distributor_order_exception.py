# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .distributor_credit_override import FINANCE

AMOUNTS = ("credit_exceeded", "credit_overdue", "credit_room", "credit_used")


class DistributorOrderException(models.Model):
    """Adds one kind: the order goes beyond the credit, or something is overdue."""

    _inherit = "distributor.order.exception"

    kind = fields.Selection(
        selection_add=[("credit", "Credit exceeded")],
        ondelete={"credit": "cascade"},
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    credit_exceeded = fields.Monetary(readonly=True)
    credit_overdue = fields.Monetary(readonly=True)
    credit_room = fields.Monetary("Credit", readonly=True)
    credit_used = fields.Monetary(readonly=True)

    def _get_sentence(self):
        if self.kind != "credit":
            return super()._get_sentence()
        text = self.env["sale.order"]._get_credit_sentence(
            self.distributor_id,
            {name: self[name] for name in AMOUNTS},
        )
        if self.reopened:
            text += " " + self.env._("The order changed after it was approved.")
        return text

    def _may_decide(self):
        if self.kind != "credit":
            return super()._may_decide()
        return self.env.user.has_group(FINANCE)

    def _get_desk_buttons(self):
        buttons = super()._get_desk_buttons()
        if self.kind == "credit":
            buttons += self.order_id._get_credit_buttons()
        return buttons

    def _get_changes(self, vals):
        changes = super()._get_changes(vals)
        if self.kind != "credit":
            return changes
        currency = self.currency_id
        if self.state == "approved" and "state" not in changes:
            if not self._is_beyond_approval(vals):
                return changes
            changes.update(self._prepare_reopen_vals(vals["policy"]))
        for name in AMOUNTS:
            if currency.compare_amounts(self[name], vals[name]):
                changes[name] = vals[name]
        return changes

    def _is_beyond_approval(self, vals):
        """Tell whether more is asked than was approved, or the approval has ended."""
        more = self.currency_id.compare_amounts(
            vals["credit_exceeded"], self.credit_exceeded
        )
        if more > 0 or (vals["credit_overdue"] and not self.credit_overdue):
            return True
        overrides = self.order_id.credit_override_ids.filtered(
            lambda o: o.state in ("approved", "ended")
        )
        return bool(overrides) and not any(overrides.mapped("is_active"))

    def _decide(self, state, note):
        """Credit is decided by finance, as an override for this order alone."""
        credit = self.filtered(lambda row: row.kind == "credit")
        if credit:
            credit._decide_credit(state, note)
        if rest := self - credit:
            return super(DistributorOrderException, rest)._decide(state, note)
        return None

    def _decide_credit(self, state, note):
        self.order_id.check_access("read")
        if not self.env.user.has_group(FINANCE):
            raise AccessError(
                self.env._("Only distribution finance decides on credit exceeded.")
            )
        for one in self:
            one._check_decidable()
            order = one.order_id.sudo()
            if (
                state == "approved"
                and self.env.user in order.create_uid | order.user_id
            ):
                raise UserError(
                    self.env._(
                        "Order %s is yours: another person of finance approves its"
                        " credit.",
                        order.name,
                    )
                )
        # sudo: group, access to the orders and who asks were checked above
        self.sudo().write(
            {
                "state": state,
                "reopened": False,
                "note": note,
                "user_id": self.env.uid,
                "decided_date": fields.Datetime.now(),
            }
        )
        self._log_decision(state, note)

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
        today = order.distributor_id._get_today(order.company_id)
        days = order.company_id.credit_override_days
        old = order.credit_override_ids.filtered(lambda o: o.state == "approved")
        old._end(self.env._("Decided anew"))
        asker = order.create_uid if order.create_uid != self.user_id else order.user_id
        override = old.create(
            {
                "distributor_id": order.distributor_id.id,
                "order_id": order.id,
                "amount": self.credit_exceeded,
                "passes_overdue": True,
                "date_start": today,
                "date_end": fields.Date.add(today, days=days),
                "reason": self.sentence,
                "requester_id": asker.id,
            }
        )
        override._set_state(
            "approved", "approve", self.note, self.user_id or self.env.user
        )

    def _check_decidable(self):
        if self.kind == "credit" and not self.distributor_id:
            raise UserError(self.env._("The order has no distributor any more."))
        return super()._check_decidable()
