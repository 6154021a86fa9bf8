package no.dotkom.harm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What runs inside a portal that a proof wants to see suffer: loaded into its process, needs nothing but the JDK. */
public final class Harm {
    private static final int MIBIBYTE = 1 << 20;

    private Harm() {}

    /**
     * Called by the virtual machine that is harmed.
     *
     * @param what {@code memory}, or for how many seconds nothing but this shall be run by virtual threads
     */
    public static void agentmain(String what) {
        if (what.equals("memory")) {
            Thread.ofPlatform().name("harm").daemon().start(Harm::takeAllMemory);
        } else {
            takeAllThreads(System.nanoTime() + Long.parseLong(what) * 1_000_000_000L);
        }
    }

    private static void takeAllMemory() {
        var taken = new ArrayList<byte[]>();
        while (true) {
            taken.add(new byte[MIBIBYTE]);
        }
    }

    /** A virtual thread that never waits is never taken off its carrier; twice as many as there are carriers. */
    private static void takeAllThreads(long until) {
        for (var thread = 0; thread < 2 * Runtime.getRuntime().availableProcessors(); thread++) {
            Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    /** Packs this class as {@code com.sun.tools.attach} wants it. */
    public static Path pack(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", Harm.class.getName());
        var path = Harm.class.getName().replace('.', '/') + ".class";
        var jar = folder.resolve("harm.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                var entries = new JarOutputStream(file, manifest);
                var code = Harm.class.getResourceAsStream("/" + path)) {
            if (code == null) {
                throw new IOException("No " + path + " on the class path");
            }
            entries.putNextEntry(new JarEntry(path));
            code.transferTo(entries);
            entries.closeEntry();
        }
        return jar.toAbsolutePath();
    }
}
