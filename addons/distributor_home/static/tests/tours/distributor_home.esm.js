import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const CARD = ".o_distributor_home_card[data-key=orders_asked]";

registry.category("web_tour.tours").add("distributor_home", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        {
            trigger: ".o_app[data-menu-xmlid='distributor.distributor_menu_root']",
            run: "click",
        },
        {
            content: "The app opens with what waits; a line opens the order",
            trigger: `${CARD} .o_distributor_home_line:contains('2,000')`,
            run: "click",
        },
        {
            content: "What it waits for, and what can be done about it",
            trigger: ".modal .o_distributor_desk_item:contains('is missing')",
        },
        {
            trigger: ".modal .o_distributor_desk_item button[name=action_top_up]",
            run: "click",
        },
        {
            content: "The wizard opens in its place",
            trigger: ".modal .o_field_widget[name=journal_id]",
        },
        {
            trigger: ".modal .btn-close",
            run: "click",
        },
        {
            content: "A title opens the list of the same records",
            trigger: `body:not(:has(.modal)) ${CARD} .o_distributor_home_title`,
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row:contains('2,000')",
        },
    ],
});
