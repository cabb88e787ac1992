# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import models
from odoo.exceptions import UserError

MAX_ADDRESSES = 50


class DistributorOrderPlace(models.AbstractModel):
    """Where an order goes, and whether the distributor may sell there."""

    _name = "distributor.order.place"
    _description = "Ship-to of a Distributor"

    def _get_address_domain(self):
        """Return the domain of its own addresses; its people are none."""
        self.ensure_one()
        return [
            ("commercial_partner_id", "=", self.partner_id.commercial_partner_id.id),
            ("company_id", "in", (False, self.company_id.id)),
            "|",
            ("type", "in", ("delivery", "other")),
            ("id", "=", self.partner_id.id),
        ]

    def _get_order_addresses(self):
        """Return its addresses: those used last come first, then the newest."""
        addresses = self.env["res.partner"].search(
            self._get_address_domain(), order="id desc", limit=MAX_ADDRESSES
        )
        groups = self.env["sale.order"]._read_group(
            [
                ("distributor_id", "=", self.id),
                ("partner_shipping_id", "in", addresses.ids),
                ("state", "in", ("sent", "sale")),
            ],
            ["partner_shipping_id"],
            ["date_order:max"],
        )
        used = {partner: moment.timestamp() for partner, moment in groups if moment}
        return addresses.sorted(
            lambda one: (one not in used, -used.get(one, 0), one != self.partner_id)
        )

    def _choose_order_address(self, addresses, address_id):
        """Return the address a visitor chose, else the one that comes first; a hook.

        :param addresses: its addresses
        :param address_id: an id from the address of the page
        """
        return addresses.filtered(lambda one: one.id == address_id) or addresses[:1]

    def _find_order_address(self, address_id):
        """Return one of its own addresses by an id from a form.

        :raise UserError: it is none of them
        """
        address = self.env["res.partner"].search(
            [*self._get_address_domain(), ("id", "=", address_id)]
        )
        if not address:
            raise UserError(
                self.env._("Ship to: choose one of your own delivery addresses.")
            )
        return address

    def _get_address_countries(self):
        """Return the countries to which it may have goods sent."""
        rights = self.env["distributor.authorization"]
        known = self._get_order_addresses().country_id | self.company_id.country_id
        found = known | rights._get_portal_places(self)
        return found.sorted("name") or self.env.ref("base.cn")

    def _add_order_address(self, values):
        """Make a delivery address of the parts that the visitor checked.

        :param values: as in `_prepare_order_address`
        """
        known = {
            "parent_id": self.partner_id.id,
            "type": "delivery",
            **self._prepare_order_address(values),
        }
        same = [(name, "=", value or False) for name, value in known.items()]
        partners = self.env["res.partner"]
        # pasted twice it is one address
        return partners.search(same, limit=1) or partners.create(known)

    def _prepare_order_address(self, values):
        """Return the values of an address from its parts in a form.

        The district stands before the street, where territories read it.

        :param values: dict of name, phone, city, district, street, zip (str) and the
            ids of country_id and state_id, from a form
        :raise UserError: names the field that is missing or wrong
        """
        self.ensure_one()
        labels = {
            "name": self.env._("Recipient"),
            "phone": self.env._("Phone"),
            "city": self.env._("City"),
            "street": self.env._("Street and number"),
        }
        if missing := [label for name, label in labels.items() if not values[name]]:
            raise UserError(self.env._("%s: please fill it in.", ", ".join(missing)))
        countries = self._get_address_countries()
        state = countries.state_ids.filtered(lambda one: one.id == values["state_id"])
        country = state.country_id or countries.filtered(
            lambda one: one.id == values["country_id"]
        )
        if not state and (country or countries[:1]).state_ids:
            raise UserError(self.env._("State or province: please choose one."))
        district, street = values["district"], values["street"]
        return {
            "name": values["name"],
            "phone": values["phone"],
            "country_id": (country or countries)[:1].id,
            "state_id": state.id,
            "city": values["city"],
            "street": street if street.startswith(district) else district + street,
            "zip": values["zip"],
        }

    def _check_place(self, order):
        """Return whether the distributor may sell where an order goes.

        :return: dict of territory, text, approvals and refusals (sentences), products
            (what is refused, if it is not the whole order) and notes
        """
        territory = order.ship_territory_id
        result = {
            "territory": territory,
            "text": "",
            "approvals": [],
            "refusals": [],
            "products": self.env["product.product"],
            "notes": [],
        }
        found = self._find_place_reasons(order)
        for kind, (text, products) in found.items():
            policy = self._get_exception_policy(kind)
            name = {"ask": "approvals", "refuse": "refusals"}.get(policy, "notes")
            result[name].append(text)
            if name == "refusals":
                result["products"] |= products
        if order.order_line and not {"territory", "unmatched"} & found.keys():
            result["text"] = self._get_place_right(order)
        return result

    def _get_place_right(self, order):
        """Return by which right it may sell there, as far as rights are used."""
        if not self.company_id.authorization_in_use or not order.ship_territory_id:
            return ""
        return self._get_sell_answer(
            order.order_line[0].product_id._origin,
            order.ship_territory_id,
            order._get_channel_date(),
            order.sale_channel_id,
        )["text"]

    def _find_place_reasons(self, order):
        """Return {kind of exception: (sentence for the distributor, its products)}."""
        day = order._get_channel_date()
        mapped = bool(self.env["distributor.territory"]._get_used(self.company_id))
        none = self.env["product.product"]
        found = order._find_place_exceptions(
            order._fetch_order_rules({order: day}), mapped
        )
        reasons = {
            kind: (
                self._tell_place(kind, order, values),
                values["line_ids"].product_id._origin if kind == "product" else none,
            )
            for kind, values in found.items()
        }
        if seller := order._find_sellers({order: day}).get(order):
            text = self.env._(
                "You buy from %s, not from the brand.", self.browse(seller).display_name
            )
            reasons["seller"] = (text, none)
        return reasons

    def _tell_place(self, kind, order, values):
        if kind == "territory":
            return self.env._(
                "The address lies in %s, where you have no authorisation.",
                order.ship_territory_id.display_name,
            )
        if kind == "unmatched":
            return self.env._("The address belongs to no territory of our map.")
        names = values["line_ids"].product_id.mapped("display_name")
        return self.env._("You are not authorised to sell %s.", ", ".join(names))
