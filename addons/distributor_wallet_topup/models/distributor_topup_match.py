# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

CHOSEN = {"distributor_id", "topup_id", "purpose_id"}


class DistributorTopupMatch(models.Model):
    """Money that arrived at a bank, and the distributor it seems to come from.

    One for each incoming line of a bank statement. Booking turns the line's
    counterpart into the wallet's account, so that the bank's own entry credits the
    wallet and no other payment is made.
    """

    _name = "distributor.topup.match"
    _description = "Bank Line and Distributor"
    _inherit = ["distributor.searchable", "distributor.topup.matching"]
    _order = "score desc, id desc"
    _rec_name = "payment_ref"
    _check_company_auto = True

    statement_line_id = fields.Many2one(
        "account.bank.statement.line",
        "Bank Line",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="statement_line_id.company_id", store=True, index=True
    )
    journal_id = fields.Many2one(related="statement_line_id.journal_id")
    date = fields.Date(related="statement_line_id.date")
    payment_ref = fields.Char(related="statement_line_id.payment_ref")
    payer_name = fields.Char(compute="_compute_payer_name", compute_sudo=True)
    payer_account = fields.Char(related="statement_line_id.account_number")
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_amount", compute_sudo=True
    )
    amount = fields.Monetary(compute="_compute_amount", compute_sudo=True)
    is_reconciled = fields.Boolean(related="statement_line_id.is_reconciled")
    distributor_id = fields.Many2one(
        "distributor.distributor", index=True, check_company=True
    )
    topup_id = fields.Many2one(
        "distributor.topup",
        "Top-Up",
        index="btree_not_null",
        check_company=True,
        domain="[('distributor_id', '=', distributor_id),"
        " ('state', 'in', ('waiting', 'expired', 'cancelled'))]",
    )
    purpose_id = fields.Many2one(
        "distributor.wallet.purpose",
        check_company=True,
        domain="[('company_id', '=', company_id), ('refundable', '=', True)]",
        help="The deposit, unless something else is chosen.",
    )
    score = fields.Integer(readonly=True, aggregator=None, help="0 to 100.")
    reason = fields.Char("Why", readonly=True)
    automatic = fields.Boolean(readonly=True)
    state = fields.Selection(
        [("open", "To Decide"), ("booked", "Booked"), ("ignored", "Ignored")],
        "Status",
        default="open",
        required=True,
        readonly=True,
        index=True,
    )
    decided_uid = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_date = fields.Datetime("Decided On", readonly=True)

    _statement_line_uniq = models.Constraint(
        "UNIQUE (statement_line_id)", "Each bank line is decided once."
    )

    @api.depends("statement_line_id")
    def _compute_payer_name(self):
        for match in self:
            line = match.statement_line_id
            match.payer_name = line.partner_name or line.partner_id.name

    @api.depends("statement_line_id")
    def _compute_amount(self):
        for match in self:
            line = match.statement_line_id
            match.amount, match.currency_id = line._get_received()

    @api.onchange("distributor_id")
    def _onchange_distributor_id(self):
        if self.topup_id.distributor_id != self.distributor_id:
            self.topup_id = False

    def write(self, vals):
        if not self.env.su:
            if set(vals) - CHOSEN:
                raise AccessError(
                    self.env._("Only distributor, top-up and purpose are chosen.")
                )
            if any(match.state != "open" for match in self):
                raise UserError(
                    self.env._("Undo the decision on this bank line first.")
                )
        return super().write(vals)

    def _book(self):
        """Credit the wallet of the chosen distributor from the bank line.

        :raise UserError: nobody chosen, or the line was reconciled meanwhile
        """
        for match in self:
            match._check_bookable()
            topup = match.topup_id or self.env["distributor.topup"].sudo().create(
                match._prepare_topup_vals()
            )
            # what arrived decides the state of the top-up, see _follow
            match.topup_id = topup
            match.statement_line_id._book_on_wallet(topup.wallet_id)
            match.write({"state": "booked"})

    def _check_bookable(self):
        self.ensure_one()
        line = self.statement_line_id
        if self.state == "booked" or line.is_reconciled:
            raise UserError(
                self.env._(
                    "%s is reconciled already. Undo that first.",
                    line.payment_ref or line.display_name,
                )
            )
        if not self.distributor_id:
            raise UserError(
                self.env._(
                    "%s: choose the distributor it comes from.",
                    line.payment_ref or line.display_name,
                )
            )
        topup = self.topup_id
        if topup and topup.distributor_id != self.distributor_id:
            raise UserError(
                self.env._(
                    "%(topup)s belongs to %(owner)s, not to %(distributor)s.",
                    topup=topup.name,
                    owner=topup.distributor_id.display_name,
                    distributor=self.distributor_id.display_name,
                )
            )
        if topup and not topup.currency_id.is_zero(topup.amount_received):
            raise UserError(
                self.env._(
                    "%s was paid already. Leave the top-up empty: the money gets one of"
                    " its own.",
                    topup.name,
                )
            )
        if topup and topup.currency_id != self.currency_id:
            raise UserError(
                self.env._(
                    "%(topup)s is in %(currency)s. Leave the top-up empty: the money"
                    " goes to a wallet in its own currency.",
                    topup=topup.name,
                    currency=topup.currency_id.name,
                )
            )

    def _prepare_topup_vals(self):
        """Return the values of a top-up nobody asked for, so that it has a receipt."""
        self.ensure_one()
        company = self.company_id
        return {
            "distributor_id": self.distributor_id.id,
            "currency_id": self.currency_id.id,
            "purpose_id": (self.purpose_id or company._get_wallet_purpose()).id,
            "amount": self.amount,
            "from_bank": True,
        }

    def _reopen(self):
        """Put bank lines back on the list whose money left the wallet again."""
        for match in self:
            topup = match.topup_id
            match.write(
                {
                    "state": "open",
                    "automatic": False,
                    "topup_id": False if topup.from_bank else topup.id,
                }
            )

    def _check_finance(self):
        if not self.env.user.has_group("distributor.distributor_group_finance"):
            raise AccessError(self.env._("Only distribution finance books bank lines."))
        self.check_access("read")

    def action_accept(self):
        """Book the bank lines for the distributors that are chosen."""
        self._check_finance()
        # sudo: finance decides which wallet money from the bank belongs to
        self.sudo()._book()
        self._note_decision()

    def _note_decision(self):
        # sudo: the caller checked that the user is finance
        self.sudo().write(
            {"decided_uid": self.env.uid, "decided_date": fields.Datetime.now()}
        )

    def action_ignore(self):
        """Take bank lines that come from no distributor off the list."""
        self._check_finance()
        if any(match.state != "open" for match in self):
            raise UserError(self.env._("Only what is to decide can be ignored."))
        # sudo: checked to be finance
        self.sudo().state = "ignored"
        self._note_decision()

    def action_undo(self):
        """Put bank lines back on the list; what was credited leaves the wallet."""
        self._check_finance()
        # sudo: finance decides which wallet money from the bank belongs to
        for match in self.sudo():
            if match.state == "booked":
                match.statement_line_id.action_undo_reconciliation()
            match._reopen()
        self._note_decision()

    @api.model
    def action_match_again(self):
        """Look at all open bank lines again, as the scheduled job does."""
        self._check_finance()
        # sudo: checked to be finance; the lines are those of the user's companies
        lines = self.env["account.bank.statement.line"].sudo()
        lines._get_lines_to_match(self.env.companies)._match_top_ups()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
