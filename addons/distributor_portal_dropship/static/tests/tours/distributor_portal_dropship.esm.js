import {registry} from "@web/core/registry";

const PORTAL = ".o_distributor_portal";
const BOX = `${PORTAL} details[name="consumers"]`;

/** What a thumb needs: nothing wider than the screen, nothing too small to hit. */
function checkPhone() {
    const page = document.documentElement;
    if (page.scrollWidth > window.innerWidth) {
        throw new Error(`${location.pathname} scrolls sideways: ${page.scrollWidth}`);
    }
    for (const target of document.querySelectorAll(
        `${PORTAL} :is(.btn, summary, select, label:has(input), input:not([type=hidden], [type=radio]))`
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

registry.category("web_tour.tours").add("distributor_portal_dropship", {
    steps: () => [
        {
            trigger:
                ".o_distributor_order_card:contains('T-Tea') button[data-move='1']",
            run: "click",
        },
        leave(`${PORTAL} a.o_distributor_order_next:not(.disabled)`),
        {trigger: `${BOX} summary:contains("发给消费者")`, run: "click"},
        {
            trigger: "#o_order_consumer",
            run: "edit 张小明 13812345678 浙江省杭州市西湖区文三路 1 号",
        },
        {trigger: `${BOX}[open]`, run: checkPhone},
        leave(`${BOX} form[name="new_consumer"] button`),
        {
            content: "The parts of the line, to look at",
            trigger: `${PORTAL} h1:contains("新的消费者")`,
            run: checkPhone,
        },
        {trigger: "#o_order_district:value('西湖区')"},
        {trigger: "#o_order_phone:value('13812345678')"},
        leave(`${PORTAL} form[action$="/consumer"] button[type="submit"]`),
        {
            content: "The consumer is chosen, and the sender may be changed",
            trigger: `${BOX} .o_distributor_order_address:contains("张小明") input:checked`,
            run: checkPhone,
        },
        {trigger: "#o_order_sender", run: "edit T-小店"},
        {
            content: "What was typed outlives a change of quantities",
            trigger: `${PORTAL} .o_distributor_order_line button[data-move="1"]`,
            run: "click",
        },
        {trigger: `${PORTAL} .o_distributor_order_line input:value("12")`},
        {trigger: "#o_order_sender:value('T-小店')"},
        leave(`${PORTAL} .o_distributor_order_bar button[type="submit"]:enabled`),
        leave(`${PORTAL} .o_distributor_order_placed a[href^="/my/orders/"]`),
        {
            content: "The order shows the consumer to its seller",
            trigger:
                ".o_distributor_portal_parcels:contains('张小明'):contains('13812345678'):contains('T-小店')",
            run: checkPhone,
        },
    ],
});
