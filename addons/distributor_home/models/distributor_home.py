# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.distributor.models.group_names import USER

ORDERS = "distributor_order.distributor_order_action"
SHOWN = 5


class DistributorHome(models.AbstractModel):
    """Reads the cards of the modules for one screen, with the rights of the user."""

    _inherit = "distributor.home"

    @api.model
    def _get_home_cards(self):
        return [*super()._get_home_cards(), self._prepare_activity_card()]

    def _prepare_activity_card(self):
        return self._prepare_home_card(
            "activities",
            self.env._("Your Activities"),
            "mail.activity",
            domain=[("user_id", "=", self.env.uid), ("date_deadline", "<=", "today")],
            action="mail.mail_activity_action_my",
            order="date_deadline, id",
            name="res_name",
            details=["activity_type_id", "summary"],
            deadline="date_deadline",
            salesperson="",
            target=("res_model", "res_id"),
            sequence=5,
        )

    @api.model
    def get_home(self, mine=False):
        """Return what waits for the user today, the cards without anything left out.

        :param mine: whether to leave out what is of distributors of other salespersons
        :return: list of dict with key, title, count and lines
        """
        self._check_home_user()
        cards = self._get_visible_cards(mine)
        return [shown for card in cards if (shown := self._read_card(card))["count"]]

    @api.model
    def action_open_card(self, key, mine=False):
        """Open the list of what a card counts."""
        self._check_home_user()
        for card in self._get_visible_cards(mine):
            if card["key"] == key:
                actions = self.env["ir.actions.act_window"]
                return {
                    **actions._for_xml_id(card["action"]),
                    "display_name": card["title"],
                    "domain": list(card["domain"]),
                    "context": {"create": False},
                }
        raise AccessError(self.env._("This is not for you to see."))

    def _check_home_user(self):
        if not self.env.user.has_group(USER):
            raise AccessError(self.env._("Only who works with distributors sees this."))

    def _get_visible_cards(self, mine):
        """Return the cards of the user in their order."""
        cards = []
        for card in self._get_home_cards():
            groups = card["groups"].split(",")
            if not any(self.env.user.has_group(group) for group in groups):
                continue
            if not self.env[card["model"]].has_access("read"):
                continue
            if mine and card["salesperson"]:
                card["domain"] &= Domain(card["salesperson"], "=", self.env.uid)
            if card["model"] == "sale.order":
                card["action"] = card["action"] or ORDERS
                card["dialog"] = "action_open_desk"
            cards.append(card)
        return sorted(cards, key=lambda card: card["sequence"])

    def _read_card(self, card):
        model, domain = self.env[card["model"]], card["domain"]
        records = model.search(domain, order=card["order"], limit=SHOWN + 1)
        count = len(records)
        if count > SHOWN:
            count = model.search_count(domain)
        return {
            "key": card["key"],
            "title": card["title"],
            "count": count,
            "lines": [self._read_line(card, one) for one in records[:SHOWN]],
        }

    def _read_line(self, card, record):
        model, res_id = record._name, record.id
        if card["target"]:
            model, res_id = (record[name] for name in card["target"])
        name = self._read_text(record, card["name"])
        details = [self._read_text(record, path) for path in card["details"]]
        line = {
            "id": record.id,
            "model": model,
            "res_id": res_id,
            "dialog": card["dialog"],
            "name": name or record.display_name,
            "details": [text for text in details if text],
            "amount": "",
            "date": "",
            "late": False,
        }
        if card["amount"] and record.currency_id:
            line["amount"] = record.currency_id.format(record[card["amount"]])
        return {**line, **self._read_date(card, record)}

    def _read_date(self, card, record):
        """Return the day to show, and whether a deadline has passed."""
        when = record[card["deadline"] or card["date"] or "id"]
        if not when or not (card["deadline"] or card["date"]):
            return {}
        day = when
        if record._fields[card["deadline"] or card["date"]].type == "datetime":
            day = fields.Datetime.context_timestamp(self, when).date()
        today = fields.Date.context_today(self)
        return {
            "date": format_date(self.env, day),
            "late": bool(card["deadline"]) and day < today,
        }

    def _read_text(self, record, path):
        """Return a field, also of another record, as the user reads it."""
        *before, name = path.split(".")
        for step in before:
            record = record[step]
        value, field = record[name], record._fields[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        return value or ""
