# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import SQL, format_date

from .distributor_commission_dispute_states import OPEN


class DistributorCommissionSettlement(models.Model):
    """A settlement passes by what is disputed."""

    _inherit = "distributor.commission.settlement"

    dispute_ids = fields.One2many(
        "distributor.commission.dispute", "settlement_id", "Disputes"
    )
    dispute_count = fields.Integer(
        "Open Disputes", compute="_compute_dispute_count", compute_sudo=True
    )

    @api.depends("dispute_ids.state")
    def _compute_dispute_count(self):
        groups = dict(
            self.env["distributor.commission.dispute"]._read_group(
                [("settlement_id", "in", self.ids), ("state", "in", OPEN)],
                ["settlement_id"],
                ["__count"],
            )
        )
        for settlement in self:
            settlement.dispute_count = groups.get(settlement, 0)

    @api.model
    def _get_frozen_sql(self):
        return SQL(
            """(%s OR entry.id IN (
                SELECT dispute.entry_id
                  FROM distributor_commission_dispute AS dispute
                 WHERE dispute.state IN %s AND dispute.entry_id IS NOT NULL
            ))""",
            super()._get_frozen_sql(),
            OPEN,
        )

    def _flush_for_settlement(self):
        self.env["distributor.commission.dispute"].flush_model(["entry_id", "state"])
        return super()._flush_for_settlement()

    def _has_open_dispute(self):
        """Return whether a disputed entry is still in it.

        What was taken out no longer keeps the rest from being paid.
        """
        if super()._has_open_dispute():
            return True
        # sudo: whether it can be confirmed does not depend on who may read disputes
        disputes = self.env["distributor.commission.dispute"].sudo()
        return bool(
            disputes.search_count(
                [
                    ("state", "in", OPEN),
                    ("entry_id.settlement_line_ids.settlement_id", "=", self.id),
                ],
                limit=1,
            )
        )

    def _get_dispute_closed(self):
        """Return why the distributor disputes none of its lines by itself any more."""
        self.ensure_one()
        names = {"settlement": self.name}
        if self.confirmed_by in ("distributor", "staff"):
            return self.env._(
                "%(settlement)s was confirmed on %(date)s, so its lines can no longer"
                " be disputed here. If one is not right after all, please tell us: we"
                " record it for you.",
                date=format_date(self.env, self.confirmed_date),
                **names,
            )
        deadline = self._get_confirm_deadline()
        if not deadline or deadline >= self.company_id._get_commission_today():
            return self.env._(
                "%(settlement)s counts as confirmed, so its lines can no longer be"
                " disputed here. If one is not right after all, please tell us: we"
                " record it for you.",
                **names,
            )
        return self.env._(
            "Lines of %(settlement)s could be disputed here until %(date)s. If one is"
            " not right after all, please tell us: we record it for you.",
            date=format_date(self.env, deadline),
            **names,
        )

    def action_view_disputes(self):
        """Open the disputes about entries of this settlement."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_commission_dispute.distributor_commission_dispute_action"
        )
        return dict(action, domain=[("settlement_id", "=", self.id)], context={})
