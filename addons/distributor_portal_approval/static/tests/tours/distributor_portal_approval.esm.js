import {PORTAL, checkPhone, leave} from "@distributor_portal/../tests/phone.esm";
import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("distributor_portal_approval", {
    steps: () => [
        {
            content: "Two orders wait",
            trigger: `${PORTAL} a[name="approvals"]:contains("2 项待您答复")`,
            run: checkPhone,
        },
        leave('a[name="approvals"]'),
        {
            trigger: `${PORTAL} .o_distributor_portal_row:contains("7 件")`,
            run: checkPhone,
        },
        leave('.o_distributor_portal_row:contains("7 件") a'),
        {
            content: "Why it is asked, in words and without an amount",
            trigger: `${PORTAL} div[name="reasons"]:contains("总额达到规则限额")`,
            run: checkPhone,
        },
        {
            content: "A refusal needs a comment",
            ...leave('button[value="rejected"]'),
        },
        {
            trigger: `${PORTAL} .o_distributor_portal_notice:contains("请填写拒绝原因")`,
            run: checkPhone,
        },
        {trigger: `${PORTAL} #comment`, run: "edit T-No"},
        leave('button[value="rejected"]'),
        {
            content: "It is refused; the other one is left",
            trigger: `${PORTAL} .o_distributor_portal_notice:contains("已拒绝")`,
            run: checkPhone,
        },
        leave('.o_distributor_portal_row:contains("9 件") a'),
        leave('button[value="approved"]'),
        {
            trigger: `${PORTAL} .o_distributor_portal_notice:contains("已批准")`,
            run: checkPhone,
        },
        {
            content: "Nothing waits any more; look at what was decided",
            trigger: `${PORTAL} select[name="show"]`,
            run: "select decided",
            expectUnloadPage: true,
        },
        {
            trigger: `${PORTAL} .o_distributor_portal_row:contains("T-No")`,
            run: checkPhone,
        },
    ],
});
