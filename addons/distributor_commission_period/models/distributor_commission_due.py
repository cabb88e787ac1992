# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from decimal import Decimal
from typing import Any, NamedTuple

from odoo import models

from odoo.addons.distributor_commission.engine import (
    get_bonus,
    get_tiered,
    get_true_up,
    round_half_up,
)
from odoo.addons.distributor_commission.engine.tiers import find_reached

from .period_days import format_period


class Due(NamedTuple):
    """What one distributor is due at the close of a period, in all."""

    key: str
    part: Any  # the bonus or the rule
    beneficiary: int
    volume: Decimal
    counted: Decimal  # what was booked line by line, of a rule
    amount: Decimal


class DistributorCommissionDue(models.AbstractModel):
    """Computes what the close of a period is worth, and says how.

    Bonuses are those of the version that applied on the last day. Rules with tiers are
    of whatever version counted by them.
    """

    _name = "distributor.commission.due"
    _description = "Due at the Close of a Commission Period"
    _inherit = ["distributor.commission.measure"]

    def _get_bonus_dues(self, close, snapshots):
        """Return what each bonus comes to for everybody who was measured.

        :param snapshots: {key: row of DONE}, who took part before and at which level
        """
        dues, unit = [], close.company_id._get_commission_unit()
        bonuses = close.version_id.bonus_ids.filtered(
            lambda bonus: bonus.period == close.period
        )
        for bonus in bonuses:
            nets = self._measure(
                close.plan_id, bonus.measure, close.period, close.date_start
            )
            prefix = f"bonus:{bonus.id}:"
            people = {*nets, *_get_people(snapshots, prefix, close)}
            levels = self._get_levels(people)
            tiers = bonus.tier_ids._to_engine()
            for who in sorted(people):
                key = f"{prefix}{who}:{close.date_start}"
                net = nets.get(who, Decimal(0))
                level, earns = levels[who]
                if key in snapshots:
                    level, earns = snapshots[key]["level"], snapshots[key]["earns"]
                fits = earns and bonus.level_id.id in (False, level)
                worth = get_bonus(net, tiers, bonus.tier_mode, unit)
                amount = worth if fits else Decimal(0)
                dues.append(Due(key, bonus, who, net, Decimal(0), amount))
        return dues

    def _get_tier_dues(self, close, snapshots):
        """Return what the rules with tiers pay too little or too much so far."""
        rules = close._get_tier_rules()
        if not rules:
            return []
        found = self._count_tiers(close.plan_id, rules, close.period, close.date_start)
        for rule in rules:
            for who in _get_people(snapshots, f"tier:{rule.id}:", close):
                found.setdefault((rule.id, who), (Decimal(0), Decimal(0)))
        terms = {rule.id: (rule, rule._to_engine_rule()) for rule in rules}
        dues, unit = [], close.company_id._get_commission_unit()
        for (rule_id, who), (volume, counted) in sorted(found.items()):
            rule, terms_of = terms[rule_id]
            counted = round_half_up(counted, unit)
            amount = get_true_up(
                volume,
                terms_of.tiers,
                terms_of.tier_mode,
                counted,
                unit,
                terms_of.rate_kind,
                terms_of.max_period,
            )
            key = f"tier:{rule_id}:{who}:{close.date_start}"
            dues.append(Due(key, rule, who, volume, counted, amount))
        return dues

    def _get_levels(self, people):
        """Return {distributor id: (level id, whether it earns)}."""
        # sudo: the close reads who took part in it, whoever starts it
        distributors = self.env["distributor.distributor"].sudo().browse(people)
        return {
            one.id: (one.level_id.id, one.level_id.can_earn_commission)
            for one in distributors
        }

    def _get_rate(self, due):
        """Return the rate of the tier that is reached."""
        tiers = due.part.tier_ids._to_engine()
        reached = find_reached(due.volume, tiers)
        if not reached or (due.volume < 0 and due.part._name.endswith("bonus")):
            return Decimal(0)
        return tiers[reached - 1].rate

    # in words

    def _describe_due(self, close, due, before):
        """Return in words what an amount comes from.

        :param before: row of DONE, what earlier closes wrote
        """
        is_bonus = due.part._name == "distributor.commission.bonus"
        say = self._describe_bonus if is_bonus else self._describe_tier
        text = say(close, due)
        if before["entries"]:
            text = self.env._(
                "%(text)s Booked before: %(before)s.",
                text=text,
                before=close.currency_id.format(float(before["amount"])),
            )
        return text

    def _describe_bonus(self, close, due):
        period = format_period(self.env, close.date_start, close.period)
        measures = {
            "own": self.env._("Own net sales of %s", period),
            "downline": self.env._("Net sales of the downline in %s", period),
        }
        return self.env._(
            "%(measure)s: %(volume)s; %(tiers)s: %(amount)s. Rules of %(version)s,"
            " which applied on the last day.",
            measure=measures[due.part.measure],
            volume=close.currency_id.format(float(due.volume)),
            tiers=self._describe_reached(due, due.part.period),
            amount=close.currency_id.format(float(due.amount)),
            version=due.part.version_id.with_env(self.env).display_name,
        )

    def _describe_tier(self, close, due):
        rule = due.part
        by_unit = rule.rate_kind == "fixed" or rule.basis == "quantity"
        money = close.currency_id.format
        unit = close.company_id._get_commission_unit()
        worth = get_tiered(
            due.volume, rule.tier_ids._to_engine(), rule.tier_mode, rule.rate_kind
        )
        return self.env._(
            "The rule “%(rule)s” counted %(volume)s in %(period)s; %(tiers)s:"
            " %(worth)s. Line by line %(counted)s was booked; the close makes up the"
            " difference: %(amount)s. Rules of %(version)s.",
            rule=rule.with_env(self.env).display_name,
            volume=f"{due.volume:,f}" if by_unit else money(float(due.volume)),
            period=format_period(self.env, close.date_start, close.period),
            tiers=self._describe_reached(due, rule.period),
            worth=money(float(round_half_up(worth, unit))),
            counted=money(float(due.counted)),
            amount=money(float(due.amount)),
            version=rule.version_id.with_env(self.env).display_name,
        )

    def _describe_reached(self, due, period):
        """Return the tier that is reached, or all of them when each part has one."""
        part = due.part.with_env(self.env)
        fixed = part._name.endswith("rule") and part.rate_kind == "fixed"
        tiers = part.tier_ids.sorted("threshold")
        if part.tier_mode != "whole":
            return tiers._describe(part.tier_mode, period, fixed)
        reached = find_reached(due.volume, tiers._to_engine())
        if not reached or (due.volume < 0 and part._name.endswith("bonus")):
            first = f"{tiers[:1].threshold:,g}"
            return self.env._("below %s nothing is paid", first)
        tier = tiers[reached - 1]
        rate = f"{tier.rate:g} %"
        if fixed:
            rate = self.env._("%s a unit", part.currency_id.format(tier.rate))
        return self.env._(
            "from %(threshold)s on %(rate)s of everything",
            threshold=f"{tier.threshold:,g}",
            rate=rate,
        )

    def _describe_document(self, close, part):
        """Return the name of the document of an entry."""
        name = part.name if part._name.endswith("bonus") else self.env._("Tiers")
        return self.env._(
            "%(name)s, %(period)s",
            name=name,
            period=format_period(self.env, close.date_start, close.period),
        )


def _get_people(snapshots, prefix, close):
    """Return who took part in an earlier close of a bonus or a rule."""
    suffix = f":{close.date_start}"
    return [
        int(key.removeprefix(prefix).removesuffix(suffix))
        for key in snapshots
        if key.startswith(prefix) and key.endswith(suffix)
    ]
