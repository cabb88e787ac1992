import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

const CUP = ".o_distributor_order_line:contains('T-Cup')";

/** An order becomes two, and the two become one again. */
registry.category("web_tour.tours").add("distributor_portal_order_parts", {
    steps: () => [
        leave('a[name="split_order"]:contains("拆分订单")', "body"),
        {
            content: "What is not in stock is proposed",
            trigger: `${PORTAL} ${CUP} input:value("1000")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} [name="proposed"]:contains("缺货")`},
        {trigger: `${PORTAL} ${CUP} button[data-move="-1"]`, run: "click"},
        {trigger: `${PORTAL} ${CUP} input:value("999")`},
        {trigger: `${PORTAL} ${CUP} [data-stays]:contains("1")`},
        {
            content: "Nothing moves: it cannot be sent",
            trigger: `${PORTAL} ${CUP} input`,
            run: "edit 0",
        },
        {trigger: `${PORTAL} .o_distributor_order_bar button:disabled`},
        {trigger: `${PORTAL} ${CUP} input`, run: "edit 400"},
        {trigger: `${PORTAL} ${CUP} [data-stays]:contains("600")`},
        {trigger: `${PORTAL} [data-count]:contains("1 种商品")`},
        leave('button:contains("核对两张订单"):not(:disabled)'),
        {
            content: "Both orders, what they cost and what they wait for",
            trigger: `${PORTAL} [name="part"] dd[name="total"]:contains("3,200.00")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} [name="stays"] dd[name="total"]:contains("8,800.00")`},
        leave('button:contains("拆分订单")'),
        {
            content: "Two parts, each with its state",
            trigger: `${PORTAL} [name="parts"] li:nth-child(2)`,
            run: checkPhone,
        },
        {
            content: "What the deposit covers can be confirmed",
            trigger: `${PORTAL} [name="parts"] .o_distributor_parts_ready:contains("确认")`,
        },
        leave('[name="parts"] li:nth-child(2) a'),
        {
            content: "There it is confirmed, or merged again",
            trigger: `${PORTAL} button:contains("确认")`,
        },
        leave('a[name="merge_order"]'),
        {
            content: "One to choose from, ticked already",
            trigger: `${PORTAL} [name="candidates"] input:checked`,
            run: checkPhone,
        },
        leave('button:contains("核对订单")'),
        {
            trigger: `${PORTAL} [name="result"] dd[name="total"]:contains("12,000.00")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} [name="gains"]:contains("价格")`},
        leave('button[type="submit"]:contains("合并")'),
        {
            content: "It can be undone",
            trigger: `${PORTAL} [name="merged"] button:contains("撤销合并")`,
            run: checkPhone,
        },
    ],
});
