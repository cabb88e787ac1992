# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from odoo.addons.distributor_commission.models.distributor_commission_recomputed import (  # noqa: E501
    Figure,
)

from .distributor_commission_dispute_states import OPEN


class DistributorCommissionEntry(models.Model):
    _inherit = "distributor.commission.entry"

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

    def _explain_reversal(self, names):
        """Extend: a decision about a sale that was credited before."""
        if not (self.key or "").startswith("dispute:"):
            return super()._explain_reversal(names)
        return self.env._(
            "Credit note %(document)s takes back its part of what was decided for"
            " %(earner)s on “%(label)s”: %(amount)s.",
            **names,
        )

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
        """Extend: a decided dispute comes to what was decided."""
        key = self.key or ""
        if not key.startswith("dispute:"):
            return super()._get_figures()
        if self.kind != "dispute":
            return []  # the part that a credit note takes of a decision
        # sudo: what was decided, for whoever may read the entry
        disputes = self.env["distributor.commission.dispute"].sudo()
        number = key.removeprefix("dispute:")
        dispute = disputes.browse(int(number) if number.isdigit() else 0).exists()
        if not dispute:
            return []
        ours, expected = (
            Decimal(str(dispute[name])) for name in ("entry_amount", "expected_amount")
        )
        # without what credit notes took of it since
        decided = Decimal(str(self.amount))
        return [
            Figure(self.env._("Our amount"), ours),
            Figure(self.env._("Expected"), expected),
            Figure(self.env._("Decided"), decided),
        ]

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
