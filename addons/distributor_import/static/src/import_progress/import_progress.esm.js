import {Component, onMounted, onWillUnmount} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const INTERVAL = 2000;

/**
 * Progress of a background run: reloads the record every two seconds while it runs.
 */
export class ImportProgress extends Component {
    static template = "distributor_import.ImportProgress";
    static props = {...standardFieldProps};

    setup() {
        this.timer = null;
        this.loading = false;
        onMounted(() => {
            this.timer = setInterval(() => this.refresh(), INTERVAL);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get data() {
        return this.props.record.data;
    }

    get percent() {
        return Math.round(this.data[this.props.name] || 0);
    }

    get barClass() {
        if (this.data.state === "failed") {
            return "bg-danger";
        }
        return this.data.state === "done" ? "bg-success" : "bg-primary";
    }

    async refresh() {
        if (this.loading || this.data.state !== "running") {
            return;
        }
        this.loading = true;
        try {
            await this.props.record.load();
        } finally {
            this.loading = false;
        }
    }
}

export const importProgress = {
    component: ImportProgress,
    displayName: _t("Import progress"),
    supportedTypes: ["float"],
    fieldDependencies: [
        {name: "state", type: "selection"},
        {name: "done_count", type: "integer"},
        {name: "total_count", type: "integer"},
    ],
};

registry.category("fields").add("distributor_import_progress", importProgress);
