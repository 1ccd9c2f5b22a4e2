package dev.heatup.app;

import dev.heatup.settings.Settings;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One node with PostgreSQL and the sandbox inside. The product refuses to start so, since other nodes could not reach that
 * sandbox; here no other node exists, and no gateway's limits hold the number of runs down.
 */
final class SingleNode {

    private SingleNode() {}

    public static void main(String[] arguments) {
        Settings settings = Settings.load(System.getenv(), Path.of("").toAbsolutePath());
        Node node = Node.open(settings);
        ConfigurableApplicationContext context = HeatUp.serve(settings, node);
        node.start();
        System.out.println("It answers on http://127.0.0.1:"
                + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
