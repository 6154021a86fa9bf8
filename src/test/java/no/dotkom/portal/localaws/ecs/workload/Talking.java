package no.dotkom.portal.localaws.ecs.workload;

import java.time.Duration;

/** The images that matter for what they write. */
final class Talking {
    private Talking() {}

    /** Serves, and writes about 50 lines a second of every sort that a log page must stand. */
    static final class Chatty extends Workload {
        private static final Duration BEAT = Duration.ofMillis(200);
        private long line;

        @Override
        void ready(Process process) {
            super.ready(process);
            beat(process);
        }

        private void beat(Process process) {
            for (int i = 0; i < 10; i++) {
                write(process, line++);
            }
            process.after(BEAT, () -> beat(process));
        }

        private static void write(Process process, long number) {
            switch ((int) (number % 50)) {
                case 7 -> process.log("\u001B[33mWARN\u001B[0m  cache miss ratio \u001B[1m0.42\u001B[0m above 0.40");
                case 19 -> process.log(json(process, number));
                case 31 -> trace(process, number);
                case 32, 33, 34 ->
                    process.log("\tat no.example.chat.Room.deliver(Room.java:%d)".formatted(60 + number % 50));
                default ->
                    process.log("\u001B[32mINFO\u001B[0m  %s request %d served in %d ms"
                            .formatted(process.now(), number, 3 + number * 7 % 40));
            }
        }

        private static String json(Process process, long number) {
            return "{\"time\":\"%s\",\"level\":\"info\",\"message\":\"batch written\",\"batch\":%d,\"rows\":%d}"
                    .formatted(process.now(), number / 50, 100 + number % 17);
        }

        private static void trace(Process process, long number) {
            process.log(
                    "\u001B[31mERROR\u001B[0m java.lang.IllegalStateException: message %d was lost".formatted(number));
        }

        @Override
        Process.Usage usage(Process process, long requestsSinceLast) {
            return new Process.Usage(60 + requestsSinceLast * 0.4, 90);
        }
    }

    /** Serves nobody; does its work every five seconds and says so. */
    static final class Worker extends Workload {
        private static final Duration PAUSE = Duration.ofSeconds(5);
        private int jobs;

        @Override
        void ready(Process process) {
            process.log("Worker ready, polling the queue");
            work(process);
        }

        private void work(Process process) {
            process.after(PAUSE, () -> {
                jobs++;
                process.log("job %d done in %d ms".formatted(jobs, 40 + jobs * 13 % 90));
                work(process);
            });
        }

        @Override
        boolean passesCheck(Process process) {
            return true;
        }
    }
}
