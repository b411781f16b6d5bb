package dev.recount.evidence.report;

import java.util.List;
import java.util.Optional;

/** A control that reports are made for, with what it asks of a log. The wording is ours; the clauses are where to read theirs. */
public final class Control {

    static final Control EU_AI_ACT_12 = new Control(
            "eu-ai-act-12",
            "EU AI Act, articles 12, 15, 19 and 26: record-keeping",
            List.of(
                    new Demand("12(1)", Check.AUTOMATIC),
                    new Demand("12(1)", Check.NUMBERING),
                    new Demand("12(2)", Check.COMPLETE),
                    new Demand("12(2)(a)", Check.UNUSUAL),
                    new Demand("12(3)(a)", Check.USES),
                    new Demand("15(5)", Check.UNCHANGED),
                    new Demand("19(1), 26(6)", Check.KEPT_180_DAYS)));
    static final Control SOC2_CC7 = new Control(
            "soc2-cc7",
            "SOC 2, CC7.2 and CC7.3: monitoring and evaluation of security events",
            List.of(
                    new Demand("CC7.2", Check.AUTOMATIC),
                    new Demand("CC7.2", Check.UNUSUAL),
                    new Demand("CC7.2", Check.DETECTION_WORKS),
                    new Demand("CC7.3", Check.UNUSUAL),
                    new Demand("CC7.3", Check.COMPLETE),
                    new Demand("CC7.3", Check.UNCHANGED)));
    static final Control ISO27001_A8_15 = new Control(
            "iso27001-a8.15",
            "ISO/IEC 27001:2022, A.8.15 to A.8.17: logging, monitoring, clocks",
            List.of(
                    new Demand("A.8.15", Check.COMPLETE),
                    new Demand("A.8.15", Check.UNCHANGED),
                    new Demand("A.8.15", Check.NUMBERING),
                    new Demand("A.8.15", Check.READS),
                    new Demand("A.8.16", Check.UNUSUAL),
                    new Demand("A.8.16", Check.DETECTION_WORKS),
                    new Demand("A.8.17", Check.CLOCKS)));
    static final Control PCI_10 = new Control(
            "pci-10",
            "PCI DSS 4.0, requirement 10: log and monitor all access",
            List.of(
                    new Demand("10.2.1.2, 10.2.1.5", Check.ADMINISTRATION),
                    new Demand("10.2.1.3", Check.READS),
                    new Demand("10.2.1.4", Check.REFUSED),
                    new Demand("10.2.1.6", Check.LOGGING),
                    new Demand("10.2.1.7", Check.OBJECTS),
                    new Demand("10.2.2", Check.COMPLETE),
                    new Demand("10.3.2, 10.3.4", Check.UNCHANGED),
                    new Demand("10.4.1", Check.UNUSUAL),
                    new Demand("10.5.1", Check.KEPT_365_DAYS),
                    new Demand("10.6", Check.CLOCKS),
                    new Demand("10.7", Check.DETECTION_WORKS)));
    static final Control HIPAA_312B = new Control(
            "hipaa-312b",
            "HIPAA, 45 CFR 164.312(b) and (c), 164.316(b)(2): audit controls, integrity, retention",
            List.of(
                    new Demand("164.312(b)", Check.COMPLETE),
                    new Demand("164.312(b)", Check.READS),
                    new Demand("164.312(c)(2)", Check.UNCHANGED),
                    new Demand("164.308(a)(1)(ii)(D)", Check.UNUSUAL),
                    new Demand("164.316(b)(2)", Check.KEPT_2190_DAYS)));

    static final List<Control> ALL = List.of(EU_AI_ACT_12, SOC2_CC7, ISO27001_A8_15, PCI_10, HIPAA_312B);

    /**
     * Something that a control asks for.
     *
     * @param clause where it asks for it
     * @param check what is performed again
     */
    record Demand(String clause, Check check) {}

    private final String wire;
    private final String title;
    private final List<Demand> demands;

    private Control(String wire, String title, List<Demand> demands) {
        this.wire = wire;
        this.title = title;
        this.demands = demands;
    }

    /** The name by which it is asked for, such as {@code pci-10}. */
    public String wire() {
        return wire;
    }

    String title() {
        return title;
    }

    List<Demand> demands() {
        return demands;
    }

    /** The control of that name. */
    public static Optional<Control> named(String name) {
        return ALL.stream().filter(control -> control.wire.equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(Control::wire).toList();
    }
}
