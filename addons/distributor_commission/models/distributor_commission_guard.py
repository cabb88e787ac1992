# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal

from markupsafe import Markup

from odoo import api, fields, models

from ..engine.exposure import get_exposures
from .distributor_commission_guard_plans import say_percent

DEDUCTIBLE = Decimal(5)
SEVERITIES = [
    ("block", "Blocks the approval"),
    ("warn", "Needs a reason"),
    ("info", "To know"),
]
ICONS = {
    "block": "fa fa-ban text-danger",
    "warn": "fa fa-exclamation-triangle text-warning",
    "info": "fa fa-info-circle text-info",
}


class DistributorCommissionGuard(models.AbstractModel):
    """What law and policy have to say about a version, before it is approved.

    A finding has a code, a severity ("block" refuses the approval, "warn" asks for a
    reason, "info" only tells), a text and the rule it rests on.
    """

    _name = "distributor.commission.guard"
    _description = "What Stands Against a Commission Plan Version"
    _inherit = [
        "distributor.commission.guard.people",
        "distributor.commission.guard.plans",
    ]

    findings = fields.Html("Before You Approve", compute="_compute_findings")
    worst_finding = fields.Selection(
        SEVERITIES,
        compute="_compute_findings",
    )

    @api.depends(
        "state",
        "date_start",
        "cap_rate",
        "plan_id.max_generations",
        "plan_id.pay_persons",
        "rule_ids.wording",
        "bonus_ids.wording",
    )
    @api.depends_context("lang")
    def _compute_findings(self):
        for version in self:
            found = version._get_findings() if version.state == "draft" else []
            version.findings = self._show_findings(found)
            version.worst_finding = found[0]["severity"] if found else False

    @api.model
    def _show_findings(self, found):
        if not found:
            return False
        labels = dict(self._fields["worst_finding"]._description_selection(self.env))
        row = Markup(
            "<tr><td><span class='%s' title='%s' role='img' aria-label='%s'/></td>"
            "<td><div>%s</div><small class='text-muted'>%s</small></td></tr>"
        )
        rows = Markup().join(
            row
            % (
                ICONS[one["severity"]],
                labels[one["severity"]],
                labels[one["severity"]],
                one["text"],
                one["citation"],
            )
            for one in found
        )
        return Markup("<table class='table table-sm mb-0'>%s</table>") % rows

    def _get_warnings(self):
        return [
            found
            for version in self
            for found in version._get_findings()
            if found["severity"] == "warn"
        ]

    def _get_findings(self):
        """Return what stands against this version, the worst first."""
        self.ensure_one()
        if not (self.rule_ids or self.bonus_ids):
            return []
        rules = self.rule_ids
        exposures = get_exposures(
            rules._to_engine(), rules._get_parents(), self._get_prices(rules)
        )
        found = [
            self._find_generations(exposures),
            *self._find_shares(exposures),
            self._find_amounts(exposures),
            self._find_plans(),
            self._find_persons(),
            self._find_structure(),
        ]
        worst = list(ICONS)
        return sorted(filter(None, found), key=lambda one: worst.index(one["severity"]))

    def _make_finding(self, code, severity, text, citation):
        return {
            "code": code,
            "severity": severity,
            "text": text,
            "citation": f"{code} · {citation}",
        }

    # shares and generations

    def _find_generations(self, exposures):
        paid = max(exposure.generations for exposure in exposures)
        allowed = self.plan_id.max_generations
        if paid <= allowed:
            return None
        return self._make_finding(
            "G-01",
            "block",
            self.env._(
                "This version pays %(paid)s generations above the buyer; the policy of"
                " plan “%(plan)s” allows %(allowed)s. Take rules away, or have the"
                " policy changed on the plan.",
                paid=paid,
                plan=self.plan_id.name,
                allowed=allowed,
            ),
            self.env._(
                "Regulation on Prohibition of Pyramid Selling (禁止传销条例) art. 7(3):"
                " paying uplines on the sales of those below them is prohibited as team"
                " pay; no statute permits two or three levels."
            ),
        )

    def _find_shares(self, exposures):
        """Compare the most one sale can pay with the limit, the sale, and tax rules."""
        worst = max(exposures, key=lambda exposure: exposure.share)
        share = worst.share + self._get_bonus_share()
        fixed = self.rule_ids.filtered(lambda rule: rule.rate_kind == "fixed")
        prices = self._get_prices(fixed)
        names = {
            "share": say_percent(share),
            "goods": self._say_goods(worst.goods, prices),
        }
        cap = Decimal(str(self.cap_rate or 0))
        if not cap and share > 100:
            yield self._make_finding(
                "G-11",
                "block",
                self.env._(
                    "The shares of one sale of %(goods)s may add up to %(share)s %%:"
                    " more than the sale. Lower the rates, or enter what all together"
                    " get at most.",
                    **names,
                ),
                self.env._("No plan pays out more than was sold."),
            )
        if cap and share > cap:
            yield self._make_finding(
                "G-11",
                "warn",
                self.env._(
                    "The shares of one sale of %(goods)s may add up to %(share)s %%,"
                    " the limit of this version is %(cap)s %%: above it every share is"
                    " reduced in proportion, period bonuses aside.",
                    cap=f"{self.cap_rate:g}",
                    **names,
                ),
                self.env._("Limit of this version for all shares together."),
            )
        paid = min(share, cap or share)
        if paid > DEDUCTIBLE:
            names["share"] = say_percent(paid)
            yield self._make_finding(
                "G-10",
                "warn",
                self.env._(
                    "One sale of %(goods)s may pay %(share)s %%: what is above 5 %% of"
                    " the contract revenue may not be deductible.",
                    **names,
                ),
                self.env._(
                    "Cai Shui [2009] No. 29 (财税[2009]29号): commission is deductible"
                    " up to 5 % of the revenue of the contract, and paid to other than"
                    " individuals by transfer only."
                ),
            )

    def _find_amounts(self, exposures):
        """Say that amounts a unit of goods without a known price are not judged."""
        worst = max(exposures, key=lambda exposure: exposure.fixed)
        if not worst.fixed:
            return None
        return self._make_finding(
            "G-12",
            "info",
            self.env._(
                "A unit of %(goods)s may pay %(amount)s. What that is of the price is"
                " known only when it is sold, so it cannot be judged here; of one sale"
                " never more than %(cap)s %% of its untaxed net is paid.",
                amount=self.currency_id.format(float(worst.fixed)),
                goods=self._say_goods(worst.goods),
                cap=f"{self.cap_rate or 100:g}",
            ),
            self.env._("No plan pays out more than was sold."),
        )

    def _say_goods(self, goods, prices=()):
        if not goods:
            return self.env._("goods without a rule of their own")
        kind, key = goods
        model = {"product": "product.product", "category": "product.category"}[kind]
        # sudo: the name of what a rule of this version is for
        name = self.env[model].sudo().browse(key).display_name
        if goods not in prices:
            return name
        return self.env._(
            "%(product)s (list price %(price)s)",
            product=name,
            price=self.currency_id.format(float(prices[goods])),
        )

    def _get_bonus_share(self):
        """Return the most all bonuses together add to one sale, in percent."""
        total = Decimal(0)
        for bonus in self.bonus_ids:
            top = max(
                (Decimal(str(t.rate)) for t in bonus.tier_ids), default=Decimal(0)
            )
            times = self.plan_id.max_generations if bonus.measure == "downline" else 1
            total += top * times
        return total
