# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError


class DistributorOrderException(models.Model):
    _inherit = "distributor.order.exception"

    def _get_upline_sentence(self):
        """Return what this is, for the upline of the distributor; a hook."""
        return self.sentence

    def _may_decide(self):
        """Extend: what a rule asks others about is decided with that rule."""
        # sudo: whether a rule asks others is said to whoever may decide
        return super()._may_decide() and not (
            self.order_id.sudo()._get_approval_rules(self.kind)
        )

    def _decide(self, state, note):
        self._check_no_rule()
        result = super()._decide(state, note)
        if state == "approved":
            for order in self.order_id:
                order._confirm_if_approved()
        return result

    def _check_no_rule(self):
        """Refuse to decide by hand what an approval rule asks others about.

        :raise UserError: names the order and the rule
        """
        for one in self:
            # sudo: which rule asks is said to whoever may decide
            rules = one.order_id.sudo()._get_approval_rules()
            for rule in rules:
                if rule.exception == one.kind:
                    name = self.env["tier.definition"].sudo().browse(rule.id).name
                    raise UserError(
                        self.env._(
                            "Order %(order)s: rule “%(rule)s” asks for approval of"
                            " this. It is decided with that rule.",
                            order=one.order_id.name,
                            rule=name,
                        )
                    )
