# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.tools import SQL

RISK_LEVELS, RISK_PERSONS = 3, 30
# pay on what somebody else buys
OTHERS = ("upline", "differential", "territory")


class DistributorCommissionGuardPeople(models.AbstractModel):
    """Whom a version pays on the sales of others, and in what kind of channel."""

    _name = "distributor.commission.guard.people"
    _description = "Whom a Commission Plan Version Pays"

    def _get_other_rules(self):
        return self.rule_ids.filtered(lambda rule: rule.earner in OTHERS)

    def _get_person_domain(self):
        """Return which distributors are natural persons."""
        return [
            ("company_id", "=", self.company_id.id),
            ("state", "not in", ("terminated",)),
            ("partner_id.is_company", "=", False),
        ]

    def _find_persons(self):
        rules = self._get_other_rules()
        bonuses = self.bonus_ids.filtered(lambda bonus: bonus.measure == "downline")
        levels = [part.level_id.id for part in (*rules, *bonuses)]
        if not levels:
            return None
        domain = [
            *self._get_person_domain(),
            ("level_id.can_earn_commission", "=", True),
        ]
        if all(levels):
            domain.append(("level_id", "in", levels))
        # sudo: counted for the company of the plan, whatever the user may see of it
        people = self.env["distributor.distributor"].sudo()
        count = people.search_count(domain)
        if not count:
            return None
        first = people.search(domain, limit=5)
        names = {
            "count": count,
            "names": ", ".join(first.mapped("display_name"))
            + (", …" if count > len(first) else ""),
        }
        if self.plan_id.pay_persons:
            severity = "warn"
            text = self.env._(
                "Natural persons that this version may pay on the sales of others:"
                " %(count)s (%(names)s). Say which service each of them renders.",
                **names,
            )
        else:
            severity = "info"
            text = self.env._(
                "Natural persons that earn nothing on the sales of others under this"
                " plan: %(count)s (%(names)s).",
                **names,
            )
        return self._make_finding(
            "L-1",
            severity,
            text,
            self.env._(
                "Regulation on Prohibition of Pyramid Selling (禁止传销条例) art. 7(3)"
                " and 24; Regulation on Direct Selling (直销管理条例) art. 24: a person"
                " is paid on its own sales only, at most 30 %."
            ),
        )

    def _find_structure(self):
        """Warn when the channel looks like what criminal law describes."""
        if not self._get_other_rules() and "downline" not in self.bonus_ids.mapped(
            "measure"
        ):
            return None
        # sudo: as in _find_persons
        people = self.env["distributor.distributor"].sudo()
        persons = people.search_count(self._get_person_domain())
        if persons < RISK_PERSONS or self._get_depth() < RISK_LEVELS:
            return None
        return self._make_finding(
            "G-22",
            "warn",
            self.env._(
                "The channel has %(levels)s levels, the brand included, and %(persons)s"
                " natural persons in it. Have counsel look at this version.",
                levels=self._get_depth(),
                persons=persons,
            ),
            self.env._(
                "Criminal Law (刑法) art. 224-1 and its standard of prosecution: three"
                " levels, the organiser's own included, and thirty persons."
            ),
        )

    def _get_depth(self):
        """Return how many levels the channel has, counting the brand as one."""
        self.env["distributor.distributor"].flush_model(
            ["parent_path", "state", "company_id"]
        )
        [(depth,)] = self.env.execute_query(
            SQL(
                """
                SELECT MAX(array_length(string_to_array(parent_path, '/'), 1))
                  FROM distributor_distributor
                 WHERE company_id = %s AND state <> 'terminated'
                """,
                self.company_id.id,
            )
        )
        # a path ends with a slash, which stands for the brand here
        return depth or 1
