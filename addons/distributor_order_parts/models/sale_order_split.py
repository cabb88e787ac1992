# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.distributor_order.models.sale_order import MOVING


class SaleOrderSplit(models.AbstractModel):
    """Makes several quotations of one."""

    _name = "sale.order.split"
    _description = "Splitting of an Order"

    split_from_id = fields.Many2one(
        "sale.order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )
    split_root_id = fields.Many2one(
        "sale.order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="The order that this one and others were when it was ordered.",
    )

    def action_split(self):
        """Open the choice of what becomes another order."""
        self.ensure_one()
        self.check_access("write")
        self._check_parts_open()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "distributor_order_parts.distributor_order_split_action"
        )
        return dict(action, context={"default_order_id": self.id})

    def _split(self, quantities, **values):
        """Move quantities to another quotation, at the same prices.

        :param quantities: {sale.order.line: quantity}
        :param values: of the new order, as its warehouse or its delivery address
        :return: the new order
        :raise UserError: nothing or everything would be moved, or more than there is,
            or the address is none of the customer
        """
        self.ensure_one()
        self._check_parts_open()
        self._check_split(quantities)
        address = self.partner_shipping_id
        if address_id := values.get("partner_shipping_id"):
            address = address.browse(address_id)
            self._check_split_address(address)
        part = self._make_part(address, values)
        part._take_over(quantities, self)
        self._on_split(part)
        part.message_post(body=self.env._("Split from %s.", self.name))
        self.message_post(body=self.env._("A part became %s.", part.name))
        return part

    def _propose_missing(self, lines):
        """Return {line: how much of it is not in stock}.

        Lines of one product share what is free in their warehouse.

        :param lines: sale.order.line records of this order
        """
        moves = dict.fromkeys(lines, 0.0)
        stocked = lines.filtered(lambda one: one.product_id.is_storable)
        for warehouse, some in stocked.grouped("warehouse_id").items():
            free = self._get_split_stock(some.product_id, warehouse)
            for line in some:
                unit, wanted = line.product_id.uom_id, line.product_uom_qty
                there = unit._compute_quantity(
                    free[line.product_id.id],
                    line.product_uom_id,
                    rounding_method="DOWN",
                )
                stays = min(wanted, there)
                moves[line] = wanted - stays
                free[line.product_id.id] -= line.product_uom_id._compute_quantity(
                    stays, unit, round=False
                )
        return moves

    def _get_split_stock(self, products, warehouse):
        """Return {product id: how much a warehouse can still promise}; a hook."""
        located = products.with_context(warehouse_id=warehouse.id)
        return {product.id: max(product.free_qty, 0.0) for product in located}

    def _make_part(self, address, values):
        """Return a quotation that has all of this order but its lines."""
        part = self.with_context(**{MOVING: True}).copy(
            {
                "order_line": False,
                "origin": self.origin or self.name,
                "user_id": self.user_id.id,
                "client_order_ref": self.client_order_ref,
                **values,
            }
        )
        if self.state == "sent":
            part.state = "sent"
        # sudo: the user made the copy, and takes its lines off this order
        part.sudo().write(
            {"split_from_id": self.id, **self._prepare_part_vals(address)}
        )
        return part.with_env(self.env)

    def _take_over(self, quantities, order):
        """Move lines of another order here, and keep in mind that they were one."""
        for line, quantity in quantities.items():
            price = {"price_unit": line.price_unit, "discount": line.discount}
            moving = line.with_context(**{MOVING: True})
            moved = moving.copy(
                {"order_id": self.id, "product_uom_qty": quantity, **price}
            )
            moved.write(price)
            moving._give_away(quantity)
        if self.partner_shipping_id != order.partner_shipping_id:
            self._follow_address()
        root = order.split_root_id or order
        # sudo: the lines of both were changed just now
        (self | order | root).sudo().split_root_id = root

    def _follow_address(self):
        """Tax what is delivered elsewhere as it is taxed there."""
        position = self._get_split_position(self.partner_shipping_id)
        if position != self.fiscal_position_id:
            self.fiscal_position_id = position
            self._recompute_taxes()

    def _get_split_position(self, address):
        """Return the fiscal position of what is delivered to an address."""
        positions = self.env["account.fiscal.position"].with_company(self.company_id)
        return positions._get_fiscal_position(self.partner_id, address)

    def _check_split_address(self, address):
        """Refuse an address that is none of the customer's.

        :raise UserError: names the address
        """
        own = self.partner_id.commercial_partner_id
        if address == self.partner_shipping_id:
            return
        if address.commercial_partner_id != own or address.company_id not in (
            address.company_id.browse(),
            self.company_id,
        ):
            raise UserError(
                self.env._(
                    "Deliver to: %(address)s is no address of %(customer)s.",
                    address=address.display_name,
                    customer=own.display_name,
                )
            )

    def _check_split(self, quantities):
        lines = self.order_line.filtered(lambda line: not line.display_type)
        for line, quantity in quantities.items():
            if line not in lines or quantity <= 0:
                raise UserError(
                    self.env._("Choose lines of %s and quantities above 0.", self.name)
                )
            if line.product_uom_id.compare(quantity, line.product_uom_qty) > 0:
                raise UserError(
                    self.env._(
                        "%(product)s: there are only %(quantity)g to move.",
                        product=line.product_id.display_name,
                        quantity=line.product_uom_qty,
                    )
                )
        stays = [
            line
            for line in lines
            if line.product_uom_id.compare(
                line.product_uom_qty, quantities.get(line, 0.0)
            )
            > 0
        ]
        if not quantities or not stays:
            raise UserError(
                self.env._("A part of %s moves, and a part stays.", self.name)
            )
