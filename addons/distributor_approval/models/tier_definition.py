# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from ..engine.approval import Rule

CHANNEL = "channel"
MODEL = "sale.order"
NEVER = timedelta(days=36500)
INTERNAL = "base.group_user"  # OCA lets portal users read rules and reviews


class TierDefinition(models.Model):
    """A rule of the channel: which orders of distributors somebody has to approve."""

    _inherit = "tier.definition"

    definition_type = fields.Selection(
        selection_add=[(CHANNEL, "Orders of distributors")],
        ondelete={CHANNEL: "cascade"},
    )
    review_type = fields.Selection(
        # the first three are the base module's, which has no Chinese
        selection_add=[
            ("individual", "One person"),
            ("group", "Anyone of a group"),
            ("field", "The person in a field of the document"),
            ("upline", "Upline of the distributor"),
            ("salesperson", "Salesperson of the distributor"),
        ],
        ondelete={"upline": "cascade", "salesperson": "cascade"},
    )
    amount_minimum = fields.Monetary(
        "Total From",
        help="Total of the order, taxes included, in the currency of the company."
        " 0: any total.",
        groups=INTERNAL,
    )
    currency_id = fields.Many2one(
        "res.currency", compute="_compute_currency_id", groups=INTERNAL
    )
    level_ids = fields.Many2many(
        "distributor.level",
        "tier_definition_level_rel",
        "definition_id",
        "level_id",
        "Levels",
        help="Of the distributor that buys. Empty: all.",
        groups=INTERNAL,
    )
    territory_ids = fields.Many2many(
        "distributor.territory",
        "tier_definition_territory_rel",
        "definition_id",
        "territory_id",
        "Ship-to Territories",
        help="With everything in them. Empty: any address.",
        groups=INTERNAL,
    )
    categ_ids = fields.Many2many(
        "product.category",
        "tier_definition_category_rel",
        "definition_id",
        "categ_id",
        "Product Categories",
        help="With those below. Empty: all.",
        groups=INTERNAL,
    )
    product_ids = fields.Many2many(
        "product.product",
        "tier_definition_product_rel",
        "definition_id",
        "product_id",
        "Products",
        groups=INTERNAL,
    )
    exception_kind = fields.Selection(
        "_get_exception_kinds",
        "Exception",
        help="The order breaks this rule of the channel. The approval then counts as"
        " the decision on the exception.",
        groups=INTERNAL,
    )
    unusual_factor = fields.Float(
        "Times the Usual Quantity",
        help="The order has more units than this many times the usual order of the"
        " distributor in the last 180 days. 0: any quantity.",
        groups=INTERNAL,
    )
    deadline_hours = fields.Integer(
        default=24,
        help="After so many hours without a decision another person is asked too, and"
        " after as many again the next one. 0: never. Silence never approves.",
        groups=INTERNAL,
    )
    deadline_calendar_id = fields.Many2one(
        "resource.calendar",
        "Hours Of",
        help="Only these working hours count. Empty: hours of the clock.",
        groups=INTERNAL,
    )
    escalation_user_id = fields.Many2one(
        "res.users",
        "Then Ask",
        domain=[("share", "=", False)],
        help="Then the salesperson of the distributor, then the managers.",
        groups=INTERNAL,
    )

    _amounts_check = models.Constraint(
        "CHECK (COALESCE(amount_minimum, 0) >= 0 AND COALESCE(unusual_factor, 0) >= 0"
        " AND COALESCE(deadline_hours, 0) >= 0)",
        "Total, times the usual quantity and deadline of a rule are 0 or more.",
    )

    @api.model
    def _get_exception_kinds(self):
        kinds = self.env["distributor.order.exception"]._fields["kind"]
        return kinds._description_selection(self.env)

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for one in self:
            one.currency_id = (one.company_id or self.env.company).currency_id

    @api.constrains("definition_type", "model_id", "review_type")
    def _check_channel(self):
        """Refuse reviewers of the channel for documents that know none.

        :raise ValidationError: names the rule
        """
        for one in self:
            of_channel = one.review_type in ("upline", "salesperson")
            if of_channel and one.definition_type != CHANNEL:
                raise ValidationError(
                    self.env._(
                        "%s: only rules for orders of distributors are approved by"
                        " upline or salesperson.",
                        one.name,
                    )
                )
            if one.definition_type == CHANNEL and one.model != MODEL:
                raise ValidationError(
                    self.env._("%s: a rule of the channel is about orders.", one.name)
                )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("default_definition_type") == CHANNEL:
            # without a name of its own nobody would know what the rule is about
            values.update(approve_sequence=True, exclude_requester=True, name=False)
        return values

    @api.onchange("review_type", "reviewer_id", "reviewer_group_id", "model_id")
    def _onchange_warn_reviewer_access(self):
        # a manager of the channel may not read models; who decides is checked later
        if self.definition_type == CHANNEL:
            return None
        return super()._onchange_warn_reviewer_access()

    @api.model
    def _get_order_model(self):
        # sudo: which model orders are is no secret
        return self.env["ir.model"].sudo()._get(MODEL)

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_definition_type")
        for vals in vals_list:
            if vals.get("definition_type", default) == CHANNEL:
                vals["model_id"] = self._get_order_model().id
                vals.setdefault("approve_sequence", True)
        definitions = super().create(vals_list)
        self.env.registry.clear_cache()
        return definitions

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @ormcache("company_id")
    def _get_order_rules(self, company_id):
        """Return the rules for orders of distributors of a company, as a tuple.

        Kept in memory: who has no rule pays nothing for asking.
        """
        # sudo: which rules there are does not depend on who asks
        definitions = self.sudo().search(
            [("model", "=", MODEL), ("company_id", "in", [False, company_id])],
            order="sequence, id",
        )
        return tuple(definition._prepare_rule() for definition in definitions)

    @api.model
    @ormcache()
    def _has_plain_rules(self):
        """Tell whether a definition, active or not, is about orders of others too."""
        # sudo: which rules there are does not depend on who asks
        plain = self.sudo().with_context(active_test=False)
        return bool(
            plain.search(
                [("model", "=", MODEL), ("definition_type", "!=", CHANNEL)], limit=1
            )
        )

    def _prepare_rule(self):
        self.ensure_one()
        if self.definition_type != CHANNEL:
            return Rule(self.id, self.sequence, domain=self.definition_domain or "[]")
        return Rule(
            id=self.id,
            sequence=self.sequence,
            minimum=Decimal(str(self.amount_minimum)),
            levels=frozenset(self.level_ids.ids),
            territories=frozenset(self.territory_ids.ids),
            categories=frozenset(self.categ_ids.ids),
            products=frozenset(self.product_ids.ids),
            exception=self.exception_kind or "",
            factor=Decimal(str(self.unusual_factor)),
        )

    def _get_deadline(self):
        """Return when the next one is asked, from now on."""
        hours, now = self.deadline_hours, fields.Datetime.now()
        if not hours:
            return now + NEVER
        calendar = self.deadline_calendar_id
        planned = calendar and calendar.plan_hours(hours, now, compute_leaves=True)
        # a calendar without hours is no reason to wait for ever
        return planned or now + timedelta(hours=hours)

    def _get_reasons(self, order, facts, amounts=True, upline=False):
        """Return why this rule asks about an order, as sentences.

        :param order: sale.order in sudo
        :param facts: of the order, as in the engine
        :param amounts: False for who may not see the amounts of the order
        :param upline: for an upline, which learns nothing of the money of its downline
        """
        self.ensure_one()
        rule = self._prepare_rule()
        reasons = [
            self._get_amount_reason(order, amounts),
            self.territory_ids
            and self.env._("It ships to %s.", order.ship_territory_id.display_name),
            rule.get_lines(facts) and self._get_product_reason(rule, facts),
            self.exception_kind and self._get_exception_reason(order, upline),
            self.unusual_factor and self._get_unusual_reason(facts),
        ]
        found = [reason for reason in reasons if reason]
        return found or [self.env._("Each order is approved first.")]

    def _get_amount_reason(self, order, amounts):
        if not self.amount_minimum:
            return False
        if not amounts:
            return self.env._("The total reaches the limit of the rule.")
        return self.env._(
            "The total of %(total)s reaches the limit of %(limit)s.",
            total=order.currency_id.format(order.amount_total),
            limit=order.company_id.currency_id.format(self.amount_minimum),
        )

    def _get_product_reason(self, rule, facts):
        products = self.env["product.product"].browse(
            [line.product for line in rule.get_lines(facts)]
        )
        names = products.mapped("display_name")
        return self.env._("It contains %s.", ", ".join(names))

    def _get_exception_reason(self, order, upline):
        rows = order.exception_ids.filtered(lambda row: row.kind == self.exception_kind)
        if upline:
            return " ".join(row._get_upline_sentence() for row in rows)
        return " ".join(rows.mapped("sentence"))

    def _get_unusual_reason(self, facts):
        if facts.usual is None:
            return False
        return self.env._(
            "It has %(units)s units; an order of this distributor usually has"
            " %(usual)s.",
            units=f"{facts.units:g}",
            usual=f"{round(facts.usual, 1):g}",
        )
