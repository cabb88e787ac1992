import {Component, onWillStart, useState} from "@odoo/owl";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const MODEL = "distributor.home";
const MINE = "distributor_home.mine";

/**
 * What waits for the user today: a card for each kind, with its first records.
 */
export class DistributorHome extends Component {
    static template = "distributor_home.DistributorHome";
    static components = {ControlPanel};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const mine = browser.localStorage.getItem(MINE) === "1";
        this.state = useState({mine, cards: []});
        onWillStart(() => this.load());
    }

    get choices() {
        return [
            [false, _t("All Distributors")],
            [true, _t("My Distributors")],
        ];
    }

    async load() {
        this.state.cards = await this.orm.call(MODEL, "get_home", [this.state.mine]);
    }

    async choose(mine) {
        this.state.mine = mine;
        browser.localStorage.setItem(MINE, mine ? "1" : "0");
        await this.load();
    }

    async openCard(card) {
        const {mine} = this.state;
        const action = await this.orm.call(MODEL, "action_open_card", [card.key, mine]);
        await this.action.doAction(action);
    }

    async openLine(line) {
        if (line.dialog) {
            const action = await this.orm.call(line.model, line.dialog, [line.res_id]);
            return this.action.doAction(action, {onClose: () => this.load()});
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: line.model,
            res_id: line.res_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("distributor_home", DistributorHome);
