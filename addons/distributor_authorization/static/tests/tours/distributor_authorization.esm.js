import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("distributor_authorization_ask", {
    url: "/odoo",
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            trigger: ".o_app[data-menu-xmlid='distributor.distributor_menu_root']",
            run: "click",
        },
        {
            trigger:
                "button[data-menu-xmlid='distributor_territory.distributor_menu_territory']",
            run: "click",
        },
        {
            trigger:
                "[data-menu-xmlid='distributor_authorization.distributor_authorization_ask_menu']",
            run: "click",
        },
        {
            content: "Which product",
            trigger: ".modal .o_field_widget[name=product_id] input",
            run: "edit T-Longjing",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(T-Longjing)",
            run: "click",
        },
        {
            content: "At whose address",
            trigger: ".modal .o_field_widget[name=partner_id] input",
            run: "edit T-Buyer",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(T-Buyer)",
            run: "click",
        },
        {
            content: "The answer names who, and the rule",
            trigger: ".modal [name=answer]:contains(T-X):contains(AUT)",
        },
        {
            content: "Why the others do not come first",
            trigger: ".modal [name=loser_text]:contains(T-M)",
        },
        {
            trigger: ".modal footer button:contains(Close)",
            run: "click",
        },
        {trigger: "body:not(:has(.modal))"},
    ],
});

registry.category("web_tour.tours").add("distributor_authorization_order", {
    steps: () => [
        {
            content: "The order says why it cannot be confirmed",
            trigger: "div[name=exceptions_refused]:contains(T-SZ)",
        },
        {
            content: "It is refused by the server too",
            trigger: "button[name=action_confirm]:visible",
            run: "click",
        },
        {
            trigger: ".modal:contains(cannot be confirmed):contains(T-SZ)",
        },
        {
            trigger: ".modal footer button:contains(Close)",
            run: "click",
        },
        {
            trigger: ".nav-link[name=exceptions]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=exception_ids]:contains(T-SZ)",
        },
        {
            content: "Still a quotation",
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(Quotation)",
        },
    ],
});
