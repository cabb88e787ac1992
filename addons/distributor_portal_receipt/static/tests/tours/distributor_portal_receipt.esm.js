import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("distributor_portal_receipt", {
    steps: () => [
        {
            content: "The orders lead to the deliveries",
            trigger: `${PORTAL} a[name="deliveries"]:contains("收货")`,
            run: checkPhone,
        },
        leave('a[name="deliveries"]'),
        {
            trigger: `${PORTAL} .o_distributor_portal_row:contains("待签收")`,
            run: checkPhone,
        },
        leave('.o_distributor_portal_row:contains("待签收") a'),
        {trigger: `${PORTAL} button[name="receive"]:contains("签名")`, run: checkPhone},
        {trigger: `${PORTAL} button[name="receive"]`, run: "click"},
        {
            content: "Sign with a finger",
            trigger: ".modal.show .o_web_sign_name_and_signature input",
            run: "edit T-张三",
        },
        {trigger: ".modal.show .o_web_sign_signature", run: "canvasNotEmpty"},
        leave(".modal.show .o_portal_sign_submit:enabled"),
        {
            trigger: `${PORTAL} section[name="receipt"]:contains("T-张三") img`,
            run: checkPhone,
        },
        {
            content: "One of them is broken",
            trigger: `${PORTAL} details[name="report"] summary`,
            run: "click",
        },
        {
            trigger: `${PORTAL} details[open] input[name^="quantity_"]`,
            run: "edit 1",
        },
        {trigger: `${PORTAL} select[name^="kind_"]`, run: "select damaged"},
        {trigger: `${PORTAL} #report_reason`, run: "edit T-压坏了"},
        {trigger: `${PORTAL} details[open] button[type="submit"]`, run: checkPhone},
        leave('details[open] button[type="submit"]'),
        {
            trigger: `${PORTAL} section[name="reported"]:contains("T-压坏了")`,
            run: checkPhone,
        },
    ],
});
