import {Basket, formatQuantity, move, readQuantity, roundUp} from "./basket.esm";
import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** The first step of an order: quantities by thumb or keyboard, and what they come to. */
export class OrderChoose extends Interaction {
    static selector = ".o_distributor_order_choose";
    dynamicContent = {
        "[data-move]": {"t-on-click": this.onMove},
        "[data-quantity]": {"t-on-change": this.onWrite},
        "[data-favourite]": {"t-on-click": this.onFavourite},
        "[data-empty]": {"t-on-click": this.onEmpty},
        _window: {"t-on-pageshow": this.show, "t-on-storage": this.show},
    };

    start() {
        this.show();
    }

    show() {
        this.basket = new Basket(this.el.dataset.basket);
        for (const card of this.el.querySelectorAll("[data-product]")) {
            const line = this.basket.lines[card.dataset.product];
            card.querySelector("[data-quantity]").value = line
                ? formatQuantity(line.quantity)
                : "";
            card.classList.toggle("o_chosen", Boolean(line));
            if (line) {
                // prices of today, for what was chosen on another day
                this.basket.set(
                    card.dataset.product,
                    line.quantity,
                    this.getKnown(card)
                );
            }
        }
        this.showBar();
    }

    getKnown(card) {
        return {
            price: Number(card.dataset.price),
            steps: JSON.parse(card.dataset.steps),
        };
    }

    onMove(event) {
        const card = event.currentTarget.closest("[data-product]");
        const {minimum = 0, step} = card.dataset;
        const now = readQuantity(card.querySelector("[data-quantity]").value);
        const direction = Number(event.currentTarget.dataset.move);
        this.setQuantity(card, move(now, direction, Number(minimum), Number(step)));
    }

    onWrite(event) {
        const card = event.currentTarget.closest("[data-product]");
        this.setQuantity(card, readQuantity(event.currentTarget.value));
    }

    setQuantity(card, wanted) {
        const {minimum = 0, step, pack, product} = card.dataset;
        const quantity = roundUp(wanted, Number(minimum), Number(step), pack);
        const note = card.querySelector(".o_distributor_order_rounded");
        const text = formatQuantity(quantity);
        note.textContent =
            quantity === wanted ? "" : `${formatQuantity(wanted)} → ${text}`;
        card.querySelector("[data-quantity]").value = quantity ? text : "";
        card.classList.toggle("o_chosen", quantity > 0);
        this.basket.set(product, quantity, this.getKnown(card));
        this.showBar();
    }

    showBar() {
        const {count, estimate} = this.basket;
        const label = this.el.querySelector(".o_distributor_order_count");
        label.textContent = this.getText(["none", "one"][count] || "many").replace(
            "%s",
            count
        );
        this.el.querySelector(".o_distributor_order_total").textContent = count
            ? this.formatAmount(estimate)
            : "";
        this.el
            .querySelector(".o_distributor_order_about")
            .classList.toggle("d-none", !count);
        this.el.querySelector("[data-empty]").classList.toggle("d-none", !count);
        const next = this.el.querySelector(".o_distributor_order_next");
        next.classList.toggle("disabled", !count);
        next.ariaDisabled = count ? null : "true";
        next.href = this.basket.getUrl();
    }

    formatAmount(amount) {
        const {symbol, position, digits} = this.el.dataset;
        const text = amount.toLocaleString(document.documentElement.lang || undefined, {
            minimumFractionDigits: Number(digits),
            maximumFractionDigits: Number(digits),
        });
        return position === "before"
            ? `${symbol}\u00a0${text}`
            : `${text}\u00a0${symbol}`;
    }

    /** Returns a sentence of the page, in its language. */
    getText(name) {
        return this.el.querySelector(`[data-text="${name}"]`).textContent;
    }

    onEmpty() {
        // a basket is soon filled again, but not by a tap that went astray

        if (window.confirm(this.getText("question"))) {
            this.basket.clear();
            this.show();
        }
    }

    async onFavourite(event) {
        const button = event.currentTarget;
        const body = new FormData();
        body.set("csrf_token", this.el.dataset.csrf);
        body.set("product", button.closest("[data-product]").dataset.product);
        const was = button.ariaPressed === "true";
        this.setFavourite(button, !was);
        let favourite = was;
        try {
            const response = await this.waitFor(
                fetch("/my/distribution/order/favourite", {method: "POST", body})
            );
            favourite = response.ok ? (await response.json()).favourite : was;
        } catch {
            // without a connection it stays as it was
        }
        this.setFavourite(button, favourite);
    }

    setFavourite(button, favourite) {
        button.ariaPressed = String(favourite);
        const icon = button.querySelector(".fa");
        icon.classList.toggle("fa-heart", favourite);
        icon.classList.toggle("fa-heart-o", !favourite);
    }
}

registry
    .category("public.interactions")
    .add("distributor_portal_order.choose", OrderChoose);
