package no.dotkom.portal.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A small file system, for what must run out of room. */
final class Disk implements AutoCloseable {
    /** A cluster with its log is some hundred MiB. */
    private static final int MIB = 400;

    private static final int CHUNK = 64 * 1024;

    private final Path root;

    private Disk(Path root) {
        this.root = root;
    }

    /** Mounts one, or returns null where that is not allowed: only root may. */
    static @Nullable Disk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var at = Files.createTempDirectory(folder, "disk-");
        var mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MIB + "m", "portal-test", at.toString());
        if (mounted) {
            return new Disk(at);
        }
        Files.delete(at);
        return null;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    private Path filler() {
        return root.resolve("filler");
    }

    /** Writes until there is no room for another byte. */
    void fill() throws IOException {
        try (var file = Files.newOutputStream(filler())) {
            for (var size = CHUNK; size > 0; size /= 2) {
                write(file, new byte[size]);
            }
        }
    }

    private static void write(OutputStream file, byte[] chunk) {
        try {
            while (true) {
                file.write(chunk);
            }
        } catch (IOException full) {
            // As it is meant to become.
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", root.toString());
        Files.deleteIfExists(root);
    }
}
