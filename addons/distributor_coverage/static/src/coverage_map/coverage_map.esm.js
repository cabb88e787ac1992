import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {formatMonetary} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const {DateTime} = luxon;

/** Provinces of China or countries, coloured by sales, distributors or gaps. */
export class CoverageMap extends Component {
    static template = "distributor_coverage.Map";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            scope: "china",
            measure: "sales",
            months: 12,
            drawing: {viewBox: "0 0 1 1", places: []},
            places: {},
            currency: false,
            active: "",
        });
        this.display = {controlPanel: {}};
        this.measures = [
            ["sales", _t("Sales")],
            ["distributors", _t("Distributors")],
            ["gaps", _t("Gaps")],
        ];
        this.scopes = [
            ["china", _t("Provinces of China")],
            ["world", _t("Countries")],
        ];
        this.periods = [
            [1, _t("Last month")],
            [3, _t("Last 3 months")],
            [12, _t("Last 12 months")],
            [0, _t("All orders")],
        ];
        onWillStart(() => this.load());
    }

    async load() {
        const {scope} = this.state;
        const [answer, drawing] = await Promise.all([
            this.orm.call("distributor.coverage", "get_map", [scope, this.since]),
            fetch(`/distributor_coverage/static/maps/${scope}.json`).then((response) =>
                response.json()
            ),
        ]);
        this.state.drawing = drawing;
        this.state.places = answer.places;
        this.state.currency = answer.currency_id;
    }

    get since() {
        const months = Number(this.state.months);
        return months ? DateTime.now().minus({months}).toISODate() : false;
    }

    async change(name, value) {
        this.state[name] = value;
        this.state.active = "";
        if (name !== "measure") {
            await this.load();
        }
    }

    get max() {
        return Math.max(
            ...Object.values(this.state.places).map((place) => this.value(place)),
            0
        );
    }

    get isEmpty() {
        return !Object.values(this.state.places).some(
            (place) => place.order_count || place.distributor_count
        );
    }

    /** Places with figures of which the drawing has no shape. */
    get missing() {
        const drawn = new Set(this.state.drawing.places.map((place) => place.key));
        return Object.keys(this.state.places).filter(
            (key) => !drawn.has(key) && this.value(this.state.places[key])
        );
    }

    value(place) {
        return this.state.measure === "distributors"
            ? place.distributor_count
            : place.amount;
    }

    shade(key) {
        const place = this.state.places[key];
        if (!place) {
            return "o_coverage_none";
        }
        if (this.state.measure === "gaps") {
            if (!place.territory_count) {
                return "o_coverage_gap";
            }
            return place.distributor_count ? "o_coverage_4" : "o_coverage_vacant";
        }
        const value = this.value(place);
        return value > 0
            ? `o_coverage_${Math.max(1, Math.ceil((4 * value) / this.max))}`
            : "o_coverage_0";
    }

    describe(key) {
        const place = this.state.places[key];
        if (!place) {
            return key;
        }
        return _t(
            "%(name)s: sales %(sales)s, %(orders)s orders, %(distributors)s distributors, %(territories)s territories",
            {
                name: place.name,
                sales: this.format(place.amount),
                orders: place.order_count,
                distributors: place.distributor_count,
                territories: place.territory_count,
            }
        );
    }

    format(amount) {
        return formatMonetary(amount, {currencyId: this.state.currency});
    }

    onKeydown(ev, key) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.open(key);
        }
    }

    /** List the orders, or the distributors, of a place. */
    open(key) {
        const place = this.state.places[key];
        if (!place) {
            return;
        }
        const field = this.state.scope === "china" ? "state_id" : "country_id";
        const orders = this.state.measure === "sales";
        const domain = [
            [
                orders ? `partner_shipping_id.${field}` : `partner_id.${field}`,
                "=",
                place.id,
            ],
            ["state", "=", orders ? "sale" : "active"],
        ];
        if (orders) {
            domain.push(["distributor_id", "!=", false]);
            if (this.since) {
                domain.push(["date_order", ">=", this.since]);
            }
        }
        this.action.doAction({
            type: "ir.actions.act_window",
            name: place.name,
            res_model: orders ? "sale.order" : "distributor.distributor",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain,
        });
    }
}

registry.category("actions").add("distributor_coverage.map", CoverageMap);
