# Copyright 2026 Distribution Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl)
"""The deposit wallet: an order paid from it beside the stock way, holds beside pgbench,
eight clients on one wallet, and the proof of 100,000 wallets beside the bare sums; each
with the bound it must keep. Works on a copy of the database, which is dropped again."""

from statistics import median

from benches import _wallet_clients, _wallet_holds, _wallet_proof
from benches.order import KINDS, make_distributor, make_order, make_products
from bounds import at_most
from copied import copied
from measure import timed

WARM_UP = 2
ORDER_BOUND = 1.15


def sell(order):
    """Confirm and invoice an order; when it is posted, a wallet pays it."""
    order.action_confirm()
    invoice = order._create_invoices()
    invoice.action_post()
    return invoice


def sell_and_register(order):
    """Confirm and invoice an order and register its payment, as a clerk does."""
    invoice = sell(order)
    wizard = order.env["account.payment.register"].with_context(
        active_model="account.move", active_ids=invoice.ids
    )
    wizard.create({})._create_payments()
    return invoice


def measure_orders(env, repeat):
    """Yield what an order paid from the wallet costs; pairs outlast a busy machine."""
    if "authorization_in_use" in env.company:
        env.company.authorization_in_use = False
    products = make_products(env, KINDS["services"])
    dealer = make_distributor(env)
    plain = dealer.copy({"name": "Bench plain"})
    times = {"stock": [], "wallet": []}
    ways = [("stock", plain, sell_and_register), ("wallet", dealer, sell)]
    for number in range(repeat + WARM_UP):
        for name, partner, way in ways[:: -1 if number % 2 else 1]:
            order = make_order(env, partner, products)
            env.flush_all()
            seconds, invoice = timed(env, lambda order=order, way=way: way(order))
            if invoice.payment_state not in ("paid", "in_payment"):
                raise RuntimeError(f"{name}: {invoice.payment_state}")
            if number >= WARM_UP:
                times[name].append(seconds)
    for name, taken in times.items():
        yield f"order and payment, {name:<21}{1000 * median(taken):>9.0f} ms"
    pairs = zip(times["wallet"], times["stock"], strict=True)
    ratio = median(wallet / stock for wallet, stock in pairs)
    yield at_most(f"{'wallet / stock':<40}{ratio:>9.2f}", ratio, ORDER_BOUND)


def run(env, repeat):
    """Yield the lines to print."""
    yield from measure_orders(env, repeat)
    for bench in (_wallet_holds, _wallet_clients, _wallet_proof):
        with copied(env) as database:
            yield from bench.measure(database)
