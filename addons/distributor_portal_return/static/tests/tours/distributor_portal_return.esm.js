import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(button, select, summary, input:not([type=hidden]))`
    )) {
        const {height} = target.getBoundingClientRect();
        if (height && height < 44) {
            throw new Error(`${target.outerHTML.slice(0, 80)} is ${height} px high`);
        }
    }
}

function leave(trigger) {
    return {trigger, run: "click", expectUnloadPage: true};
}

registry.category("web_tour.tours").add("distributor_portal_return", {
    steps: () => [
        {
            content: "From the order",
            ...leave('a[name="return_goods"]'),
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
        leave(`${PORTAL} form button[type="submit"]`),
        {
            content: "It is followed step by step",
            trigger: `${PORTAL} li.o_done[data-name="requested"]`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} li:not(.o_done)[data-name="approved"]`},
        leave(`${PORTAL} a[href="/my/distribution/returns"]`),
        {
            trigger: `${PORTAL} .o_distributor_portal_row`,
            run: checkPhone,
        },
    ],
});
