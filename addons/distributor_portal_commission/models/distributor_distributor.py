# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import format_date


class DistributorDistributor(models.Model):
    _inherit = "distributor.distributor"

    def _get_portal_money_tasks(self):
        asked = self.env["distributor.commission.dispute"]._get_portal_asked(self)
        if not asked:
            return super()._get_portal_money_tasks()
        question = self._prepare_portal_task(
            "disputes",
            self.env._("Answer about your commission dispute"),
            "/my/distribution/commission/disputes",
            self.env._("A question waits for your answer"),
        )
        return [question, *super()._get_portal_money_tasks()]

    def _get_portal_bonuses(self):
        outlook = [self._prepare_portal_bonus(one) for one in self._get_bonus_outlook()]
        return [*super()._get_portal_bonuses(), *outlook]

    def _prepare_portal_bonus(self, outlook):
        """Return how far it is to the next step of a bonus, in words."""
        money = outlook["currency"].format
        names = {
            "so_far": money(outlook["so_far"]),
            "missing": money(outlook["missing"] or 0.0),
            "rate": f"{outlook['next_rate'] or outlook['rate']:g}",
            "amount": money(outlook["amount"]),
            "until": format_date(self.env, outlook["until"]),
        }
        own = outlook["measure"] == "own"
        if not outlook["threshold"]:
            share = 100
            text = self.env._(
                "You reached the highest step: %(rate)s %%, %(amount)s so far.", **names
            )
        elif own:
            text = self.env._(
                "%(missing)s more of your own purchases until %(until)s and you earn"
                " %(rate)s %%. So far: %(so_far)s.",
                **names,
            )
        else:
            text = self.env._(
                "%(missing)s more of sales below you until %(until)s and you earn"
                " %(rate)s %%. So far: %(so_far)s.",
                **names,
            )
        if outlook["threshold"]:
            reached = max(outlook["so_far"], 0.0) / outlook["threshold"]
            share = int(100 * min(reached, 1))
        return {"name": outlook["name"], "text": text, "percent": share}
