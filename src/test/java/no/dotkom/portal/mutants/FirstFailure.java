package no.dotkom.portal.mutants;

import java.util.Arrays;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the test classes it is given, in order, and stops at the first that fails. */
final class FirstFailure {
    static final String FAILED = "FAILED ";
    static final String PASSED = "PASSED ";

    private FirstFailure() {}

    public static void main(String[] classes) {
        var tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .filters(TagFilter.excludeTags("long", "alone"))
                .configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "true")
                .build();
        var found = new Found();
        LauncherFactory.create()
                .execute(LauncherExecutionRequestBuilder.request(tests)
                        .cancellationToken(found.enough)
                        .listeners(found)
                        .build());
        if (!found.enough.isCancellationRequested()) {
            System.out.println(PASSED + found.passed);
        }
        System.exit(0);
    }

    private static final class Found implements TestExecutionListener {
        private final CancellationToken enough = CancellationToken.create();
        private int passed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            switch (result.getStatus()) {
                case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
                case FAILED -> {
                    if (!enough.isCancellationRequested()) {
                        enough.cancel();
                        System.out.println(FAILED + test.getLegacyReportingName() + " of " + where(test));
                    }
                }
                case ABORTED -> {}
            }
        }

        private static String where(TestIdentifier test) {
            return test.getUniqueIdObject().getSegments().stream()
                    .filter(segment -> segment.getType().equals("class"))
                    .map(segment -> segment.getValue().replaceFirst(".*\\.", ""))
                    .findFirst()
                    .orElse("?");
        }
    }
}
