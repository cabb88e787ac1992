import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("distributor_coverage", {
    steps: () => [
        {trigger: ".o_coverage_svg path[data-place='ZJ'].o_coverage_4"},
        {trigger: ".o_coverage_map button[name='distributors']", run: "click"},
        {trigger: ".o_coverage_map button[name='distributors'].active"},
        {trigger: ".o_coverage_svg path[data-place='ZJ']", run: "click"},
        {trigger: ".o_list_view .o_data_row td:contains('T-COVER')"},
    ],
});
