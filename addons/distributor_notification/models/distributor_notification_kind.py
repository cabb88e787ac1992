# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

URGENCIES = [("urgent", "Urgent"), ("normal", "Normal"), ("low", "Low")]
CHANNELS = [("mail", "Portal and e-mail"), ("portal", "Portal only"), ("off", "Off")]


class DistributorNotificationKind(models.Model):
    """What members are told of, and how unless they choose otherwise.

    Kinds arrive with the modules that know the event; the brand changes how it is told.
    """

    _name = "distributor.notification.kind"
    _description = "Kind of Notification"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    description = fields.Char(
        translate=True, help="When members get it; they read it in their settings."
    )
    sequence = fields.Integer(default=10)
    urgency = fields.Selection(
        URGENCIES,
        required=True,
        default="normal",
        help="Urgent: mailed at once, day and night. Normal: mailed at once, outside"
        " the quiet hours. Low: collected in one mail a day or a week.",
    )
    channel = fields.Selection(
        CHANNELS,
        "Told By",
        required=True,
        default="mail",
        help="Unless a member chooses otherwise.",
    )
    is_required = fields.Boolean(
        "Cannot Be Switched Off",
        help="Members choose between portal and mail, but are told in any case.",
    )
    right = fields.Selection(
        [
            ("view", "All members"),
            ("order", "Members who may order"),
            ("money", "Members who see the money"),
            ("manage", "Owners"),
        ],
        "For",
        required=True,
        readonly=True,
        default="view",
    )
    active = fields.Boolean(default=True, help="Nobody is told of what is archived.")

    _code_uniq = models.Constraint("UNIQUE (code)", "Another kind has this code.")

    @api.constrains("is_required", "channel")
    def _check_required(self):
        for kind in self:
            if kind.is_required and kind.channel == "off":
                raise ValidationError(
                    self.env._(
                        "%s cannot be switched off: tell it in the portal at least.",
                        kind.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if "active" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @tools.ormcache("code")
    def _get_id(self, code):
        # sudo: which kinds there are is no secret to the code that tells of an event
        return self.sudo().search([("code", "=", code)]).id

    @api.model
    def _get(self, code):
        """Return the kind of a code in sudo; none when the brand archived it."""
        # sudo: how an event is told, for whoever causes it
        return self.sudo().browse(self._get_id(code) or [])
