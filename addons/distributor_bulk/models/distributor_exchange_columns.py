# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
import hashlib
from dataclasses import dataclass

from odoo import api, models

PARTNER = "partner"
PARTNER_FIELDS = ("name", "phone", "email", "street", "street2", "city", "zip")
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Column:
    """A column of the sheet: ``target`` is the record that holds the value."""

    key: str
    label: str
    target: str = "distributor"
    editable: bool = True
    required: bool = False


class RowError(ValueError):
    """A cell that cannot be taken; the message is for the user."""


class DistributorExchangeColumns(models.AbstractModel):
    """Which columns the sheet has, and how a cell becomes a value and back.

    Other modules add a column by extending ``_get_columns``, ``_format_cell`` and
    ``_parse_cell``.
    """

    _name = "distributor.exchange.columns"
    _description = "Columns of the Distributor Sheet"

    @api.model
    def _get_columns(self):
        """Return the columns in order; labels are in the user's language."""
        columns = [
            Column("code", self.env._("Code"), editable=False),
            Column("name", self.env._("Name"), PARTNER, required=True),
            Column("level", self.env._("Level (code)"), required=True),
            Column("upline", self.env._("Upline (code)"), "tree"),
            Column("territory", self.env._("Territory (code)")),
            Column("salesperson", self.env._("Salesperson (login)")),
            Column("phone", self.env._("Phone"), PARTNER),
            Column("email", self.env._("Email"), PARTNER),
            Column("street", self.env._("Street"), PARTNER),
            Column("street2", self.env._("Street 2"), PARTNER),
            Column("city", self.env._("City"), PARTNER),
            Column("zip", self.env._("ZIP"), PARTNER),
            Column("state", self.env._("State (code)"), PARTNER),
            Column("country", self.env._("Country (code)"), PARTNER),
            Column("status", self.env._("Status"), editable=False),
            Column("check", self.env._("Do not edit"), editable=False),
        ]
        if "credit_code" in self.env["distributor.distributor"]._fields:
            columns.insert(2, Column("credit_code", self.env._("Credit Code")))
        return columns

    @api.model
    def _format_row(self, distributor):
        """Return {key: text} of a distributor; its last cell proves the others."""
        cells = {
            column.key: self._format_cell(column.key, distributor)
            for column in self._get_columns()
            if column.key != "check"
        }
        return {**cells, "check": self._get_fingerprint(cells)}

    @api.model
    def _get_fingerprint(self, cells):
        """Return a short proof of what the editable cells said."""
        keys = [column.key for column in self._get_columns() if column.editable]
        text = "\x1f".join(f"{key}={cells.get(key, '')}" for key in keys)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @api.model
    def _format_cell(self, key, distributor):
        partner = distributor.partner_id
        if key in PARTNER_FIELDS:
            text = partner[key]
        elif key in ("state", "country"):
            text = partner[f"{key}_id"].code
        elif key == "status":
            states = distributor._fields["state"]._description_selection(self.env)
            text = dict(states)[distributor.state]
        else:
            text = {
                "code": lambda: distributor.code,
                "credit_code": lambda: distributor.credit_code,
                "level": lambda: distributor.level_id.code,
                "upline": lambda: distributor._get_last_upline().code,
                "territory": lambda: distributor.territory_id.code,
                "salesperson": lambda: distributor.user_id.login,
            }[key]()
        return " ".join((text or "").split())

    @api.model
    def _parse_cell(self, key, text, cells, maps):
        """Return (field, value) to write for the text of a cell.

        :param cells: the whole row, for cells that depend on another
        :param maps: what ``_prepare_maps`` returned
        :raise RowError: says what is wrong with the cell
        """
        if key in PARTNER_FIELDS or key == "credit_code":
            self._check_text(key, text)
            return key, text or False
        if key == "state":
            country = cells.get("country", "").upper()
            return "state_id", self._look_up(
                maps, "state", text and (country, text.upper()), text
            )
        field = {"salesperson": "user_id", "upline": "upline_id"}.get(key, f"{key}_id")
        value = text.upper() if key == "country" else text
        return field, self._look_up(maps, key, value, text)

    @api.model
    def _check_text(self, key, text):
        phone = key == "phone" and text.startswith("+")
        if text.startswith(FORMULA) and not phone:
            raise RowError(
                self.env._(
                    "“%s” begins like a formula of a spreadsheet. Write it otherwise.",
                    text,
                )
            )

    @api.model
    def _look_up(self, maps, key, value, text):
        if not text:
            return False
        if value not in maps[key]:
            label = next(c.label for c in self._get_columns() if c.key == key)
            raise RowError(
                self.env._(
                    "%(column)s: there is no “%(text)s”.", column=label, text=text
                )
            )
        return maps[key][value]

    @api.model
    def _prepare_maps(self, company):
        """Return {key: {text: id}} of everything a cell may refer to, by one query
        each."""
        own = [("company_id", "=", company.id)]
        users = [("share", "=", False), ("company_ids", "in", company.ids)]
        search = {
            "level": ("distributor.level", [], "code"),
            "upline": ("distributor.distributor", own, "code"),
            "territory": ("distributor.territory", own, "code"),
            "salesperson": ("res.users", users, "login"),
            "country": ("res.country", [], "code"),
        }
        maps = {
            key: {
                record[name]: record.id
                for record in self.env[model].search_fetch(domain, [name])
            }
            for key, (model, domain, name) in search.items()
        }
        states = self.env["res.country.state"].search_fetch([], ["code", "country_id"])
        maps["state"] = {(s.country_id.code, s.code): s.id for s in states}
        return maps
