# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models

from odoo.addons.distributor_portal.controllers.keyset import read_cursor, write_cursor
from odoo.addons.distributor_portal.controllers.parameters import ALL
from odoo.addons.distributor_portal.models.distributor_portal_list import (
    Choice,
    Column,
    Sort,
)

FIRST = "first"  # what waits, then the unread


class DistributorPortalListMessages(models.AbstractModel):
    """What the brand tells the distributor, for the user of the environment."""

    _name = "distributor.portal.list.messages"
    _inherit = "distributor.portal.list"
    _description = "Messages in the Portal"

    _path = "messages"
    _records = "distributor.announcement"
    _search_fields = ("name", "body")

    def _get_title(self):
        return self.env._("Messages")

    def _get_search_label(self):
        return self.env._("Search in messages")

    def _get_base_domain(self, distributor):
        return self.env[self._records]._get_portal_domain(distributor)

    def _get_choices(self, distributor, values):
        messages, env = self.env[self._records], self.env
        waits = messages._get_unacknowledged_domain(distributor)
        unread = messages._get_unread_domain(distributor, distributor.env.user)
        options = {
            ALL: (env._("All messages"), None),
            "unread": (env._("Not read"), unread),
            "urgent": (env._("Urgent"), [("urgency", "=", "urgent")]),
            "waits": (env._("To acknowledge"), waits),
        }
        return [Choice("state", env._("State"), options)]

    def _get_sorts(self, values):
        return {
            FIRST: Sort(self.env._("Unread first"), ["date_from"]),
            "date": Sort(self.env._("Newest"), ["date_from"]),
            "old": Sort(self.env._("Oldest"), ["date_from"], False),
        }

    def _fetch(self, distributor, chosen, cursor, backward, limit):
        if chosen.values["sort"] != FIRST:
            return super()._fetch(distributor, chosen, cursor, backward, limit)
        return self.env[self._records]._fetch_portal_page(
            distributor,
            distributor.env.user,
            self._get_domain(distributor, chosen),
            cursor,
            backward,
            limit,
        )

    def _read_cursor(self, chosen, text):
        if chosen.values["sort"] != FIRST:
            return super()._read_cursor(chosen, text)
        return read_cursor(text, is_amount=True)

    def _write_cursor(self, row):
        return super()._write_cursor(row) if row[0] is None else write_cursor(row)

    def _get_rows(self, distributor, ids, chosen):
        messages = self.env[self._records].browse(ids)
        return messages._get_portal_rows(distributor, distributor.env.user)

    def _get_columns(self, distributor, user):
        env = self.env
        urgency = self._get_label_of("urgency")
        return [
            Column(env._("Message"), lambda row: row["announcement"].name),
            Column(env._("Date"), lambda row: row["announcement"].date_from, "date"),
            Column(
                env._("Valid until"), lambda row: row["announcement"].date_to, "date"
            ),
            Column(env._("Urgency"), lambda row: urgency(row["announcement"])),
            Column(env._("State"), self._tell_state),
            Column(
                env._("Acknowledged on"),
                lambda row: self._get_day(row["acknowledged"].date_acknowledged),
                "date",
            ),
        ]

    def _tell_state(self, row):
        """Say what the page says."""
        if row["waits"] and row["is_current"]:
            return self.env._("Please acknowledge")
        if row["acknowledged"]:
            return self.env._("Acknowledged")
        return self.env._("New") if row["unread"] else self.env._("Read")
