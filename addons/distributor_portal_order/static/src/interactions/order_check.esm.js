import {Basket, formatQuantity, move, readQuantity} from "./basket.esm";
import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * The second step of an order. Each change is answered by the server with the whole of
 * it: prices, address and payment are never computed here.
 */
export class OrderCheck extends Interaction {
    static selector = ".o_distributor_order_check";
    dynamicContent = {
        _root: {
            "t-on-click": this.onClick,
            "t-on-change": this.onChange,
            "t-on-submit": this.onSubmit,
        },
        _window: {"t-on-online": this.onOnline},
    };

    start() {
        this.basket = new Basket(this.el.dataset.basket);
        this.takeOver();
    }

    /** Makes the basket of this browser what is shown, or says that it is another. */
    takeOver() {
        const {key, lines} = this.el.dataset;
        if (this.basket.key === key && this.isAgain() && this.basket.text !== lines) {
            location.replace(this.basket.getUrl(this.getShip()));
        } else if (this.basket.key === key || !this.basket.count) {
            if (lines) {
                this.basket.setText(lines, key);
            }
        } else {
            this.showOther();
        }
    }

    /** Tells whether the address is older than what was changed on the page since. */
    isAgain() {
        const [entry] = performance.getEntriesByType("navigation");
        return entry && ["back_forward", "reload"].includes(entry.type);
    }

    getShip() {
        const chosen = this.el.querySelector("input[name=ship]:checked");
        return chosen && chosen.value;
    }

    showOther() {
        const {lines} = this.el.dataset;
        const merged = new Basket(this.basket.name);
        const quantities = {};
        for (const part of lines.split("_").filter(Boolean)) {
            const [product, quantity] = part.split("-");
            quantities[product] = {quantity: Number(quantity)};
        }
        merged.lines = {...merged.lines, ...quantities};
        const link = document.createElement("a");
        link.className = "btn btn-link";
        link.textContent = this.getText("add");
        link.href = merged.getUrl(this.getShip());
        const text = this.getText("other").replace("%s", this.basket.count);
        this.showMessage(`${text} `, "info", link);
    }

    /** Returns a sentence of the page, in its language. */
    getText(name) {
        return this.el.querySelector(`[data-text="${name}"]`).textContent;
    }

    showMessage(text, kind, link) {
        const message = this.el.querySelector(".o_distributor_order_message");
        message.className = `o_distributor_order_message alert alert-${kind}`;
        message.replaceChildren(text, ...(link ? [link] : []));
    }

    getQuantities() {
        const quantities = {};
        for (const line of this.el.querySelectorAll("[data-product]")) {
            const input = line.querySelector("[data-quantity]");
            quantities[line.dataset.product] = readQuantity(input.value);
        }
        return quantities;
    }

    onClick(event) {
        const button = event.target.closest("[data-move], [data-set]");
        if (!button) {
            return;
        }
        const line = button.closest("[data-product]");
        const input = line.querySelector("[data-quantity]");
        const {minimum = 0, step} = line.dataset;
        const quantity = button.dataset.set
            ? Number(button.dataset.set)
            : move(
                  readQuantity(input.value),
                  Number(button.dataset.move),
                  Number(minimum),
                  Number(step)
              );
        input.value = formatQuantity(quantity);
        this.ask(`[data-product="${line.dataset.product}"] [data-quantity]`);
    }

    onChange(event) {
        if (event.target.matches("[data-quantity]")) {
            const {product} = event.target.closest("[data-product]").dataset;
            this.ask(`[data-product="${product}"] [data-quantity]`);
        } else if (event.target.name === "ship") {
            this.ask(`input[name=ship][value="${event.target.value}"]`);
        }
    }

    onSubmit(event) {
        // a second tap while the first is on its way; the key would catch it as well
        const button = event.target.querySelector("button[type=submit]");
        if (button.ariaBusy === "true") {
            event.preventDefault();
        }
        button.ariaBusy = "true";
    }

    onOnline() {
        if (this.lost) {
            this.ask(this.lost);
        }
    }

    /** Asks the server for the page with these quantities, and shows it. */
    async ask(focused) {
        const asked = new Basket(this.basket.name);
        const {key} = this.el.dataset;
        asked.lines = {};
        for (const [product, quantity] of Object.entries(this.getQuantities())) {
            if (quantity) {
                asked.lines[product] = {quantity};
            }
        }
        asked.key = key;
        const url = asked.getUrl(this.getShip());
        if (this.basket.key === key) {
            this.basket.setText(asked.text, key);
        }
        const turn = (this.turn = (this.turn || 0) + 1);
        this.setBusy(true);
        let fresh = null,
            shown = url;
        try {
            const response = await this.waitFor(fetch(url));
            shown = response.url;
            const page = new DOMParser().parseFromString(
                await response.text(),
                "text/html"
            );
            fresh = page.querySelector(OrderCheck.selector);
        } catch {
            // told below
        }
        if (turn !== this.turn) {
            return;
        }
        this.setBusy(false);
        this.lost = fresh ? "" : focused;
        if (!fresh) {
            this.showMessage(this.getText("lost"), "warning");
            return;
        }
        this.replace(fresh, shown, focused);
    }

    setBusy(busy) {
        this.el.ariaBusy = String(busy);
        const button = this.el.querySelector("button[type=submit]");
        if (button && busy) {
            button.disabled = true;
        }
    }

    replace(fresh, url, focused) {
        const note = this.el.querySelector("textarea[name=note]");
        const typed = [...this.el.querySelectorAll("input[data-keep]")];
        this.el.replaceChildren(...fresh.childNodes);
        this.el.dataset.lines = fresh.dataset.lines;
        history.replaceState(null, "", url);
        if (this.basket.key === this.el.dataset.key) {
            this.basket.setText(fresh.dataset.lines, this.el.dataset.key);
        }
        const box = this.el.querySelector("textarea[name=note]");
        if (note && box) {
            box.value = note.value;
            box.closest("details").open = note.closest("details").open;
        }
        for (const {name, value} of typed) {
            const input = this.el.querySelector(`input[data-keep][name="${name}"]`);
            if (input) {
                input.value = value;
            }
        }
        const target = this.el.querySelector(focused);
        if (target) {
            target.focus({preventScroll: true});
        }
    }
}

/** The basket that became an order is empty. */
export class OrderPlaced extends Interaction {
    static selector = ".o_distributor_order_placed";

    start() {
        const basket = new Basket(this.el.dataset.basket);
        if (basket.key === this.el.dataset.key) {
            basket.clear();
        }
    }
}

const interactions = registry.category("public.interactions");
interactions.add("distributor_portal_order.check", OrderCheck);
interactions.add("distributor_portal_order.placed", OrderPlaced);
