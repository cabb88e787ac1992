# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import api, models


class DistributorImportShips(models.AbstractModel):
    """Where orders of the files went: known delivery addresses, or new ones."""

    _name = "distributor.import.ships"
    _description = "Import of Delivery Addresses"

    @api.model
    def _get_ship_partners(self, job, orders):
        """Return {order: delivery address}, the distributor's where it is the same."""
        partners = {
            order: job.distributors[order.distributor_code].partner_id
            for order in orders
        }
        wanted = {}
        for order, partner in partners.items():
            key = self._get_ship_key(job, order, partner)
            if key:
                wanted.setdefault(key, []).append(order)
        known = self._find_ships(wanted)
        missing = [key for key in wanted if key not in known]
        created = self.env["res.partner"].create(
            [self._prepare_ship(key) for key in missing]
        )
        known.update(zip(missing, created, strict=True))
        for key, group in wanted.items():
            partners.update((order, known[key]) for order in group)
        return partners

    @api.model
    def _get_ship_key(self, job, order, partner):
        """Return what identifies the address; None for the distributor's own."""
        country = job.countries.get(order.ship_country_code, False)
        if not order.ship_street or not order.ship_city:
            return None
        address = (order.ship_street, order.ship_city, order.ship_zip or "", country)
        own = (
            partner.street or "",
            partner.city or "",
            partner.zip or "",
            partner.country_id.id,
        )
        if address == own:
            return None
        return (partner.id, order.ship_name or partner.name, *address)

    @api.model
    def _prepare_ship(self, key):
        parent, name, street, city, zip_code, country = key
        return {
            "parent_id": parent,
            "type": "delivery",
            "name": name,
            "street": street,
            "city": city,
            "zip": zip_code or False,
            "country_id": country,
        }

    @api.model
    def _find_ships(self, wanted):
        children = self.env["res.partner"].search(
            [
                ("parent_id", "in", [key[0] for key in wanted]),
                ("type", "=", "delivery"),
            ]
        )
        return {
            (
                child.parent_id.id,
                child.name,
                child.street or "",
                child.city or "",
                child.zip or "",
                child.country_id.id,
            ): child
            for child in children
        }
