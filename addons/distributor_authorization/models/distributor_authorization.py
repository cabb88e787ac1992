# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

TERMS = {
    "distributor_id",
    "territory_id",
    "categ_ids",
    "product_ids",
    "channel_ids",
    "date_start",
    "date_end",
    "is_exclusive",
    "contract_id",
}
DECISION = {
    "state",
    "submitter_id",
    "submitted_date",
    "approver_id",
    "approved_date",
    "refusal_reason",
    "predecessor_id",
}


class DistributorAuthorization(models.Model):
    """Says that a distributor may sell products in a territory, from day to day.

    What was approved is final: it can end early, and a change is a new authorisation.
    """

    _name = "distributor.authorization"
    _description = "Authorisation"
    _inherit = [
        "distributor.searchable",
        "distributor.authorization.scope",
        "distributor.authorization.answer",
        "distributor.authorization.decision",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _check_company_auto = True
    _order = "date_start desc, name desc, id desc"
    _rec_names_search = ["name", "distributor_id", "territory_id"]

    name = fields.Char(
        "Number",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env._("New"),
    )
    distributor_id = fields.Many2one(
        "distributor.distributor",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True, precompute=True
    )
    territory_id = fields.Many2one(
        "distributor.territory",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="With all territories it is divided into.",
    )
    categ_ids = fields.Many2many(
        "product.category",
        "distributor_authorization_categ_rel",
        "authorization_id",
        "categ_id",
        "Product Categories",
        ondelete="restrict",
        help="With the categories below. No category and no product: all products.",
    )
    product_ids = fields.Many2many(
        "product.product",
        "distributor_authorization_product_rel",
        "authorization_id",
        "product_id",
        "Products",
        ondelete="restrict",
        help="In addition to the categories.",
    )
    channel_ids = fields.Many2many(
        "distributor.sale.channel",
        "distributor_authorization_channel_rel",
        "authorization_id",
        "channel_id",
        "Sales Channels",
        ondelete="restrict",
        help="Empty: all of them.",
    )
    scope = fields.Char("Products and Channels", compute="_compute_scope")
    date_start = fields.Date(
        "First Day", required=True, default=fields.Date.context_today, tracking=True
    )
    date_end = fields.Date(
        "Last Day", tracking=True, help="Empty: until further notice."
    )
    is_exclusive = fields.Boolean(
        "Exclusive", tracking=True, help="Nobody else outside its chain may sell there."
    )
    contract_id = fields.Many2one(
        "distributor.contract",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('distributor_id', '=', distributor_id)]",
        help="The contract that grants it.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("refused", "Refused"),
            ("ended", "Ended"),
        ],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        tracking=True,
    )
    submitter_id = fields.Many2one(
        "res.users", "Submitted By", readonly=True, copy=False
    )
    submitted_date = fields.Datetime("Submitted On", readonly=True, copy=False)
    approver_id = fields.Many2one("res.users", "Decided By", readonly=True, copy=False)
    approved_date = fields.Datetime("Decided On", readonly=True, copy=False)
    refusal_reason = fields.Text(readonly=True, copy=False, tracking=True)
    predecessor_id = fields.Many2one(
        "distributor.authorization",
        "Renews",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    successor_ids = fields.One2many(
        "distributor.authorization", "predecessor_id", "Renewed By"
    )
    note = fields.Html()
    conflict_text = fields.Text("Conflicts", compute="_compute_problems")
    overlap_text = fields.Text("Also Authorised", compute="_compute_problems")
    gap_text = fields.Text("Outside the Upline", compute="_compute_problems")

    _dates_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_end >= date_start OR state = 'ended')",
        "The last day of an authorisation is before its first day.",
    )

    @api.depends("name", "distributor_id", "territory_id")
    def _compute_display_name(self):
        for one in self:
            parts = [one.name, one.distributor_id.name, one.territory_id.name]
            one.display_name = " · ".join(part for part in parts if part)

    @api.depends("categ_ids", "product_ids", "channel_ids")
    @api.depends_context("lang")
    def _compute_scope(self):
        for one in self:
            # sudo: names of what stands in an authorisation the user reads
            one_sudo = one.sudo()
            what = one_sudo.categ_ids.mapped("name") + one_sudo.product_ids.mapped(
                "display_name"
            )
            where = one_sudo.channel_ids.mapped("name")
            one.scope = " · ".join(
                [
                    ", ".join(what) or self.env._("All products"),
                    ", ".join(where) or self.env._("all channels"),
                ]
            )

    @api.depends(*TERMS, "state")
    @api.depends_context("lang")
    def _compute_problems(self):
        for one in self:
            one.conflict_text = one.overlap_text = one.gap_text = False
            saved = one._origin
            if saved and one.state in ("draft", "submitted"):
                overlaps = saved._find_overlaps()
                texts = saved._explain_overlaps(overlaps)
                pairs = list(zip(overlaps, texts, strict=True))
                one.conflict_text = self._as_list(t for o, t in pairs if o[2])
                one.overlap_text = self._as_list(t for o, t in pairs if not o[2])
                one.gap_text = self._as_list(saved._get_gap_texts())

    @api.model
    def _as_list(self, texts):
        return "\n".join(f"• {text}" for text in texts) or False

    def _get_gap_texts(self):
        """Return a sentence for each thing that lies outside the upline's."""
        self.ensure_one()
        rule = self._get_rule()
        gaps = self._find_gaps_of_rules([rule]) if rule else {}
        return [self._explain_gap(upline, gap) for upline, gap in gaps.get(rule, ())]

    @api.constrains("contract_id", "distributor_id")
    def _check_contract_id(self):
        for one in self:
            contract = one.contract_id
            if contract and contract.distributor_id != one.distributor_id:
                raise ValidationError(
                    self.env._(
                        "Authorisation %(authorization)s: contract %(contract)s is not"
                        " one of %(distributor)s.",
                        authorization=one.name,
                        contract=contract.display_name,
                        distributor=one.distributor_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        new = self.env._("New")
        for vals in vals_list:
            self._check_decision_vals(
                {name: value for name, value in vals.items() if value != "draft"}
            )
            if vals.get("name", new) == new:
                vals["name"] = self.env["ir.sequence"].next_by_code(
                    "distributor.authorization"
                )
        return super().create(vals_list)

    def write(self, vals):
        self._check_decision_vals(vals)
        if terms := TERMS & vals.keys():
            self._check_final(terms)
        return super().write(vals)

    def _check_decision_vals(self, vals):
        if not self.env.su and not DECISION.isdisjoint(vals):
            raise AccessError(
                self.env._("Use the buttons to decide on an authorisation.")
            )

    def _check_final(self, terms):
        """Refuse new terms of what was submitted or decided; it may only end early."""
        for one in self:
            early_end = self.env.su and terms == {"date_end"}
            if one.state != "draft" and not early_end:
                raise UserError(
                    self.env._(
                        "Authorisation %s is no draft, so its terms are fixed. Set it"
                        " back to draft, or end it and make a new one.",
                        one.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        for one in self:
            if one.state in ("approved", "ended"):
                raise UserError(
                    self.env._(
                        "Authorisation %s was approved: end it instead of deleting it.",
                        one.display_name,
                    )
                )
