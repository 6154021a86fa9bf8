package no.dotkom.portal.localaws.route53;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** One hosted zone and its record sets, in the order of DNS: by the labels of the name from the right, then by type. */
final class Zone {
    /** A record set is found by its name, with a dot at the end, and its type. */
    record Key(String name, String type) {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::reversed).thenComparing(Key::type);

        static Key of(ResourceRecordSet record) {
            return new Key(canonical(record.name()), record.typeAsString());
        }

        private String reversed() {
            return String.join(".", List.of(name.split("\\.")).reversed());
        }
    }

    final HostedZone described;
    final NavigableMap<Key, ResourceRecordSet> records = new TreeMap<>(Key.ORDER);

    Zone(HostedZone described) {
        this.described = described;
    }

    String name() {
        return described.name();
    }

    boolean holds(String name) {
        return canonical(name).equals(name()) || canonical(name).endsWith("." + name());
    }

    /** The number of records is computed when it is asked for. */
    HostedZone shown() {
        return described.toBuilder()
                .resourceRecordSetCount((long) records.size())
                .build();
    }

    /** Lower case, one dot at the end, an asterisk as Route 53 writes it. */
    static String canonical(String name) {
        var lower = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
        return lower.endsWith(".") ? lower : lower + ".";
    }
}
