import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/**
 * A filter applies as soon as it is chosen; without JavaScript the form has a button.
 */
export class FilterForm extends Interaction {
    static selector = ".o_distributor_portal_filter";
    dynamicContent = {
        select: {"t-on-change": this.onChange},
    };

    onChange() {
        this.el.requestSubmit();
    }
}

registry
    .category("public.interactions")
    .add("distributor_portal.filter_form", FilterForm);
