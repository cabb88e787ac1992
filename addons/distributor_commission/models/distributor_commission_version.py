# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError

from ..engine import RuleSet
from .distributor_commission_tier import to_decimal

# set by the buttons only; everything else of an approved version is final
STATE_FIELDS = {
    "state",
    "approved_uid",
    "approved_date",
    "approval_reason",
    "approval_warnings",
    "asked_uid",
    "asked_date",
    "author_ids",
    "date_end",
    "pay_persons",
}
# kept by the chatter
MAIL_FIELDS = {"message_ids", "message_follower_ids", "activity_ids"}


class DistributorCommissionVersion(models.Model):
    """The rules of a plan from a day on. Once approved it never changes.

    The version that applies on a day is the latest approved one that started by then.
    What was earned under a version stays under it.
    """

    _name = "distributor.commission.version"
    _description = "Commission Plan Version"
    _inherit = [
        "mail.thread",
        "distributor.commission.approval",
        "distributor.commission.guard",
    ]
    _order = "plan_id, date_start desc, id desc"

    plan_id = fields.Many2one(
        "distributor.commission.plan", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved"), ("closed", "Closed")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    date_start = fields.Date(
        "Applies From", required=True, default=fields.Date.context_today
    )
    date_end = fields.Date(
        "Closed On",
        readonly=True,
        copy=False,
        help="First day on which this version does not apply any more.",
    )
    event = fields.Selection(
        [
            ("confirmed", "Order confirmed"),
            ("delivered", "Goods delivered"),
            ("invoiced", "Invoice posted"),
            ("paid", "Invoice paid, in proportion"),
        ],
        "Earned When",
        required=True,
        default="invoiced",
        help="A down payment earns nothing by itself, the final invoice earns in full.",
    )
    wait_payment = fields.Boolean(
        "Wait for Payment", help="Payable when the invoice of the sale is paid in full."
    )
    wait_receipt = fields.Boolean(
        "Wait for Receipt", help="Payable when the buyer has received the goods."
    )
    freeze_days = fields.Integer(
        aggregator=None,
        help="Days after that before it is payable, such as the time to return goods.",
    )
    cap_rate = fields.Float(
        "All Together at Most (%)",
        digits=(7, 4),
        aggregator=None,
        help="What one sale pays to everybody together, in percent of its untaxed net."
        " Above it every share is reduced in proportion; shares of the margin keep"
        " within as much of the margin. 0: 100 %, never more than the sale.",
    )
    rule_ids = fields.One2many(
        "distributor.commission.rule", "version_id", "Rules", copy=True
    )
    bonus_ids = fields.One2many(
        "distributor.commission.bonus", "version_id", "Period Bonuses", copy=True
    )
    rule_count = fields.Integer("Number of Rules", compute="_compute_rule_count")
    pay_persons = fields.Boolean(
        "Pays Natural Persons",
        readonly=True,
        copy=False,
        help="What the plan said when the version was approved.",
    )
    author_ids = fields.Many2many(
        "res.users",
        "distributor_commission_version_author_rel",
        "version_id",
        "user_id",
        "Written by",
        readonly=True,
        copy=False,
        help="Everybody who wrote or changed the version. Somebody else approves it.",
    )
    asked_uid = fields.Many2one(
        "res.users", "Approval Asked by", readonly=True, copy=False
    )
    asked_date = fields.Datetime("Approval Asked on", readonly=True, copy=False)
    approved_uid = fields.Many2one(
        "res.users", "Approved by", readonly=True, copy=False
    )
    approved_date = fields.Datetime("Approved on", readonly=True, copy=False)
    approval_reason = fields.Text("Approved in Spite of", readonly=True, copy=False)
    approval_warnings = fields.Text("Warnings at Approval", readonly=True, copy=False)

    _date_uniq = models.UniqueIndex(
        "(plan_id, date_start) WHERE state <> 'draft'",
        "Another approved version starts on this day.",
    )
    _cap_check = models.Constraint(
        "CHECK (COALESCE(cap_rate, 0) BETWEEN 0 AND 100)",
        "All shares together are at most 100 % of a sale; 0 stands for that.",
    )
    _freeze_check = models.Constraint(
        "CHECK (COALESCE(freeze_days, 0) BETWEEN 0 AND 366)",
        "Freeze between 0 and 366 days.",
    )

    @api.depends("plan_id.name", "date_start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(plan)s from %(date)s",
                plan=version.plan_id.name or "",
                date=tools.format_date(self.env, version.date_start) or "",
            )

    @api.depends("rule_ids")
    def _compute_rule_count(self):
        for version in self:
            version.rule_count = len(version.rule_ids)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("state", "draft") != "draft":
                raise AccessError(self.env._("A new version is a draft."))
            for name in STATE_FIELDS:
                vals.pop(name, None)
        versions = super().create(vals_list)
        versions._add_author()
        return versions

    def write(self, vals):
        if not self.env.su and not STATE_FIELDS.isdisjoint(vals):
            raise AccessError(self.env._("Use the buttons to approve or close."))
        final = self.filtered(lambda version: version.state != "draft")
        if final and (
            not (STATE_FIELDS | MAIL_FIELDS).issuperset(vals)
            or vals.get("state") == "draft"
        ):
            raise UserError(
                self.env._(
                    "Version %s is approved and final. Duplicate it and change the"
                    " copy.",
                    final[0].display_name,
                )
            )
        res = super().write(vals)
        if not (STATE_FIELDS | MAIL_FIELDS).issuperset(vals):
            self._add_author()
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        if any(version.state != "draft" for version in self):
            raise UserError(self.env._("An approved version stays for good."))

    def _add_author(self):
        """Remember who writes; also makes a change collide with an approval."""
        if self:
            # sudo: whoever changes the version or a part of it cannot hide it
            self.sudo().write({"author_ids": [fields.Command.link(self.env.uid)]})

    # which version applies

    def _filter_on(self, day):
        """Return the version of these, which are of one plan, for a day, or none."""
        periods = self.env["distributor.commission.calendar"]._make_periods(self)
        return self.browse(period.version for period in periods if period.covers(day))

    @api.model
    def _get_applying(self, company_id, day):
        """Return the versions that apply on a day, at most one a plan.

        :param day: a date in the timezone of the company
        """
        return self.browse(
            period.version
            for period in self.env["distributor.commission.calendar"]._get_periods()
            if period.company == company_id and period.covers(day)
        )

    # the engine's view

    def _get_ruleset(self):
        """Return the rules for the engine; those of a draft are read every time."""
        self.ensure_one()
        # sudo: a sale earns, whether its user may read plans or not
        if self.sudo().state == "draft":
            return self._make_ruleset()
        return self._get_final_ruleset()

    @tools.ormcache("self.id")
    def _get_final_ruleset(self):
        return self._make_ruleset()

    def _make_ruleset(self):
        # sudo: a sale earns, whether its user may read plans or not
        version = self.sudo()
        cap = to_decimal(version.cap_rate) or None
        return RuleSet(version.rule_ids._to_engine(), cap)

    def _pays_persons(self):
        """Tell whether natural persons earn on the sales of others.

        Fixed by the approval: a plan that is changed later changes no version.
        """
        self.ensure_one()
        # sudo: a sale earns, whether its user may read plans or not
        version = self.sudo()
        if version.state == "draft":
            return version.plan_id.pay_persons
        return version.pay_persons
