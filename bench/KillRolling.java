import dev.heatup.app.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The nodes of {@link KillCluster} are replaced one after the other while they work: a new one starts, then the oldest stops. */
class KillRolling extends KillCluster {

    private int started = NODES;
    private ServiceProcess leaving;
    private long leftAtNanos;

    KillRolling(Kill.Options options, Place place) throws IOException {
        super(options, place);
    }

    @Override
    String firstProgram() {
        return options.from().isEmpty()
                ? heatup()
                : Path.of(options.from()).toAbsolutePath().resolve("heatup").toString();
    }

    /** Nobody asks the one that stops next. */
    @Override
    List<URI> urls() throws InterruptedException {
        List<URI> urls = new ArrayList<>();
        for (ServiceProcess node : nodes.subList(1, nodes.size())) {
            urls.add(url(node));
        }
        return urls;
    }

    @Override
    Harm strike(int kill, Random random) throws Exception {
        TimeUnit.SECONDS.sleep(5 + random.nextInt(10));
        nodes.add(node(heatup(), started++));
        leaving = nodes.removeFirst();
        leftAtNanos = System.nanoTime();
        signal("TERM", leaving);
        return harm("a node started, the oldest one stops");
    }

    @Override
    void mend() throws Exception {
        if (leaving != null) {
            int code = leaving.ended();
            System.out.printf(
                    "it ended with %d, at most %.1f s after it was asked to%n",
                    code, (System.nanoTime() - leftAtNanos) / 1e9);
            leaving = null;
        }
    }
}
