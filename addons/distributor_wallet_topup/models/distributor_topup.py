# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .topup_reference import make_reference

MAX_OPEN = 20
GUARDED = {
    "name",
    "state",
    "amount_received",
    "amount_refunded",
    "date_paid",
    "balance_after",
    "paid_by",
    "wallet_id",
    "from_bank",
}
FINAL = {"distributor_id", "company_id", "currency_id", "purpose_id", "amount"}


class DistributorTopup(models.Model):
    """What a distributor wants to pay ahead, and what became of it."""

    _name = "distributor.topup"
    _description = "Distributor Top-Up"
    _inherit = [
        "distributor.searchable",
        "distributor.topup.steps",
        "distributor.topup.booking",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(
        "Reference",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env._("New"),
        help="The distributor writes it on the transfer; it finds the payment.",
    )
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    partner_id = fields.Many2one(related="distributor_id.partner_id")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        index=True,
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        compute="_compute_currency_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    purpose_id = fields.Many2one(
        "distributor.wallet.purpose",
        required=True,
        compute="_compute_purpose_id",
        store=True,
        readonly=False,
        precompute=True,
        check_company=True,
        ondelete="restrict",
        domain="[('company_id', '=', company_id), ('refundable', '=', True)]",
    )
    wallet_id = fields.Many2one(
        "distributor.wallet", readonly=True, copy=False, ondelete="restrict"
    )
    amount = fields.Monetary("Requested", required=True, tracking=True)
    amount_received = fields.Monetary("Received", readonly=True, copy=False)
    amount_refunded = fields.Monetary("Refunded", readonly=True, copy=False)
    balance_after = fields.Monetary(
        readonly=True,
        copy=False,
        aggregator=None,
        help="The balance of the wallet when the money was credited.",
    )
    expiry_date = fields.Date(
        "Valid Until",
        copy=False,
        help="Afterwards it is not offered any more; money that still arrives with its"
        " reference is credited.",
    )
    date_paid = fields.Date("Received On", readonly=True, copy=False)
    paid_by = fields.Selection(
        [("transfer", "Bank Transfer"), ("online", "Online Payment")],
        readonly=True,
        copy=False,
    )
    from_bank = fields.Boolean(
        readonly=True,
        copy=False,
        help="Nobody asked for it: money arrived without a reference and finance found"
        " its distributor.",
    )
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("paid", "Paid"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
            ("refunded", "Refunded"),
        ],
        "Status",
        default="waiting",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    payment_ids = fields.One2many("account.payment", "distributor_topup_id")
    transaction_ids = fields.One2many("payment.transaction", "distributor_topup_id")
    match_ids = fields.One2many("distributor.topup.match", "topup_id")
    problem = fields.Char(
        compute="_compute_problem",
        store=True,
        compute_sudo=True,
        help="Why an online payment was not booked by itself.",
    )
    is_processing = fields.Boolean(
        compute="_compute_is_processing",
        compute_sudo=True,
        help="A provider has not said yet whether an online payment succeeded.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE (name)", "Each top-up has a reference of its own."
    )
    _amount_check = models.Constraint(
        "CHECK (amount > 0)", "The amount of a top-up is more than zero."
    )

    @api.depends("distributor_id")
    def _compute_company_id(self):
        for topup in self:
            topup.company_id = topup.distributor_id.company_id

    @api.depends("company_id")
    def _compute_currency_id(self):
        for topup in self:
            if not topup.currency_id:
                topup.currency_id = topup.company_id.currency_id

    @api.depends("company_id")
    def _compute_purpose_id(self):
        for topup in self:
            if topup.company_id and topup.purpose_id.company_id != topup.company_id:
                topup.purpose_id = topup.company_id._get_wallet_purpose()

    @api.depends("transaction_ids.distributor_topup_problem")
    def _compute_problem(self):
        for topup in self:
            problems = topup.transaction_ids.mapped("distributor_topup_problem")
            topup.problem = " ".join(filter(None, problems)) or False

    @api.depends("transaction_ids.state", "transaction_ids.is_post_processed")
    def _compute_is_processing(self):
        for topup in self:
            topup.is_processing = any(
                tx.state in ("pending", "authorized")
                and tx.operation != "refund"
                or tx.state == "done"
                and not tx.is_post_processed
                for tx in topup.transaction_ids
            )

    @api.constrains("purpose_id")
    def _check_purpose_id(self):
        for topup in self:
            if not topup.purpose_id.refundable:
                raise ValidationError(
                    self.env._(
                        "%(topup)s: %(purpose)s is granted, not paid. Choose the"
                        " deposit or the bond.",
                        topup=topup.name,
                        purpose=topup.purpose_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        today = fields.Date.context_today(self)
        if not self.env.su:
            vals_list = [
                {name: vals[name] for name in vals if name not in GUARDED}
                for vals in vals_list
            ]
        names = self._make_references(len(vals_list))
        for vals, name in zip(vals_list, names, strict=True):
            vals["name"] = name
        topups = super().create(vals_list)
        for topup in topups:
            # here already: two payments at once must not make the wallet both
            # sudo: the wallet of a request follows from it; nobody else writes it
            topup.sudo().wallet_id = self.env["distributor.wallet"]._get_or_create(
                topup.distributor_id, topup.currency_id, topup.purpose_id
            )
            # sudo: how long a request is valid is set-up of the company
            days = topup.company_id.sudo().distributor_topup_days
            if days and not topup.expiry_date:
                topup.sudo().expiry_date = fields.Date.add(today, days=days)
        return topups

    def _make_references(self, count):
        """Return new references that no top-up has."""
        names = set()
        while len(names) < count:
            names |= {make_reference() for _index in range(count - len(names))}
            # sudo: a reference is taken whoever may see it
            taken = self.sudo().search_fetch([("name", "in", list(names))], ["name"])
            names -= set(taken.mapped("name"))
        return list(names)

    def write(self, vals):
        if GUARDED & set(vals) and not self.env.su:
            raise AccessError(self.env._("A top-up follows the money by itself."))
        if FINAL & set(vals):
            raise UserError(
                self.env._(
                    "%s was issued with its amount and distributor. Cancel it and ask"
                    " for another.",
                    ", ".join(self.mapped("name")),
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("The reference of a top-up may be on its way: cancel it.")
        )

    @api.model
    def _request(self, distributor, amount, currency=None, purpose=None):
        """Issue a top-up for a distributor.

        :param purpose: distributor.wallet.purpose; the deposit by default
        :raise UserError: amount not positive, too many are open, or not a purpose of
            this company that is paid for
        """
        company = distributor.company_id
        currency = currency or company.currency_id
        amount = currency.round(amount)
        if currency.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("The amount of a top-up is more than zero."))
        # sudo: callers checked that they may pay for this distributor
        topups = self.sudo()
        waiting = [("distributor_id", "=", distributor.id), ("state", "=", "waiting")]
        if topups.search_count(waiting, limit=MAX_OPEN) >= MAX_OPEN:
            raise UserError(
                self.env._(
                    "%(count)s top-ups of %(distributor)s wait already. Pay or cancel"
                    " one first.",
                    count=MAX_OPEN,
                    distributor=distributor.display_name,
                )
            )
        return topups.create(
            {
                "distributor_id": distributor.id,
                "currency_id": currency.id,
                "purpose_id": (purpose or company._get_wallet_purpose()).id,
                "amount": amount,
            }
        )
