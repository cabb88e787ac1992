# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models
from odoo.fields import Domain

from .group_names import USER


class DistributorHome(models.AbstractModel):
    """What waits for the back office today; each module adds what it knows of.

    Nothing is kept: a card is a domain of records and what to show of them.
    """

    _name = "distributor.home"
    _description = "Today in the Channel"

    @api.model
    def _get_home_cards(self):
        """Return the cards of the user, each of `_prepare_home_card`; a hook."""
        return [
            self._prepare_home_card(
                "reviews",
                self.env._("Distributors to Review"),
                "distributor.distributor",
                domain=self.env["distributor.distributor"]._get_review_domain(),
                action="distributor.distributor_distributor_action",
                order="date_review, id",
                details=["level_id", "user_id"],
                deadline="date_review",
                salesperson="user_id",
                sequence=225,
            )
        ]

    @api.model
    def _prepare_home_card(self, key, title, model, domain, **values):
        """Return a card.

        :param key: what the card is called, once in the suite
        :param domain: of what waits; the records are read with the rights of the user
        :param values: action (xml id of the list), order, sequence, groups (who sees
            it; empty: whoever uses the channel), and names or paths of fields of the
            records: name, details (list), amount, date, deadline (a date that should
            not pass), salesperson (of the distributor), target (fields with model and
            id of what a line opens), dialog (a method of the record that returns the
            action a line opens)
        """
        return {
            "key": key,
            "title": title,
            "model": model,
            "domain": Domain(domain),
            "sequence": 100,
            "groups": USER,
            "order": None,
            "action": "",
            "name": "display_name",
            "details": ["distributor_id"],
            "amount": "",
            "date": "",
            "deadline": "",
            "salesperson": "distributor_id.user_id",
            "target": (),
            "dialog": "",
            **values,
        }
