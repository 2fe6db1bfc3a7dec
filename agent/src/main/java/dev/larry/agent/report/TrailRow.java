package dev.larry.agent.report;

import dev.larry.contract.ContractJson;
import dev.larry.contract.Happening;
import dev.larry.contract.RunReport;

/** An event as a line of the audit trail. */
public record TrailRow(String at, String type, String where, String producer, String data) {
    private static final int LONGEST = 300;

    static TrailRow of(RunReport report, Happening event) {
        String data = event.data().isEmpty() ? "" : ContractJson.line(event.data());
        return new TrailRow(
                RunDocuments.offset(report, event.at()),
                event.type(),
                event.larry() == null
                        ? ""
                        : event.task() == null ? event.larry() : event.larry() + " " + event.task(),
                event.producer(),
                data.length() > LONGEST ? data.substring(0, LONGEST - 1) + "…" : data);
    }
}
