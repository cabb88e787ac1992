import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** One tap copies what a seller passes on to its consumer. */
export class Parcel extends Interaction {
    static selector = ".o_distributor_portal_parcels";
    dynamicContent = {
        "[data-copy]": {"t-on-click": this.onCopy},
    };

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

registry
    .category("public.interactions")
    .add("distributor_portal_dropship.parcel", Parcel);
