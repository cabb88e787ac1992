import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * One tap chooses an amount; what a transfer must carry is copied by one tap.
 */
export class TopupForm extends Interaction {
    static selector = ".o_distributor_portal_topup";
    dynamicContent = {
        "button[data-amount]": {"t-on-click": this.onAmount},
        "[data-copy]": {"t-on-click": this.onCopy},
    };

    onAmount(event) {
        const input = this.el.querySelector("input[name=amount]");
        input.value = event.currentTarget.dataset.amount;
        input.focus();
    }

    async onCopy(event) {
        const button = event.currentTarget;
        await this.waitFor(navigator.clipboard.writeText(button.dataset.copy));
        const text = button.textContent;
        button.textContent = button.dataset.done;
        this.waitForTimeout(() => {
            button.textContent = text;
        }, 1500);
    }
}

registry.category("public.interactions").add("distributor_portal.topup", TopupForm);
