# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import FINANCE


class DistributorCreditOverride(models.Model):
    """Lets a distributor go beyond its limit, by an amount and until a day.

    Asked for by one person, approved by another one of finance. One for any order adds
    to the limit. One that names an order is for that order alone: it covers what the
    order exceeds up to its amount, and what is overdue if it says so, at confirmation,
    when the order grows and when goods leave.
    """

    _name = "distributor.credit.override"
    _description = "Credit Override"
    _inherit = ["distributor.searchable", "mail.thread", "distributor.asking"]
    _order = "id desc"
    _check_company_auto = True

    distributor_id = fields.Many2one(
        "distributor.distributor", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    order_id = fields.Many2one(
        "sale.order",
        "For Order",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('distributor_id', '=', distributor_id)]",
        help="Empty: any order of the distributor.",
    )
    amount = fields.Monetary(required=True, help="What may be owed beyond the limit.")
    passes_overdue = fields.Boolean(
        "Although Overdue", help="Orders pass even if invoices are overdue."
    )
    date_start = fields.Date(
        "From", required=True, default=lambda self: fields.Date.context_today(self)
    )
    date_end = fields.Date("Until", required=True)
    reason = fields.Text(required=True)
    requester_id = fields.Many2one("res.users", "Asked By", readonly=True)
    approver_id = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_date = fields.Datetime("Decided On", readonly=True)
    note = fields.Text(readonly=True, tracking=True)
    state = fields.Selection(
        [
            ("requested", "Waits for Approval"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("ended", "Ended"),
        ],
        "Status",
        required=True,
        default="requested",
        readonly=True,
        tracking=True,
    )
    is_active = fields.Boolean("Counts Today", compute="_compute_is_active")
    used = fields.Monetary(
        compute="_compute_used", help="How much of it stands in what is owed today."
    )

    _amount_check = models.Constraint(
        "CHECK (amount >= 0 AND (amount > 0 OR passes_overdue))",
        "An override is for more than nothing.",
    )
    _days_check = models.Constraint(
        "CHECK (date_start <= date_end)", "An override ends after it begins."
    )
    _active_idx = models.Index("(distributor_id, date_end) WHERE state = 'approved'")

    @api.depends("distributor_id", "amount", "date_end")
    def _compute_display_name(self):
        for override in self:
            override.display_name = self.env._(
                "%(distributor)s: %(amount)s until %(date)s",
                distributor=override.distributor_id.code,
                amount=override.currency_id.format(override.amount),
                date=format_date(self.env, override.date_end),
            )

    @api.depends("state", "date_start", "date_end")
    def _compute_is_active(self):
        for override in self:
            today = override.distributor_id._get_today(override.company_id)
            override.is_active = (
                override.state == "approved"
                and override.date_start <= today <= override.date_end
            )

    @api.depends("is_active", "amount")
    def _compute_used(self):
        active = self.filtered("is_active")
        # sudo: whoever reads the override may know how much of it is used
        exposures = active.sudo().distributor_id._get_exposures()
        for override in self:
            override.used = 0.0
            if override in active:
                exposure = exposures[override.distributor_id.sudo()]
                beyond = max(0.0, exposure.net - exposure.limit)
                if order := override.order_id:
                    beyond = min(beyond, exposure.named.get(order.id, 0.0))
                override.used = min(override.amount, beyond)

    def _covers(self, amounts):
        """Tell whether these overrides of one order cover all that is beyond its
        credit: together the amount, and one of them what is overdue.

        :param amounts: dict of credit_exceeded and credit_overdue
        """
        if not self:
            return False
        exceeded, overdue = amounts["credit_exceeded"], amounts["credit_overdue"]
        granted = sum(self.mapped("amount"))
        more = self.currency_id.compare_amounts(exceeded, granted) > 0
        late = self.currency_id.compare_amounts(overdue, 0) > 0
        return not more and (not late or any(self.mapped("passes_overdue")))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {k: v for k, v in vals.items() if not self._fields[k].readonly}
                for vals in vals_list
            ]
        overrides = super().create(
            [{"requester_id": self.env.uid, **vals} for vals in vals_list]
        )
        for override in overrides:
            override._check_order()
            override._log("request", override.reason)
            if not self.env.su:  # what was approved on an order arrives by the system
                deciders = override._get_deciders(FINANCE)
                override._ask(deciders - override.requester_id)
        return overrides

    def _check_order(self):
        order = self.order_id.sudo()
        if order and order.distributor_id != self.distributor_id:
            raise UserError(
                self.env._(
                    "Order %(order)s is not one of %(distributor)s.",
                    order=order.name,
                    distributor=self.distributor_id.display_name,
                )
            )

    def write(self, vals):
        fixed = {"message_main_attachment_id", "message_follower_ids"}
        if not self.env.su and set(vals) - fixed:
            raise UserError(
                self.env._("A request is not changed: end it and ask again.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Overrides are kept: end it instead."))

    def _log(self, kind, reason):
        self.ensure_one()
        self.env["distributor.credit.log"]._add(
            self.distributor_id,
            kind,
            amount=self.amount,
            until_date=self.date_end,
            override_id=self.id,
            document=self.order_id.sudo().name,
            reason=reason,
        )

    def _check_decider(self):
        if not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Only distribution finance decides on this."))
        self.check_access("read")
        for override in self:
            if override.state != "requested":
                raise UserError(
                    self.env._("%s is decided already.", override.display_name)
                )

    def _check_other_person(self):
        for override in self:
            if override.requester_id == self.env.user:
                raise UserError(
                    self.env._(
                        "You asked for %s yourself: another person of finance"
                        " approves it.",
                        override.display_name,
                    )
                )

    def _approve(self, note=None):
        """Approve what another person asked for.

        :raise AccessError: not finance
        :raise UserError: decided already, over already, or asked for by oneself
        """
        self._check_decider()
        self._check_other_person()
        for override in self:
            if override.date_end < override.distributor_id._get_today(
                override.company_id
            ):
                raise UserError(self.env._("%s is over.", override.display_name))
            override._set_state("approved", "approve", note)
        self.distributor_id._on_credit_changed()

    def _refuse(self, note):
        self._check_decider()
        for override in self:
            override._set_state("refused", "refuse", note)

    def _end(self, note=None):
        """Take back, by finance or by who asked for it."""
        self.check_access("read")
        for override in self:
            own = override.requester_id == self.env.user
            if not (own or self.env.user.has_group(FINANCE) or self.env.su):
                raise AccessError(
                    self.env._("Finance ends an override, or who asked for it.")
                )
            if override.state not in ("requested", "approved"):
                raise UserError(
                    self.env._("%s is decided already.", override.display_name)
                )
            override._set_state("ended", "end", note)
        self.distributor_id._on_credit_changed()

    def _set_state(self, state, kind, note, user=None):
        self.ensure_one()
        self.distributor_id._lock_credit()
        # sudo: callers checked who decides
        self.sudo().write(
            {
                "state": state,
                "approver_id": (user or self.env.user).id,
                "decided_date": fields.Datetime.now(),
                "note": note or False,
            }
        )
        labels = dict(self._fields["state"]._description_selection(self.env))
        self._stop_asking(labels[state])
        self._log(kind, note or self.reason)

    def action_approve(self):
        """Approve, by somebody of finance who did not ask for it."""
        self._approve()
        return True

    def action_end(self):
        """Take it back before its end."""
        self._end()
        return True

    def action_refuse(self):
        """Ask for the reason of a refusal."""
        self._check_decider()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_credit.distributor_credit_refuse_action"
        )
        return dict(action, context={"default_override_ids": self.ids})
