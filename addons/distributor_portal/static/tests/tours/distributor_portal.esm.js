import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(a, button, select, summary, input:not([type=hidden]))`
    )) {
        const {height} = (
            target.closest(".o_distributor_portal_row") || target
        ).getBoundingClientRect();
        if (height && height < 44) {
            throw new Error(`${target.outerHTML.slice(0, 80)} is ${height} px high`);
        }
    }
}

function tab(path) {
    return {
        trigger: `${PORTAL} nav a[href="/my/distribution${path}"]`,
        run: "click",
        expectUnloadPage: true,
    };
}

registry.category("web_tour.tours").add("distributor_portal_phone", {
    steps: () => [
        {
            content: "My account leads a distributor to its figures",
            trigger: `${PORTAL} a[name="waiting"]`,
            run: checkPhone,
        },
        {
            trigger: `${PORTAL} a[href="/my/distribution"]`,
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} a[name="commission"]:contains("50.00")`},
        {trigger: `${PORTAL} a[name="wallet"]:contains("4,700.00")`, run: checkPhone},
        {
            trigger: `${PORTAL} a[name="waiting"]:contains("1")`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The list of waiting orders, then all of them",
            trigger: `${PORTAL} select[name="state"]:has(option[value="waiting"]:checked)`,
            run: checkPhone,
        },
        {
            trigger: `${PORTAL} select[name="state"]`,
            run: "select all",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} .o_distributor_portal_row:eq(1)`},
        tab("/wallet"),
        {
            trigger: `${PORTAL} .o_distributor_portal_row:contains("5,000.00")`,
            run: checkPhone,
        },
        {
            content: "A filter applies when it is chosen",
            trigger: `${PORTAL} select[name="kind"]`,
            run: "select topup",
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} select[name="kind"]:has(option[value="topup"]:checked)`},
        tab("/commission"),
        {
            content: "Tap a line to learn why",
            trigger: `${PORTAL} summary:contains("T-D")`,
            run: "click",
        },
        {
            trigger: `${PORTAL} details[open] p:contains("T-D"):contains("5 %")`,
            run: checkPhone,
        },
    ],
});
