# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.tools import format_date


class DistributorWalletLot(models.Model):
    """A reward with its own end: granted at once, used first come, first expired.

    The lots of a wallet add up to its balance. Only entries of the wallet move them.
    """

    _name = "distributor.wallet.lot"
    _description = "Reward"
    _inherit = [
        "distributor.searchable",
        "distributor.wallet.lot.booking",
        "distributor.wallet.lot.expiry",
        "distributor.wallet.lot.proof",
    ]
    _order = "expiry_date, id"  # the order of use; those without an end come last

    wallet_id = fields.Many2one(
        "distributor.wallet", required=True, index=True, ondelete="restrict"
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    grant_id = fields.Many2one(
        "distributor.wallet.grant",
        "Granted For",
        index="btree_not_null",
        ondelete="restrict",
    )
    program_id = fields.Many2one(
        related="grant_id.program_id", string="Programme", store=True, index=True
    )
    origin = fields.Char("Document", readonly=True)
    date = fields.Date("Granted On", required=True, readonly=True)
    expiry_date = fields.Date("Use Until", readonly=True, index=True)
    extended_date = fields.Date(
        "Returned After Its End",
        readonly=True,
        help="The reward had expired when it came back, and may be used for 30 days.",
    )
    amount = fields.Monetary("Granted", readonly=True)
    remaining = fields.Monetary(readonly=True)
    move_ids = fields.One2many(
        "distributor.wallet.lot.move", "lot_id", "Movements", readonly=True
    )
    reminded_days = fields.Integer("Reminded (days)", readonly=True, aggregator=None)
    state = fields.Selection(
        [("open", "To Use"), ("used", "Used Up"), ("expired", "Expired")],
        "Status",
        compute="_compute_state",
    )

    _grant_uniq = models.Constraint("UNIQUE (grant_id)", "A grant has one reward.")
    _remaining_check = models.Constraint(
        "CHECK (remaining >= 0)", "No more of a reward is used than is left."
    )

    @api.depends("program_id", "origin", "date", "expiry_date")
    def _compute_display_name(self):
        for lot in self:
            name = lot.program_id.name or lot.origin or self.env._("Reward")
            lot.display_name = self.env._(
                "%(name)s of %(date)s",
                name=name,
                date=format_date(self.env, lot.date) if lot.date else "",
            )

    @api.depends("remaining", "expiry_date")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for lot in self:
            ended = bool(lot.expiry_date and lot.expiry_date < today)
            is_empty = not lot.currency_id or lot.currency_id.is_zero(lot.remaining)
            lot.state = (
                "expired"
                if ended and (not is_empty or lot._has_expired_part())
                else "used"
                if is_empty
                else "open"
            )

    def _has_expired_part(self):
        return any(move.kind == "expire" for move in self.move_ids)
