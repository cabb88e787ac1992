# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from ast import literal_eval
from datetime import timedelta
from decimal import Decimal

from odoo import fields, models
from odoo.tools import float_repr

from ..engine.approval import Facts, Line, read_facts

USUAL_DAYS = 180


class DistributorApprovalFacts(models.AbstractModel):
    """What the rules look at in an order, which apply, and what is still missing."""

    _name = "distributor.approval.facts"
    _description = "Facts for the Approval of an Order"

    def _get_approval_facts(self, rules=None):
        """Return what the rules look at, as in the engine. Call it in sudo.

        :param rules: those it is for, when not all of the company
        """
        self.ensure_one()
        company, place = self.company_id, self.partner_shipping_id
        total = self._get_whole_amount("amount_total", self.currency_id)
        amount = self._get_whole_amount("amount_total", company.currency_id)
        ship = [
            place.id,
            place.country_id.id,
            place.state_id.id,
            place.city,
            place.zip,
            place.street,
            self.ship_territory_id.id,
        ]
        if rules is None:
            rules = self.env["tier.definition"]._get_order_rules(company.id)
        return Facts(
            buyer=self.distributor_id.id,
            level=self.distributor_id.level_id.id,
            amount=self._get_decimal(amount, company.currency_id.decimal_places),
            total=self._get_decimal(total, self.currency_id.decimal_places),
            currency=self.currency_id.name,
            ship="|".join(str(part or "") for part in ship),
            territories=self.ship_territory_id._get_path(),
            lines=self._get_approval_lines(),
            exceptions=tuple(sorted(self.exception_ids.mapped("kind"))),
            beyond=tuple(
                (row.kind, tuple(Decimal(one) for one in numbers))
                for row in self.exception_ids.sorted("kind")
                if (numbers := row._get_approval_bound())
            ),
            usual=self._get_usual_units() if any(r.factor for r in rules) else None,
        )

    def _get_decimal(self, value, digits):
        return Decimal(float_repr(value, digits))

    def _get_approval_lines(self):
        quantities = {}
        for line in self._get_whole()._get_lines_to_authorize():
            quantity = line.product_uom_id._compute_quantity(
                line.product_uom_qty, line.product_id.uom_id, round=False
            )
            product = line.product_id
            quantities[product] = quantities.get(product, 0.0) + quantity
        return tuple(
            Line(
                product.id,
                self._get_decimal(quantity, 6).normalize(),
                self._get_category_path(product),
            )
            for product, quantity in sorted(
                quantities.items(), key=lambda item: item[0].id
            )
        )

    def _get_category_path(self, product):
        path = product.categ_id.parent_path or ""
        return tuple(int(key) for key in path.split("/") if key)

    def _get_usual_units(self):
        """Return the units of an average order of the buyer before, or None."""
        past = self._get_approval_history()
        return self._get_decimal(past["units"], 6) if past["count"] else None

    def _get_approval_history(self):
        """Return what the buyer usually orders: count, and averages of an order."""
        since = fields.Datetime.now() - timedelta(days=USUAL_DAYS)
        [(units, amount, count)] = self.env["sale.order.line"]._read_group(
            [
                ("order_id.distributor_id", "=", self.distributor_id.id),
                ("order_id.date_order", ">=", since),
                ("order_id.currency_id", "=", self.currency_id.id),
                ("state", "=", "sale"),
                ("display_type", "=", False),
                ("is_downpayment", "=", False),
                ("order_id", "not in", self._get_whole()._origin.ids),
            ],
            [],
            ["product_uom_qty:sum", "price_total:sum", "order_id:count_distinct"],
        )
        return {
            "count": count,
            "days": USUAL_DAYS,
            "units": round(units / count, 1) if count else 0.0,
            "amount": amount / count if count else 0.0,
            "currency": self.currency_id,
        }

    def _get_approval_rules(self, kind=None):
        """Return the rules that apply to this order, in their sequence.

        :param kind: of an exception, for the rules that ask about it alone
        """
        self.ensure_one()
        if not self.distributor_id or self.historic_date:
            return ()
        rules = self.env["tier.definition"]._get_order_rules(self.company_id.id)
        if kind:
            rules = [rule for rule in rules if rule.exception == kind]
        if not rules:
            return ()
        # a list asks this about each of its rows: facts are for rules that need them
        facts = self._get_approval_facts(rules)
        return tuple(rule for rule in rules if self._fits_rule(rule, facts))

    def _fits_rule(self, rule, facts):
        if rule.domain:
            return bool(self.filtered_domain(literal_eval(rule.domain)))
        return rule.applies(facts)

    def _get_approved(self, rules):
        """Return {rule: review} of what was approved and still covers the order."""
        by_id = {rule.id: rule for rule in rules}
        facts = self._get_approval_facts() if rules else None
        approved = {}
        for review in self.review_ids:
            rule = by_id.get(review.definition_id.id)
            if not rule or review.status != "approved" or not review.facts:
                continue
            if not rule.get_changes(read_facts(review.facts), facts):
                approved[rule] = review
        return approved

    def _get_missing_rules(self, rules=None):
        """Return the rules by which somebody has still to approve this order."""
        if rules is None:
            rules = self._get_approval_rules()
        approved = self._get_approved(rules) if rules else {}
        return tuple(rule for rule in rules if rule not in approved)

    def _get_open_exceptions(self):
        """Return exceptions that wait for a manager: no rule asks about them."""
        rules = self.env["tier.definition"]._get_order_rules(self.company_id.id)
        ruled = {rule.exception for rule in rules} & {
            rule.exception for rule in self._get_approval_rules()
        }
        return self.exception_ids.filtered(
            lambda row: (
                row.policy == "ask" and row._blocks() and row.kind not in ruled
            )
        )

    def _needs_approval(self):
        self.ensure_one()
        # sudo: whoever orders may know that it waits
        order = self.sudo()
        return bool(order._get_missing_rules() or order._get_open_exceptions())

    def _describe_missing(self):
        """Return what is still to be approved, why and by whom, a line for each."""
        self.ensure_one()
        rules = self._get_missing_rules()
        facts = self._get_approval_facts() if rules else None
        lines = []
        for rule in rules:
            definition = self.env["tier.definition"].browse(rule.id)
            reasons = " ".join(definition._get_reasons(self, facts))
            lines.append(
                f"• {definition.name}: {reasons} {self._describe_status(definition)}"
            )
        lines += [f"• {row.sentence}" for row in self._get_open_exceptions()]
        return "\n".join(lines)

    def _describe_status(self, definition):
        """Return who decides on a rule, or what was decided, in words."""
        review = self.review_ids.filtered(
            lambda one: one.definition_id == definition and one.status != "approved"
        )[:1]
        if review.status == "rejected":
            return self.env._(
                "Refused by %(name)s: %(comment)s",
                name=review._get_decider_name(),
                comment=review.comment or "",
            )
        if review:
            return self.env._("Waits for %s.", review._get_asked_name())
        return self.env._("Not asked yet.")
