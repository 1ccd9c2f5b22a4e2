package dev.heatup.sandbox.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that a sandbox answers over HTTP. Needs a bean of {@link dev.heatup.sandbox.worlds.OpenWorlds}. */
@Configuration(proxyBeanMethods = false)
@Import({
    GatewayController.class,
    SandboxController.class,
    EventsController.class,
    LookController.class,
    ActionsController.class,
    FaultsController.class,
    SnapshotsController.class,
    WorldsController.class,
    ScoreController.class
})
public class ControlInterface {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> hangUp() {
        return tomcat -> tomcat.addContextValves(new HangUp());
    }
}
