import {registry} from "@web/core/registry";

const DIALOG = ".modal .o_form_view";

registry.category("web_tour.tours").add("distributor_move", {
    steps: () => [
        {
            content: "The form of the distributor leads to the wizard",
            trigger: ".o_statusbar_buttons button:contains('Move')",
            run: "click",
        },
        {
            content: "Directly below the brand is shown at once",
            trigger: `${DIALOG} .o_distributor_move_preview [name=before]:contains("Test T-R")`,
        },
        {
            content: "Its own downline is refused before pressing",
            trigger: `${DIALOG} [name=upline_id] input`,
            run: "edit T-D",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains('T-D')",
            run: "click",
        },
        {trigger: `${DIALOG} .alert-danger:contains("cannot")`},
        {trigger: ".modal-footer:not(:has(button[name=action_move]))"},
        {
            trigger: `${DIALOG} [name=upline_id] input`,
            run: "edit T-M2",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains('T-M2')",
            run: "click",
        },
        {
            content: "Before, after, who loses and who gains",
            trigger: `${DIALOG} .o_distributor_move_preview [name=after]:contains("T-Other Master")`,
        },
        {trigger: `${DIALOG} [name=gain]:contains("T-M2")`},
        {trigger: `${DIALOG} [name=lose]:contains("T-R")`},
        {
            trigger: `${DIALOG} [name=reason] input`,
            run: "edit T-Reorganisation",
        },
        {
            trigger: ".modal-footer button[name=action_move]",
            run: "click",
        },
        {
            content: "The form shows the new upline",
            trigger: "body:not(:has(.modal)) [name=parent_id]:contains('T-M2')",
        },
    ],
});
