import {
    formatQuantity,
    move,
    readQuantity,
} from "@distributor_portal_order/interactions/basket.esm";
import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** More and less of what is proposed; the server looks at it at the next step. */
export class Restock extends Interaction {
    static selector = ".o_distributor_restock";
    dynamicContent = {
        "[data-move]": {"t-on-click": this.onMove},
    };

    onMove(event) {
        const line = event.currentTarget.closest("[data-product]");
        const {minimum = 0, step} = line.dataset;
        const input = line.querySelector("[data-quantity]");
        const quantity = move(
            readQuantity(input.value),
            Number(event.currentTarget.dataset.move),
            Number(minimum),
            Number(step)
        );
        input.value = formatQuantity(quantity);
    }
}

registry.category("public.interactions").add("distributor_restock.restock", Restock);
