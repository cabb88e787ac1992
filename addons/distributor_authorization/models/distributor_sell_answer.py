# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorSellAnswer(models.AbstractModel):
    """What a distributor learns about where it may sell, and of others."""

    _name = "distributor.sell.answer"
    _description = "Where a Distributor May Sell"

    def _get_sell_answer(self, product, territory, day, channel):
        """Tell whether this distributor may sell a product in a territory, and why.

        Callers resolved the distributor from the session. Of others no more is told
        than level and company disclose.

        :return: dict of may (bool), text (sentence) and others (list of names)
        """
        self.ensure_one()
        answer = self.env["distributor.authorization"]._ask(
            product, territory, day, channel
        )
        own = [rule for rule in answer.winners if rule.distributor == self.id]
        own += [
            loser.rule
            for loser in answer.losers
            if loser.reason == "less_specific" and loser.rule.distributor == self.id
        ]
        return {
            "may": bool(own),
            "text": self._explain_own_right(own[0])
            if own
            else self._explain_own_refusal(answer, territory),
            "others": self._get_disclosed_names(answer),
        }

    def _explain_own_right(self, rule):
        rights = self.env["distributor.authorization"]
        return self.env._(
            "Authorisation %(code)s for %(territory)s, %(days)s.",
            code=rule.code,
            territory=rights._name_of("distributor.territory", rule.territory),
            days=rights._format_days(rule.start, rule.end),
        )

    def _explain_own_refusal(self, answer, territory):
        """Return why it may not, from its own authorisations nearest to it."""
        if not territory:
            return self.env._("The address belongs to no territory of our map.")
        mine = {
            loser.reason: loser.rule
            for loser in answer.losers
            if loser.rule.distributor == self.id
        }
        for reason, explain in (
            ("suspended", self._explain_inactive),
            ("blocked", self._explain_blocked),
            ("other_channel", self._explain_other_channel),
            ("product", self._explain_other_product),
            ("not_yet", self._explain_not_yet),
            ("ended", self._explain_ended),
        ):
            if reason in mine:
                return explain(mine[reason])
        return self.env._(
            "You have no authorisation for %s.", territory.sudo().display_name
        )

    def _explain_inactive(self, _rule):
        return self.env._("Your account is not active.")

    def _explain_blocked(self, rule):
        return self.env._(
            "Somebody else has an exclusive right that comes before your authorisation"
            " %s.",
            rule.code,
        )

    def _explain_other_channel(self, rule):
        return self.env._(
            "Your authorisation %s does not hold for this sales channel.", rule.code
        )

    def _explain_other_product(self, rule):
        return self.env._(
            "Your authorisation %s does not cover this product.", rule.code
        )

    def _explain_not_yet(self, rule):
        return self.env._(
            "Your authorisation %(code)s begins on %(day)s.",
            code=rule.code,
            day=format_date(self.env, rule.start),
        )

    def _explain_ended(self, rule):
        return self.env._(
            "Your authorisation %(code)s ended on %(day)s.",
            code=rule.code,
            day=format_date(self.env, rule.end),
        )

    def _get_disclosed_names(self, answer):
        """Return who else is responsible, as far as this distributor may know."""
        level, company = self.level_id, self.company_id
        shown = level.authorization_disclosure or company.authorization_disclosure
        if shown == "nothing":
            return []
        # sudo: the level and the company disclose code or name, nothing else is told
        others = self.sudo().browse(
            dict.fromkeys(
                rule.distributor
                for rule in answer.winners
                if rule.distributor != self.id
            )
        )
        return others.mapped("code" if shown == "code" else "display_name")
