# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from ..engine.consumer import mask_name, mask_phone, read_phone

GROUP = "distributor_dropship.distributor_group_consumer"
PARTS = ("name", "phone", "country_id", "state_id", "city", "zip", "street", "street2")
#: what the contact of an order may say, which whoever sees the order can read
OPEN = ("country_id", "state_id", "city")


class DistributorConsumer(models.Model):
    """Somebody to whom a distributor has goods sent.

    The truth is here alone, behind a group. Orders, deliveries, invoices, messages and
    exports name a contact instead, which knows no more than may be told.
    """

    _name = "distributor.consumer"
    _description = "Consumer of a Distributor"
    _order = "id desc"
    _rec_names_search = ["name", "phone"]

    distributor_id = fields.Many2one(
        "distributor.distributor", "Seller", required=True, index=True
    )
    company_id = fields.Many2one(
        related="distributor_id.company_id", store=True, index=True
    )
    name = fields.Char(required=True, size=64)
    phone = fields.Char(required=True, size=32)
    country_id = fields.Many2one(
        "res.country",
        required=True,
        default=lambda self: self.env.company.country_id,
    )
    state_id = fields.Many2one(
        "res.country.state",
        "State or Province",
        domain="[('country_id', '=?', country_id)]",
    )
    city = fields.Char(required=True, size=64)
    zip = fields.Char(size=16)
    street = fields.Char(
        "District, Street and Number",
        size=128,
        help="The district stands first, where territories read it.",
    )
    street2 = fields.Char("Building and Room", size=128)
    partner_id = fields.Many2one(
        "res.partner",
        "Contact on Orders",
        readonly=True,
        required=True,
        index=True,
        ondelete="restrict",
        copy=False,
        help="Stands for the consumer on orders and deliveries: it has no full name, no"
        " phone and no street.",
    )
    order_ids = fields.One2many("sale.order", "consumer_id", "Orders", readonly=True)
    erased_date = fields.Datetime("Erased On", readonly=True, copy=False)

    _partner_uniq = models.UniqueIndex("(partner_id)", "A contact has one consumer.")

    @api.depends("name", "phone")
    def _compute_display_name(self):
        # read by whoever reads an order, whatever may be read of the consumer
        for consumer in self:
            consumer.display_name = consumer._get_masked_text()

    def _get_masked_text(self):
        self.ensure_one()
        parts = (mask_name(self.name), mask_phone(self.phone))
        return " ".join(filter(None, parts)) or self.env._("Erased consumer")

    @api.constrains("country_id", "state_id", "street", "name", "phone")
    def _check_address(self):
        for consumer in self.filtered(lambda one: not one.erased_date):
            country = consumer.country_id
            if country.state_ids and consumer.state_id.country_id != country:
                raise ValidationError(
                    self.env._(
                        "State or province: please choose one of %s.", country.name
                    )
                )
            if len((consumer.street or "").strip()) < 4:
                raise ValidationError(
                    self.env._(
                        "Street and number: write district, street, number and room, so"
                        " that the carrier finds the door."
                    )
                )
            chinese = country.code == "CN"
            if read_phone(consumer.phone, chinese) != consumer.phone:
                raise ValidationError(self._tell_phone(consumer.phone, chinese))

    @api.model
    def _tell_phone(self, phone, chinese):
        if chinese:
            return self.env._(
                "Phone: %s is no number. Write a mobile with 11 digits such as"
                " 13800138000, or a landline with its area code such as"
                " 0571-87654321.",
                phone,
            )
        return self.env._(
            "Phone: %s is no number. Write it with its country code, such as"
            " +85221234567.",
            phone,
        )

    @api.model
    def _clean_vals(self, vals):
        """Return values with spaces removed and the phone as it is kept."""
        vals = {
            name: value.strip() if isinstance(value, str) else value
            for name, value in vals.items()
        }
        if phone := vals.get("phone"):
            # a number that is none stays, for the constraint to name it
            vals["phone"] = read_phone(phone) or read_phone(phone, False) or phone
        return vals

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        vals_list = [self._clean_vals(vals) for vals in vals_list]
        sellers = self.env["distributor.distributor"].browse(
            [vals.get("distributor_id") for vals in vals_list]
        )
        # sudo: access was checked above; the contact knows no more than may be told
        partners = (
            self.env["res.partner"]
            .sudo()
            .create(
                [
                    {
                        **self._prepare_partner_vals(vals),
                        "parent_id": seller.sudo().partner_id.id,
                        "type": "delivery",
                        # no contact anybody would look for, or choose for another
                        "active": False,
                        "is_consumer": True,
                    }
                    for seller, vals in zip(sellers, vals_list, strict=True)
                ]
            )
        )
        return super().create(
            [
                {**vals, "partner_id": partner.id}
                for partner, vals in zip(partners, vals_list, strict=True)
            ]
        )

    @api.model
    def _prepare_partner_vals(self, vals):
        """Return what the contact on orders says of a consumer."""
        values = {name: vals[name] for name in OPEN if name in vals}
        if "name" in vals:
            values["name"] = mask_name(vals["name"]) or "*"
        if "phone" in vals:
            values["phone"] = mask_phone(vals["phone"])
        return values

    def write(self, vals):
        vals = self._clean_vals(vals)
        if "partner_id" in vals or "distributor_id" in vals:
            raise UserError(
                self.env._("A consumer stays with its seller: make another one.")
            )
        result = super().write(vals)
        if told := self._prepare_partner_vals(vals):
            # sudo: the consumer was written above, its contact follows
            self.sudo().partner_id.write(told)
        if not {*PARTS[2:]}.isdisjoint(vals):
            self._match_open_orders()
        return result

    def _match_open_orders(self):
        """Look again where the quotations of these consumers go.

        The territory of an order is known before the order is made, and so cannot
        depend on a field that few may read.
        """
        # sudo: the consumers were written, what their quotations say follows
        orders = self.sudo().order_ids.filtered(
            lambda order: order.state in ("draft", "sent")
        )
        self.env.add_to_compute(orders._fields["ship_territory_id"], orders)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.order_ids:
            raise UserError(
                self.env._(
                    "%s stands on orders: erase the data instead.",
                    self[:1].display_name,
                )
            )

    @api.model
    def _get_or_create(self, distributor, values):
        """Return a consumer of a distributor; entered twice it is one.

        The caller checked that the visitor works for the distributor.
        """
        values = self._clean_vals({**values, "distributor_id": distributor.id})
        same = [(name, "=", value or False) for name, value in values.items()]
        found = self.search([*same, ("erased_date", "=", False)], limit=1)
        return found or self.create(values)

    def _get_address_text(self):
        """Return the whole address in one line."""
        self.ensure_one()
        city = "" if self.city == self.state_id.name else self.city
        parts = [self.state_id.name, city, self.street, self.street2, self.zip]
        if self.country_id.code not in ("CN", "TW", "HK", "MO"):
            parts.append(self.country_id.name)
        return " ".join(filter(None, parts))

    def _get_region_text(self):
        """Return as much of the address as everybody may know."""
        self.ensure_one()
        city = "" if self.city == self.state_id.name else self.city
        return " ".join(filter(None, [self.state_id.name, city]))

    @api.model
    def _get_viewer(self):
        """Return the user who looks, also where stock acts for the holder of a link."""
        if request and request.env and request.env.uid:
            # sudo: asked to decide what the user may see
            return self.env["res.users"].sudo().browse(request.env.uid)
        return self.env.user

    def _is_shown_to(self, user):
        """Tell whether a user sees the whole name, phone and address."""
        self.ensure_one()
        # sudo: asked to decide what the user may see
        user, consumer = user.sudo(), self.sudo()
        if user._is_internal():
            return user._has_group(GROUP)
        return consumer.distributor_id._user_can("order", user)

    def _get_shown(self, user=None):
        """Return (name, phone, address) as far as a user may see them."""
        self.ensure_one()
        if self._is_shown_to(user or self._get_viewer()):
            return self.name, self.phone, self._get_address_text()
        return mask_name(self.name), mask_phone(self.phone), self._get_region_text()
