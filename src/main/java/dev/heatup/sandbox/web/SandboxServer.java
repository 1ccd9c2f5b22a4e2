package dev.heatup.sandbox.web;

import dev.heatup.sandbox.EventLogException;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.jdbc.SqliteEventLog;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.web.RequestGuard;
import dev.heatup.web.WebConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/**
 * A sandbox alone behind HTTP, for nodes that share it. It scans nothing and configures only what a web server needs, so
 * that the service's database, engine and planner stay out.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
@Import({ControlInterface.class, WebConfiguration.class})
public class SandboxServer {

    @Bean
    FilterRegistrationBean<RequestGuard> requestGuard() {
        FilterRegistrationBean<RequestGuard> filter =
                new FilterRegistrationBean<>(new RequestGuard(JsonMapper.shared(), WorldsController.BODIES));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /**
     * Opens the sandbox and serves it until the context is closed.
     *
     * @throws dev.heatup.sandbox.EventLogException when the log can't be had; see {@link SqliteEventLog#open}
     */
    public static ConfigurableApplicationContext start(SandboxSettings settings) {
        OpenWorlds worlds = OpenWorlds.open(
                new OpenWorlds.Dependencies(
                        settings.data(),
                        settings.speed(),
                        settings.freshSeed(),
                        settings.pools(),
                        settings.clock(),
                        settings.making()),
                settings.seed(),
                settings.description().orElse(null));
        BotApiPort bots = null;
        boolean started = false;
        try {
            BotApiPort opened = BotApiPort.open(settings.botApi(), worlds);
            bots = opened;
            opened.addOwnPort(settings.port());
            ConfigurableApplicationContext context = new SpringApplicationBuilder(SandboxServer.class)
                    .bannerMode(Banner.Mode.OFF)
                    .initializers((GenericApplicationContext beans) -> {
                        beans.registerBean("worlds", OpenWorlds.class, () -> worlds);
                        beans.registerBean(BotApiPort.class, () -> opened, port -> port.setDependsOn("worlds"));
                    })
                    .run(
                            // Not the service's own configuration file.
                            "--spring.config.name=sandbox-server",
                            "--spring.threads.virtual.enabled=true",
                            "--spring.mvc.formcontent.filter.enabled=false",
                            "--server.address=" + settings.bind(),
                            "--server.port=" + settings.port());
            started = true;
            return context;
        } catch (IOException e) {
            throw new EventLogException("the port for bots can't be had: " + e.getMessage(), e);
        } finally {
            if (!started) {
                close(bots);
                worlds.close();
            }
        }
    }

    private static void close(@Nullable BotApiPort bots) {
        try {
            if (bots != null) {
                bots.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
