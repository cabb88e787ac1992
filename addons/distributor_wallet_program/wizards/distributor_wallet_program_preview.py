# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Command

from ..engine import replay


class DistributorWalletProgramPreview(models.TransientModel):
    """Shows what a programme would have granted on top-ups of the past.

    Nothing is granted: the engine runs on what was received then.
    """

    _name = "distributor.wallet.program.preview"
    _description = "Preview of a Top-Up Programme"

    program_id = fields.Many2one(
        "distributor.wallet.program", "Programme", required=True, readonly=True
    )
    currency_id = fields.Many2one(related="program_id.currency_id")
    date_start = fields.Date(
        "Received From", required=True, default=lambda self: self._default_start()
    )
    date_end = fields.Date(
        "Received Until", required=True, default=lambda self: self._default_end()
    )
    line_ids = fields.One2many(
        "distributor.wallet.program.preview.line",
        "preview_id",
        "Distributors",
        compute="_compute_line_ids",
        store=True,
    )
    received = fields.Monetary(compute="_compute_totals")
    reward = fields.Monetary("Would Be Granted", compute="_compute_totals")
    share = fields.Float("Reward (%)", compute="_compute_totals")

    _period_check = models.Constraint(
        "CHECK (date_end >= date_start)", "The period ends after it begins."
    )

    @api.model
    def _default_start(self):
        """Return the first day of the last quarter."""
        month = fields.Date.context_today(self).replace(day=1)
        return month - relativedelta(months=(month.month - 1) % 3 + 3)

    @api.model
    def _default_end(self):
        return self._default_start() + relativedelta(months=3, days=-1)

    @api.depends("program_id", "date_start", "date_end")
    def _compute_line_ids(self):
        for preview in self:
            preview.line_ids = [
                Command.clear(),
                *map(Command.create, preview._prepare_lines()),
            ]

    @api.depends("line_ids")
    def _compute_totals(self):
        for preview in self:
            preview.received = sum(preview.line_ids.mapped("received"))
            preview.reward = sum(preview.line_ids.mapped("reward"))
            preview.share = (
                100 * preview.reward / preview.received if preview.received else 0.0
            )

    def _prepare_lines(self):
        """Return the values of one line for each distributor that topped up then."""
        self.ensure_one()
        program = self.program_id
        if not program or not self.date_start or not self.date_end:
            return []
        domain = [
            ("wallet_id.purpose_id", "=", program.purpose_id.id),
            ("wallet_id.currency_id", "=", program.currency_id.id),
            ("date", ">=", self.date_start),
            ("date", "<=", self.date_end),
            ("kind", "not in", ("capture", "refund")),
        ]
        if program.level_ids:
            domain.append(("wallet_id.level_id", "in", program.level_ids.ids))
        entries = self.env["distributor.wallet.entry"].search(
            domain, order="wallet_id, sequence"
        )
        lines = []
        for wallet, booked in entries.grouped("wallet_id").items():
            counting = {e.id for e in booked if e.kind == "topup" and e.amount > 0}
            result = replay(program._get_terms(), program._get_events(booked, counting))
            if result.counted:
                lines.append(
                    {
                        "distributor_id": wallet.distributor_id.id,
                        "received": float(result.counted),
                        "reward": float(result.earned),
                    }
                )
        return sorted(lines, key=lambda line: (-line["reward"], -line["received"]))


class DistributorWalletProgramPreviewLine(models.TransientModel):
    _name = "distributor.wallet.program.preview.line"
    _description = "Line of a Preview of a Top-Up Programme"

    preview_id = fields.Many2one(
        "distributor.wallet.program.preview", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="preview_id.currency_id")
    distributor_id = fields.Many2one("distributor.distributor", readonly=True)
    received = fields.Monetary(readonly=True)
    reward = fields.Monetary("Would Be Granted", readonly=True)
