import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * One tap returns all of a line; a reason says what it needs; one tap sends once.
 */
export class ReturnForm extends Interaction {
    static selector = ".o_distributor_portal_return_form";
    dynamicContent = {
        "[data-all]": {"t-on-click": this.onAll},
        "#reason": {"t-on-change": this.onReason},
        _root: {"t-on-submit": this.onSubmit},
    };

    start() {
        this.onReason();
    }

    onAll(event) {
        const input = event.currentTarget.parentElement.querySelector("input");
        input.value = event.currentTarget.dataset.all;
    }

    onReason() {
        const {photos, goods} =
            this.el.querySelector("#reason").selectedOptions[0].dataset;
        const chosen = Boolean(this.el.querySelector("#reason").value);
        this.el.querySelector("#reason_photos").classList.toggle("d-none", !photos);
        this.el
            .querySelector("#reason_goods")
            .classList.toggle("d-none", !chosen || Boolean(goods));
    }

    onSubmit() {
        this.el.querySelector("button[type=submit]").disabled = true;
    }
}

registry
    .category("public.interactions")
    .add("distributor_portal_return.return_form", ReturnForm);
