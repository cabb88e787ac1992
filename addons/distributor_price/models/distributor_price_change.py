# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from datetime import datetime, time

import pytz

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime


class DistributorPriceChange(models.AbstractModel):
    """Writes the lines of an approved version as price rules, and takes them back."""

    _name = "distributor.price.change"
    _description = "Application of a Price Version"

    def _get_first_moment(self):
        """Return when the day of the version begins, in UTC, but never in the past."""
        zone = pytz.timezone(self.company_id._get_price_zone())
        midnight = zone.localize(datetime.combine(self.date_start, time()))
        midnight = midnight.astimezone(pytz.utc).replace(tzinfo=None)
        return max(midnight, fields.Datetime.now())

    def _apply_change(self):
        """Create the rules of this version and end what they replace."""
        # sudo: the caller checked who may approve; writing prices is what that means
        version = self.sudo().with_company(self.company_id)
        moment = version._get_first_moment()
        for line in version.item_ids:
            line._apply(moment)
        for rule in version.rule_ids:
            rule._apply(self.date_start)

    def _revert_change(self):
        """Delete the rules of this version and let go on what it would have ended."""
        # sudo: the caller checked who may cancel, and that the day has not come
        version = self.sudo().with_company(self.company_id)
        for line in (*version.item_ids, *version.rule_ids):
            line._revert()


class DistributorPriceReplacing(models.AbstractModel):
    """A line of a version that becomes a rule and ends the rules of the same scope."""

    _name = "distributor.price.replacing"
    _description = "Line of a Price Version"

    replaced = fields.Json(
        readonly=True,
        copy=False,
        help="The last day of what this line replaced, before it did.",
    )

    def _end_replaced(self, peers, start, end):
        """End the rules of the same scope before this line begins.

        :param peers: rules of the same scope that still hold on that day
        :param start: first day or moment of this line
        :param end: last day or moment of the rules it replaces
        """
        if planned := peers.filtered(
            lambda peer: peer.date_start and peer.date_start >= start
        )[:1]:
            raise UserError(
                self.env._(
                    "“%(line)s” of price version %(version)s meets another change that"
                    " begins on %(day)s. Cancel one of the two, or choose a later day.",
                    line=self.display_name,
                    version=self.price_version_id.name,
                    day=self._format_begin(planned.date_start),
                )
            )
        field = peers._fields["date_end"]
        self.replaced = [
            [peer.id, field.to_string(peer.date_end) if peer.date_end else False]
            for peer in peers
        ]
        peers.date_end = end
        peers.flush_recordset()

    def _format_begin(self, begin):
        if not isinstance(begin, datetime):
            return format_date(self.env, begin)
        zone = self.price_version_id.company_id._get_price_zone()
        return format_datetime(self.env, begin, tz=zone)

    def _restore_replaced(self, peers, end):
        """Let the replaced rules go on, unless somebody ended them otherwise since."""
        before = dict(self.replaced or ())
        for peer in peers.browse(before).exists():
            if peer.date_end == end:
                peer.date_end = before[peer.id]
        self.replaced = False
