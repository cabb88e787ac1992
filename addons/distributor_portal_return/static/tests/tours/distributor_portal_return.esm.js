import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("distributor_portal_return", {
    steps: () => [
        {
            content: "From the order",
            ...leave('a[name="return_goods"]', "body"),
        },
        {
            trigger: `${PORTAL} .o_distributor_portal_return_form`,
            run: checkPhone,
        },
        {
            content: "All of it comes back",
            trigger: `${PORTAL} button[data-all]`,
            run: "click",
        },
        {
            content: "A reason that needs a photo says so",
            trigger: `${PORTAL} #reason`,
            run: "selectByLabel T-Photo",
        },
        {trigger: `${PORTAL} #reason_photos:not(.d-none)`},
        {
            trigger: `${PORTAL} #reason`,
            run: "selectByLabel T-Reason",
        },
        {trigger: `${PORTAL} #description`, run: "edit T-Words"},
        leave('form button[type="submit"]'),
        {
            content: "It is followed step by step",
            trigger: `${PORTAL} li.o_done[data-name="requested"]`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} li:not(.o_done)[data-name="approved"]`},
        leave('a[href="/my/distribution/returns"]'),
        {
            trigger: `${PORTAL} .o_distributor_portal_row`,
            run: checkPhone,
        },
    ],
});
