package dev.heatup.sandbox.web;

import dev.heatup.sandbox.botapi.web.BotApiPort;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that a sandbox answers over HTTP. Needs beans of {@link dev.heatup.sandbox.worlds.OpenWorlds} and {@link BotApiPort}. */
@Configuration(proxyBeanMethods = false)
@Import({
    GatewayContractController.class,
    SandboxController.class,
    EventsController.class,
    InspectionController.class,
    ActionsController.class,
    FaultsController.class,
    SnapshotsController.class,
    WorldsController.class,
    ScoreController.class
})
public class ControlInterface {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> hangUp() {
        return tomcat -> tomcat.addContextValves(new ConnectionCut());
    }

    /** Else a bot's webhook could act through this interface; the port was any free one, or is known already. */
    @Bean
    ApplicationListener<WebServerInitializedEvent> ownPort(BotApiPort bots) {
        return event -> bots.addOwnPort(event.getWebServer().getPort());
    }
}
