# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
from collections import defaultdict
from datetime import datetime, time

from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError

from .account_move_line import ReconcilePlan

QUIET = {
    "distributor_import": True,
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
}
#: what an order can be refused for; anything else is a fault and stops the run
REFUSALS = (UserError, IntegrityError, ValueError)


class DistributorImportOrders(models.AbstractModel):
    """Orders from the files to confirmed, delivered, invoiced and paid orders.

    An order goes in whole or not at all. Orders are worked off many at a time; when
    one of them is refused, the batch is undone and split until it stands alone.
    """

    _name = "distributor.import.orders"
    _description = "Import of Orders"
    _inherit = "distributor.import.ships"

    @api.model
    def _load_orders(self, job, orders):
        """Import ``orders``; return [(order, reason)] of those that were refused."""
        try:
            with self.env.cr.savepoint():
                self._import_orders(job, orders)
        except REFUSALS as error:
            job.wallets.clear()
            if len(orders) > 1:
                half = len(orders) // 2
                refused = self._load_orders(job, orders[:half])
                return refused + self._load_orders(job, orders[half:])
            return [(orders[0], self._get_reason(error))]
        return []

    @api.model
    def _get_reason(self, error):
        text = getattr(error, "diag", None) and error.diag.message_primary
        return str(text or error).strip()

    @api.model
    def _import_orders(self, job, orders):
        sales = self._create_sales(job, orders)
        self._check_amounts(orders, sales)
        if job.own_money:
            self._top_up_sales(job, sales)
        else:
            self._check_funds(job, sales)
        sales.action_confirm()
        self._deliver(sales)
        self._invoice(sales)
        self._check_paid(sales)
        for day, group in sales.grouped("historic_date").items():
            group.write({"date_order": self._get_moment(day)})
        self.env.flush_all()

    @api.model
    def _get_moment(self, day):
        """Noon UTC: the same day in nearly every timezone."""
        return datetime.combine(day, time(12))

    @api.model
    def _create_sales(self, job, orders):
        ships = self._get_ship_partners(job, orders)
        values = []
        for order in orders:
            partner = job.distributors[order.distributor_code].partner_id
            values.append(self._prepare_sale(job, order, partner, ships[order]))
        return self.env["sale.order"].create(values)

    @api.model
    def _check_amounts(self, orders, sales):
        """Refuse an order that would not be worth in Odoo what the files say."""
        for order, sale in zip(orders, sales, strict=True):
            untaxed = float(order.untaxed)
            if sale.currency_id.compare_amounts(sale.amount_untaxed, untaxed):
                raise UserError(
                    self.env._(
                        "The lines add up to %(expected)s, Odoo computes %(amount)s. "
                        "Set the company's tax rounding to “Round per Line”.",
                        expected=sale.currency_id.format(untaxed),
                        amount=sale.currency_id.format(sale.amount_untaxed),
                    )
                )

    @api.model
    def _prepare_sale(self, job, order, partner, ship):
        return {
            "company_id": job.company.id,
            "partner_id": partner.id,
            "partner_invoice_id": partner.id,
            "partner_shipping_id": ship.id,
            # the prices of the past stand in the files, in the company's currency
            "pricelist_id": False,
            "date_order": self._get_moment(order.order_date),
            "historic_date": order.order_date,
            "client_order_ref": order.order_ref,
            "import_reference": order.order_ref,
            "import_freight": float(order.freight or 0),
            "user_id": partner.user_id.id,
            "order_line": [
                (
                    0,
                    0,
                    {
                        "product_id": job.products[line.product_code].id,
                        "product_uom_qty": float(line.quantity),
                        "price_unit": float(line.unit_price),
                        "discount": float(line.discount),
                        "tax_ids": [],
                    },
                )
                for line in order.lines
            ],
        }

    @api.model
    def _top_up_sales(self, job, sales):
        """Bring in exactly what each order needs, on its day, many at a time."""
        values = [
            self._prepare_top_up(job, sale)
            for sale in sales
            if sale.distributor_id.prepaid
            and not sale.currency_id.is_zero(sale.amount_total)
        ]
        payments = self.env["account.payment"].create(values)
        payments.filtered(
            lambda payment: not payment.payment_method_line_id.payment_account_id
        ).outstanding_account_id = job.journal.default_account_id
        payments.action_post()

    @api.model
    def _prepare_top_up(self, job, sale):
        """Return the payment that ``distributor.wallet._top_up`` would make."""
        wallet = job.get_wallet(sale.distributor_id)
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": wallet.partner_id.id,
            "distributor_wallet_id": wallet.id,
            "amount": sale.amount_total,
            "currency_id": wallet.currency_id.id,
            "journal_id": job.journal.id,
            "date": sale.historic_date,
            "memo": sale.import_reference,
        }

    @api.model
    def _check_funds(self, job, sales):
        """Refuse an order that the money of its own day does not pay.

        The wallet itself refuses what it cannot pay today; money that came in later
        must not pay an order of the past, also not in a second run.
        """
        spent = defaultdict(float)
        for sale in sales.sorted("historic_date"):
            if not sale.distributor_id.prepaid:
                continue
            wallet = job.get_wallet(sale.distributor_id)
            balance = wallet.currency_id.round(
                self._get_balance_on(wallet, sale.historic_date) - spent[wallet]
            )
            spent[wallet] += sale.amount_total
            if wallet.currency_id.compare_amounts(balance, sale.amount_total) < 0:
                missing = sale.amount_total - balance
                raise UserError(
                    self.env._(
                        "The wallet of %(distributor)s held %(balance)s on %(date)s "
                        "and the order needs %(need)s: %(missing)s is missing.",
                        distributor=sale.distributor_id.display_name,
                        balance=wallet.currency_id.format(balance),
                        date=sale.historic_date,
                        need=wallet.currency_id.format(sale.amount_total),
                        missing=wallet.currency_id.format(missing),
                    )
                )

    @api.model
    def _get_balance_on(self, wallet, day):
        groups = self.env["distributor.wallet.entry"]._read_group(
            [("wallet_id", "=", wallet.id), ("date", "<=", day)],
            aggregates=["amount:sum"],
        )
        return groups[0][0] or 0.0

    @api.model
    def _deliver(self, sales):
        """Deliver all of it on the day of the order, in as many steps as it takes."""
        done = self.env["stock.picking"]
        while pickings := (sales.picking_ids - done).filtered(
            lambda picking: picking.state not in ("done", "cancel")
        ):
            pickings.filtered(lambda picking: picking.state == "draft").action_confirm()
            for move in pickings.move_ids:
                if move.quantity != move.product_uom_qty:
                    move.quantity = move.product_uom_qty
            pickings.move_ids.picked = True
            pickings._action_done()
            done |= pickings
        days = {sale: sale.historic_date for sale in sales}
        for day in set(days.values()):
            group = sales.filtered(lambda sale, day=day: days[sale] == day)
            moment = self._get_moment(day)
            group.picking_ids.write({"date_done": moment})
            group.picking_ids.move_ids.write({"date": moment})
            group.picking_ids.move_line_ids.write({"date": moment})

    @api.model
    def _invoice(self, sales):
        """Invoice each order by itself; reconcile all with their payments at once."""
        plan = ReconcilePlan()
        invoices = sales._create_invoices(grouped=True)
        invoices.with_context(distributor_import_plan=plan).action_post()
        self.env["account.move.line"]._reconcile_plan(
            [lines.with_env(self.env) for lines in plan.lines]
        )

    @api.model
    def _check_paid(self, sales):
        """Refuse what the wallet should have paid and did not."""
        for sale in sales:
            for invoice in sale.invoice_ids:
                if sale.distributor_id.prepaid and invoice.payment_state != "paid":
                    raise UserError(
                        self.env._(
                            "Invoice %(invoice)s was not paid from the wallet.",
                            invoice=invoice.name,
                        )
                    )
