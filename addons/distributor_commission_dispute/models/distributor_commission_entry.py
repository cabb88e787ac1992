# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from .distributor_commission_decided_part import FOLLOWS
from .distributor_commission_dispute_states import OPEN


class DistributorCommissionEntry(models.Model):
    _name = "distributor.commission.entry"
    _inherit = [
        "distributor.commission.entry",
        "distributor.commission.decided.figures",
    ]

    dispute_ids = fields.One2many(
        "distributor.commission.dispute", "entry_id", "Disputes"
    )
    dispute_count = fields.Integer("Number of Disputes", compute="_compute_disputes")
    is_disputed = fields.Boolean(
        "Disputed", compute="_compute_disputes", search="_search_is_disputed"
    )

    @api.depends("dispute_ids.state")
    def _compute_disputes(self):
        for entry in self:
            # sudo: whether it is disputed is told to whoever may read the entry
            disputes = entry.sudo().dispute_ids
            entry.dispute_count = len(disputes)
            entry.is_disputed = any(dispute.state in OPEN for dispute in disputes)

    def _search_is_disputed(self, operator, value):
        if operator != "in":
            return NotImplemented
        how = "any" if True in value else "not any"
        return [("dispute_ids", how, [("state", "in", OPEN)])]

    @api.depends("dispute_ids.state")
    def _compute_waiting_text(self):
        return super()._compute_waiting_text()

    def _get_waiting_text(self):
        if not self.settlement_id and self.is_disputed:
            # sudo: the number is told to whoever may read the entry
            disputes = self.sudo().dispute_ids.filtered(lambda d: d.state in OPEN)
            return self.env._(
                "the decision about %(dispute)s by %(date)s",
                dispute=disputes[:1].name,
                date=format_date(self.env, disputes[:1].deadline),
            )
        return super()._get_waiting_text()

    def _get_dispute_deadline(self):
        """Return the last day on which the distributor may dispute it, or False."""
        settlement = self.settlement_id
        return settlement.state == "approved" and settlement._get_confirm_deadline()

    def _get_dispute_closed(self):
        """Return why the distributor can dispute it no longer by itself, or ""."""
        settlement = self.settlement_id
        if not settlement or settlement.state in ("draft", "reviewed"):
            return ""
        deadline = self._get_dispute_deadline()
        if deadline and deadline >= self.company_id._get_commission_today():
            return ""
        return settlement._get_dispute_closed()

    @api.depends("dispute_ids.state", "dispute_ids.deadline")
    def _compute_expected_date(self):
        return super()._compute_expected_date()

    def _get_expected_day(self):
        day = super()._get_expected_day()
        if not day or not self.is_disputed:
            return day
        # sudo: when it is decided is told to whoever may read the entry
        disputes = self.sudo().dispute_ids.filtered(lambda d: d.state in OPEN)
        return max(day, *disputes.mapped("deadline"))

    def _get_figures(self):
        """Extend: what was decided, and what is taken of it."""
        key = self.key or ""
        if key.startswith(FOLLOWS):
            return self._figure_followed()
        if not key.startswith("dispute:"):
            return self._figure_with_decided(super()._get_figures())
        return self._figure_part_of() if self.kind != "dispute" else self._figure_own()

    def _explain_reversal(self, names):
        """Extend: with what is taken of a decision about the sale."""
        figures = self._get_decided_names()
        if not (self.key or "").startswith("dispute:"):
            text = super()._explain_reversal(names)
            if not figures:
                return text
            return self.env._(
                "%(text)s That includes %(taken)s of the %(decided)s that was decided"
                " about it, for the %(percent)s %% of the sale that is credited.",
                text=text,
                **figures,
            )
        if not figures:
            return self.env._(
                "Credit note %(document)s takes back its part of what was decided for"
                " %(earner)s on “%(label)s”: %(amount)s.",
                **names,
            )
        return self.env._(
            "Credit note %(document)s takes back its part of the %(decided)s that was"
            " decided for %(earner)s on “%(label)s”: %(percent)s %% of the sale was"
            " credited, %(amount)s.",
            **{**names, **figures},
        )

    def _explain_payment(self, names):
        return self._explain_followed(names) or super()._explain_payment(names)

    def _explain_change(self, names):
        return self._explain_followed(names) or super()._explain_change(names)

    def _explain_followed(self, names):
        """Return how a decision followed its sale, or "" of another entry."""
        is_followed = (self.key or "").startswith(FOLLOWS)
        figures = self._get_decided_names() if is_followed else None
        if not figures:
            return ""
        names = {**names, **figures}
        if not self._is_decided_again():
            return self.env._(
                "%(decided)s was decided for %(earner)s on “%(label)s” of %(first)s. By"
                " %(date)s, %(percent)s %% of the sale that it is about was credited,"
                " not paid any more or not delivered any more; the decision goes with"
                " it, %(amount)s.",
                **names,
            )
        return self.env._(
            "%(decided)s was decided for %(earner)s on “%(label)s” of %(first)s. By"
            " %(date)s the sale that it is about came back but for %(percent)s %%, and"
            " the decision with it, %(amount)s.",
            **names,
        )

    def action_dispute(self):
        """Open the form that records what the distributor told us."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("distributor.distributor_group_user"):
            raise AccessError(
                self.env._("Only distribution users record what a distributor says.")
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_dispute.distributor_commission_dispute_open_action"
        )
        return dict(
            action,
            context={
                "default_distributor_id": self.beneficiary_id.id,
                "default_entry_id": self.id,
            },
        )

    def action_view_disputes(self):
        """Open the disputes about this entry."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_dispute.distributor_commission_dispute_action"
        )
        return dict(action, domain=[("entry_id", "=", self.id)], context={})
