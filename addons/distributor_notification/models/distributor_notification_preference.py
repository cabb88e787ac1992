# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from .distributor_notification_kind import CHANNELS
from .quiet_hours import DAY, get_digest_moment, get_loud_moment

DIGESTS = [("daily", "Every day at 9:00"), ("weekly", "On Mondays at 9:00")]


class DistributorNotificationPreference(models.Model):
    """How a person wants to be told; without one, what is usual holds."""

    _name = "distributor.notification.preference"
    _description = "How a Member Wants to Be Told"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    is_quiet = fields.Boolean("Quiet Hours", default=True)
    quiet_start = fields.Integer("Quiet From", default=22 * 60)
    quiet_end = fields.Integer("Quiet Until", default=8 * 60)
    digest = fields.Selection(DIGESTS, default="daily", required=True)
    choice_ids = fields.One2many("distributor.notification.choice", "preference_id")

    _user_uniq = models.Constraint(
        "UNIQUE (user_id)", "This person has set its notifications already."
    )
    _quiet_check = models.Constraint(
        "CHECK (quiet_start BETWEEN 0 AND 1439 AND quiet_end BETWEEN 0 AND 1439)",
        "Quiet hours are times of a day.",
    )

    @api.model
    def _get_of_users(self, users):
        """Return {user: preference} of users; one that is not saved for the others."""
        # sudo: how people want to be told, for whoever causes an event
        found = self.sudo().search([("user_id", "in", users.ids)])
        known = {preference.user_id.id: preference for preference in found}
        usual = self.sudo().new()
        return {user: known.get(user.id, usual) for user in users}

    def _get_channel(self, kind):
        """Return how this person is told of a kind: mail, portal or off."""
        self.ensure_one()
        choice = self.choice_ids.filtered(lambda one: one.kind_id.id == kind.id)
        channel = choice.channel or kind.channel
        return "portal" if kind.is_required and channel == "off" else channel

    def _get_mail_moment(self, urgency, zone, now):
        """Return when (UTC) a mail may go to this person.

        :param zone: name of the timezone of the person
        """
        self.ensure_one()
        if urgency == "urgent":
            return now
        zone = ZoneInfo(zone or "UTC")
        if urgency == "low":
            now = get_digest_moment(now, zone, self.digest == "weekly")
        if not self.is_quiet:
            return now
        return get_loud_moment(now, zone, self.quiet_start, self.quiet_end)

    @api.model
    def _save(self, user, values, channels):
        """Keep what a person chose.

        :param values: is_quiet, quiet_start, quiet_end, digest
        :param channels: {kind: channel}, for the kinds the person may have
        :raise UserError: names the kind that cannot be switched off
        """
        for kind, channel in channels.items():
            if channel not in dict(CHANNELS):
                raise UserError(self.env._("Choose how %s is told.", kind.name))
            if kind.is_required and channel == "off":
                raise UserError(self.env._("%s cannot be switched off.", kind.name))
        for name in ("quiet_start", "quiet_end"):
            if not 0 <= values[name] < DAY:
                raise UserError(self.env._("Write the quiet hours as 22:00."))
        # sudo: people change their own; the caller took the user from the session
        preferences = self.sudo()
        preference = preferences.search([("user_id", "=", user.id)])
        if preference:
            preference.write(values)
        else:
            preference = preferences.create({**values, "user_id": user.id})
        old = {choice.kind_id: choice for choice in preference.choice_ids}
        new = []
        for kind, channel in channels.items():
            choice = old.get(kind)
            if choice and choice.channel != channel:
                choice.channel = channel
            elif not choice and channel != kind.channel:
                # what is usual is not kept, so that it follows the brand
                new.append(
                    {
                        "preference_id": preference.id,
                        "kind_id": kind.id,
                        "channel": channel,
                    }
                )
        preferences.env["distributor.notification.choice"].create(new)
        return preference
