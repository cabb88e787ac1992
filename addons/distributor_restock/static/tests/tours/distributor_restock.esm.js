import {
    PORTAL,
    checkCount,
    checkPhone,
    startCount,
    tap,
} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

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
                startCount();
                location.assign("/my/distribution");
            },
            expectUnloadPage: true,
        },
        {trigger: `${PORTAL} a[name="restock"]`, run: checkPhone},
        tap('a[name="restock"]', true),
        {
            content: "What is proposed, on the page that places the order",
            trigger: `${PORTAL} .o_distributor_order_line input:value("36")`,
            run: checkPhone,
        },
        tap('button[type="submit"]:contains("提交订单")', true),
        {
            trigger: `${PORTAL} .o_distributor_order_placed h1:contains("已确认")`,
            run: () => checkCount(2, 2),
        },
    ],
});
