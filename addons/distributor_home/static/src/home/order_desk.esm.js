import {Component, onWillStart, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/**
 * Everything an order waits for, with what the user can do about it.
 */
export class OrderDesk extends Component {
    static template = "distributor_home.OrderDesk";
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({desk: {open: [], done: []}});
        onWillStart(() => this.load());
    }

    async load() {
        const {order_id: id} = this.props.action.params;
        this.state.desk = await this.orm.call("sale.order", "get_desk", [id]);
    }

    async run(button) {
        const action = await this.orm.call(button.model, button.method, [button.id]);
        if (action?.type && action.type !== "ir.actions.act_window_close") {
            // It opens in place of this; what is below is loaded again afterwards
            await this.action.doAction(action);
            return;
        }
        await this.load();
    }

    openOrder() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "sale.order",
            res_id: this.state.desk.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("distributor_order_desk", OrderDesk);
