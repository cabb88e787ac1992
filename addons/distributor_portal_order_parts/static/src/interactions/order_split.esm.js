import {
    formatQuantity,
    readQuantity,
} from "@distributor_portal_order/interactions/basket.esm";
import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * Taps move quantities between two orders, and the page says what stays. The server
 * decides what may move; nothing is computed here but sums.
 */
export class OrderSplit extends Interaction {
    static selector = ".o_distributor_order_split";
    dynamicContent = {
        "[data-move]": {"t-on-click": this.onMove},
        "[data-quantity]": {"t-on-input": this.update, "t-on-change": this.update},
    };

    start() {
        this.update();
    }

    onMove(event) {
        const button = event.currentTarget;
        const line = button.closest("[data-most]");
        const input = line.querySelector("[data-quantity]");
        const {step, most} = line.dataset;
        const wanted =
            readQuantity(input.value) + Number(button.dataset.move) * Number(step);
        const moved = Math.min(Math.max(wanted, 0), Number(most));
        input.value = moved ? formatQuantity(moved) : "";
        this.update();
    }

    update() {
        let [moving, staying] = [0, 0];
        for (const line of this.el.querySelectorAll("[data-most]")) {
            const most = Number(line.dataset.most);
            const moved = readQuantity(line.querySelector("[data-quantity]").value);
            const stays = Math.max(most - moved, 0);
            line.querySelector("[data-stays]").textContent = formatQuantity(stays);
            moving += moved > 0;
            staying += stays > 0;
        }
        const name = this.getName(moving, staying);
        const text = this.el.querySelector(`[data-text="${name}"]`).textContent;
        this.el.querySelector("[data-count]").textContent = text.replace("%s", moving);
        this.el.querySelector("button[type=submit]").disabled = !moving || !staying;
    }

    getName(moving, staying) {
        if (!moving) {
            return "none";
        }
        if (!staying) {
            return "all";
        }
        return moving === 1 ? "one" : "many";
    }
}

/** One tap sends once; a page that comes back can be sent again. */
export class PartsForm extends Interaction {
    static selector = ".o_distributor_parts_form";
    dynamicContent = {
        _root: {"t-on-submit": this.onSubmit},
        _window: {"t-on-pageshow": this.onShow},
    };

    onSubmit() {
        this.el.querySelector("button[type=submit]").disabled = true;
    }

    onShow() {
        this.el.querySelector("button[type=submit]").disabled = false;
    }
}

registry
    .category("public.interactions")
    .add("distributor_portal_order_parts.order_split", OrderSplit)
    .add("distributor_portal_order_parts.parts_form", PartsForm);
