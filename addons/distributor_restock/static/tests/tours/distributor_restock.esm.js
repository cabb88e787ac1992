import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";

function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(a, button, select, summary, label, input:not([type=hidden]))`
    )) {
        const {height} = (
            target.closest(".o_distributor_portal_row, label") || target
        ).getBoundingClientRect();
        if (height && height < 44) {
            throw new Error(`${target.outerHTML.slice(0, 80)} is ${height} px high`);
        }
    }
}

/** A tap is counted in the session, as each page begins anew. */
function tap(trigger) {
    return {
        trigger,
        run({anchor}) {
            const taps = Number(sessionStorage.getItem("taps")) + 1;
            sessionStorage.setItem("taps", taps);
            anchor.click();
        },
        expectUnloadPage: true,
    };
}

/** From home to an order by two taps, and the page that says why. */
registry.category("web_tour.tours").add("distributor_restock_phone", {
    steps: () => [
        {
            content: "Look at the reasons first, as somebody does once",
            trigger: `${PORTAL} a[name="restock"]:contains("一键补货")`,
            run: () => location.assign("/my/distribution/restock"),
            expectUnloadPage: true,
        },
        {
            trigger: `${PORTAL} .o_distributor_order_line:contains("日均 2")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} summary`, run: "click"},
        {trigger: `${PORTAL} details[open] li:contains("未上报库存")`},
        {trigger: `${PORTAL} button[data-move="1"]`, run: "click"},
        {
            trigger: `${PORTAL} input[data-quantity]:value("42")`,
            run() {
                sessionStorage.removeItem("taps");
                location.assign("/my/distribution");
            },
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} a[name="restock"]`, run: checkPhone},
        tap(`${PORTAL} a[name="restock"]`),
        {
            content: "What is proposed, on the page that places the order",
            trigger: `${PORTAL} .o_distributor_order_line input:value("36")`,
            run: checkPhone,
        },
        tap(`${PORTAL} button[type="submit"]:contains("提交订单")`),
        {
            trigger: `${PORTAL} .o_distributor_order_placed h1:contains("已确认")`,
            run() {
                const taps = sessionStorage.getItem("taps");
                if (taps !== "2") {
                    throw new Error(`${taps} taps`);
                }
            },
        },
    ],
});
