import {registry} from "@web/core/registry";

const SHAPE = ".o_coverage_svg .o_coverage_shape";
const ROW = ".o_coverage_list .o_coverage_row";

function press(key) {
    return ({anchor}) => {
        anchor.focus();
        anchor.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    };
}

registry.category("web_tour.tours").add("distributor_coverage_map", {
    steps: () => [
        {
            content: "The map of the company's country, with figures on each shape",
            trigger: `.o_coverage_svg[data-map=china] [data-key=zhejiang][tabindex="0"][aria-label*="1,234.00"]`,
        },
        {
            content: "A place without anything is out of the way of the keyboard",
            trigger: `${SHAPE}[data-key=gansu]:not([tabindex])`,
        },
        {
            content: "The list has the same figures, the highest first",
            trigger: ".o_coverage_list li:first-child:contains('1,234.00')",
        },
        {
            content: "What has no territory says so",
            trigger: `${ROW}[data-key=jiangsu] .o_coverage_note`,
        },
        {
            content: "Pointing at the map shows the row",
            trigger: `${SHAPE}[data-key=jiangsu]`,
            run: ({anchor}) => anchor.focus(),
        },
        {trigger: `${ROW}.o_coverage_active[data-key=jiangsu]`},
        {
            trigger: "button[name=gaps]",
            run: "click",
        },
        {trigger: `${SHAPE}.o_coverage_gap_no_distributor[data-key=shanghai]`},
        {trigger: `${SHAPE}.o_coverage_gap_no_territory[data-key=jiangsu]`},
        {trigger: `${SHAPE}.o_coverage_gap_none[data-key=zhejiang]`},
        {
            trigger: "button[name=world]",
            run: "click",
        },
        {
            trigger: "button[name=sales]",
            run: "click",
        },
        {
            content: "China leads to its provinces",
            trigger: `${SHAPE}[data-key=cn][aria-label*="1,801.00"]`,
            run: press("Enter"),
        },
        {
            content: "A province leads to its list",
            trigger: `.o_coverage_svg[data-map=china] [data-key=zhejiang][aria-label*="1,234.00"]`,
            run: press("Enter"),
        },
        {
            trigger: ".o_list_view .o_data_row:contains('T-HZ')",
        },
        {
            content: "Back on the same map",
            trigger: ".o_back_button, .breadcrumb-item a",
            run: "click",
        },
        {trigger: ".o_coverage_svg[data-map=china]"},
    ],
});

registry.category("web_tour.tours").add("distributor_coverage_map_phone", {
    steps: () => [
        {trigger: ".o_coverage_svg[data-map=china] [data-key=zhejiang]"},
        {
            content: "The map is above the list, and nothing is wider than the screen",
            trigger: ".o_coverage_list",
            run: () => {
                const map = document.querySelector(".o_coverage_svg");
                const list = document.querySelector(".o_coverage_list");
                const page = document.documentElement;
                if (
                    map.getBoundingClientRect().bottom >
                    list.getBoundingClientRect().top
                ) {
                    throw new Error("The list is not below the map");
                }
                if (page.scrollWidth > page.clientWidth) {
                    throw new Error("Something is wider than the screen");
                }
            },
        },
        {
            trigger: `${ROW}[data-key=jiangsu]`,
            run: "click",
        },
        {trigger: ".o_last_breadcrumb_item:contains('江苏省')"},
    ],
});
