# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError

# what a grant was made for; only the amounts change later
FINAL = {"program_id", "entry_id", "wallet_id"}


class DistributorWalletGrant(models.Model):
    """What a programme granted for one top-up, and what it took back of it.

    It exists from the top-up on, also when no step is reached yet, because that money
    counts for the next step.
    """

    _name = "distributor.wallet.grant"
    _description = "Reward Granted for a Top-Up"
    _inherit = "distributor.searchable"
    _order = "id desc"
    _rec_name = "program_id"

    program_id = fields.Many2one(
        "distributor.wallet.program",
        "Programme",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    entry_id = fields.Many2one(
        "distributor.wallet.entry",
        "Top-Up",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    wallet_id = fields.Many2one(
        "distributor.wallet",
        "Topped Up",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    reward_wallet_id = fields.Many2one(
        "distributor.wallet",
        "Granted On",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    distributor_id = fields.Many2one(
        related="wallet_id.distributor_id", store=True, index=True
    )
    company_id = fields.Many2one(related="wallet_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="wallet_id.currency_id", store=True)
    date = fields.Date(related="entry_id.date", store=True)
    basis = fields.Monetary("Received", related="entry_id.amount")
    amount = fields.Monetary("Granted", readonly=True, default=0.0)
    taken = fields.Monetary("Taken Back", readonly=True, default=0.0)
    owed = fields.Monetary(
        "To Deduct",
        readonly=True,
        default=0.0,
        help="To be taken back, but used already: deducted from the next rewards.",
    )
    expired = fields.Monetary(
        "Expired First",
        readonly=True,
        default=0.0,
        help="The part of what is taken back that had expired before, unused.",
    )
    net = fields.Monetary("Earned", compute="_compute_net")
    lot_ids = fields.One2many(
        "distributor.wallet.lot", "grant_id", "Reward", readonly=True
    )
    remaining = fields.Monetary("Left", compute="_compute_remaining")
    expiry_date = fields.Date("Use Until", compute="_compute_remaining")

    _once_uniq = models.Constraint(
        "UNIQUE (program_id, entry_id)", "A programme rewards a top-up once."
    )
    _amounts_check = models.Constraint(
        "CHECK (amount >= 0 AND taken >= 0 AND owed >= 0 AND taken + owed <= amount)",
        "No more of a reward is taken back than was granted.",
    )

    @api.depends("amount", "taken", "owed")
    def _compute_net(self):
        for grant in self:
            grant.net = grant.amount - grant.taken - grant.owed

    @api.depends("lot_ids.remaining", "lot_ids.expiry_date")
    def _compute_remaining(self):
        for grant in self:
            grant.remaining = sum(grant.lot_ids.mapped("remaining"))
            grant.expiry_date = grant.lot_ids[:1].expiry_date

    def write(self, vals):
        if FINAL & set(vals):
            raise UserError(self.env._("What a reward was granted for is final."))
        return super().write(vals)

    @api.model
    def _count(self, program, entry):
        """Note that a top-up counts for a programme, once."""
        return self.search(
            [("program_id", "=", program.id), ("entry_id", "=", entry.id)]
        ) or self.create(
            {
                "program_id": program.id,
                "entry_id": entry.id,
                "wallet_id": entry.wallet_id.id,
            }
        )

    def _give(self, amount):
        """Grant an amount: what was still to be deducted is forgiven first."""
        self.ensure_one()
        currency = self.currency_id
        forgiven = min(self.owed, amount)
        self.owed = currency.round(self.owed - forgiven)
        amount = currency.round(amount - forgiven)
        if currency.is_zero(amount):
            return
        self._ensure_reward_wallet()
        lot = self._ensure_lot(amount)
        self.amount = currency.round(self.amount + amount)
        self.reward_wallet_id._post_reward(
            "reward", {lot: amount}, self._get_label(), self._get_booking_date()
        )
        self._deduct_from(lot)

    def _ensure_reward_wallet(self):
        if not self.reward_wallet_id:
            purpose = self.company_id._get_wallet_purpose("reward")
            self.reward_wallet_id = self.wallet_id._get_or_create(
                self.distributor_id, self.currency_id, purpose
            )

    def _ensure_lot(self, amount):
        if not self.lot_ids:
            days = self.program_id.validity_days
            start = self._get_booking_date()
            lots = self.env["distributor.wallet.lot"]
            end = days and fields.Date.add(start, days=days)
            lots.create(
                {
                    "wallet_id": self.reward_wallet_id.id,
                    "grant_id": self.id,
                    "origin": self.entry_id.origin,
                    "date": start,
                    "expiry_date": lots._get_usable_end(end),
                    "amount": amount,
                }
            )
        return self.lot_ids

    def _get_label(self):
        lang = self.distributor_id.partner_id.lang
        name = self.program_id.with_context(lang=lang).name
        return f"{name}: {self.entry_id.origin or self.date}"

    def _get_booking_date(self):
        """Return the day of the top-up, or today when its period is locked."""
        date = self.entry_id.date
        journal = self.company_id._get_reward_journal()
        if self.company_id._get_violated_lock_dates(date, False, journal):
            return fields.Date.context_today(self)
        return date

    def _deduct_from(self, lot):
        """Take what other grants still owe from a reward that was just granted."""
        owing = self.search(
            [
                ("reward_wallet_id", "=", self.reward_wallet_id.id),
                ("owed", ">", 0),
                ("id", "!=", self.id),
            ],
            order="id",
        )
        for grant in owing:
            grant._take_back(lot)

    def _owe(self, amount):
        """Note an amount to take back; what expired unused is gone already."""
        self.ensure_one()
        currency = self.currency_id
        lost = -sum(
            move.amount for move in self.lot_ids.move_ids if move.kind == "expire"
        )
        part = max(0.0, min(amount, currency.round(lost - self.expired)))
        self.write(
            {
                "expired": currency.round(self.expired + part),
                "taken": currency.round(self.taken + part),
                "owed": currency.round(self.owed + amount - part),
            }
        )

    def _recover(self):
        """Take back what is to be deducted, as far as it has come back meanwhile."""
        for grant in self.filtered(lambda g: g.owed > 0).sorted("id"):
            for lot in grant.lot_ids:
                grant._take_back(lot)

    def _take_back(self, lot):
        """Take what is owed from a lot: nothing that is used, held or frozen."""
        currency = self.currency_id
        wallet = self.reward_wallet_id
        part = min(self.owed, lot.remaining, wallet._get_takeable())
        if currency.compare_amounts(part, 0) <= 0:
            return
        self.owed = currency.round(self.owed - part)
        self.taken = currency.round(self.taken + part)
        wallet._post_reward(
            "clawback", {lot: part}, self._get_label(), fields.Date.context_today(self)
        )

    @api.model
    def _get_owing(self):
        """Return the grants of which something is still to be taken back."""
        return self.search([("owed", ">", 0)])

    @api.model
    def _cron_recover(self):
        """Take back what was held or frozen and is free again, wallet by wallet."""
        cron = self.env["ir.cron"]
        wallets = self._get_owing().grouped("reward_wallet_id")
        cron._commit_progress(remaining=len(wallets))
        for wallet, grants in wallets.items():
            wallet._lock(wallet)
            grants._recover()
            if not cron._commit_progress(1):
                break
