package dev.heatup.app;

import dev.heatup.run.Warmups;
import dev.heatup.run.metrics.RunMetrics;
import dev.heatup.run.web.GatewayStatusController;
import dev.heatup.run.web.HealthController;
import dev.heatup.run.web.RunEventsController;
import dev.heatup.run.web.RunsController;
import dev.heatup.run.web.SessionsController;
import dev.heatup.run.web.StoreProblems;
import dev.heatup.run.web.WarmupController;
import dev.heatup.sandbox.botapi.web.BotApiPort;
import dev.heatup.sandbox.web.ControlInterface;
import dev.heatup.sandbox.web.WorldsController;
import dev.heatup.sandbox.worlds.OpenWorlds;
import dev.heatup.settings.Settings;
import dev.heatup.web.RequestGuard;
import dev.heatup.web.WebConfiguration;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocWebServerConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springdoc.webmvc.ui.SwaggerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The service's web side: scans nothing and configures nothing by what lies on the class path, so that what answers is what
 * stands here. Guessing, and Actuator for one endpoint, cost 15 % of the starting thread's time.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ProjectInfoAutoConfiguration.class,
    ObservationAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    LogbackMetricsAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class,
    TomcatMetricsAutoConfiguration.class,
    StartupTimeMetricsListenerAutoConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class,
    SpringDocWebServerConfiguration.class,
    SwaggerConfig.class,
    SwaggerUiConfigProperties.class,
    SwaggerUiOAuthProperties.class
})
@Import({
    WebConfiguration.class,
    WarmupController.class,
    RunsController.class,
    RunEventsController.class,
    SessionsController.class,
    StoreProblems.class,
    DocsController.class,
    MetricsController.class,
    ApiDocument.class
})
public class HeatUp {

    /** Serves {@code node} until the context is closed, and closes the node with it. */
    static ConfigurableApplicationContext serve(Settings settings, Node node) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("server.address", settings.listening().address().getHostAddress());
        properties.put("server.port", settings.listening().port());
        properties.put("logging.level.heatup", settings.logLevel().name());
        properties.put("logging.level.dev.heatup", settings.logLevel().name());
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(HeatUp.class)
                .bannerMode(Banner.Mode.OFF)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean(Node.class, () -> node);
                    beans.registerBean(Warmups.class, node::warmups, HeatUp::closedByNode);
                    OpenWorlds worlds = node.worlds();
                    BotApiPort bots = node.botApi();
                    if (worlds != null && bots != null) {
                        beans.registerBean(OpenWorlds.class, () -> worlds, HeatUp::closedByNode);
                        beans.registerBean(BotApiPort.class, () -> bots, HeatUp::closedByNode);
                        beans.registerBean(BotApiMetrics.class, () -> new BotApiMetrics(bots));
                        beans.registerBean(ControlInterface.class);
                    }
                })
                .run(arguments);
    }

    private static void closedByNode(BeanDefinition definition) {
        ((AbstractBeanDefinition) definition).setDestroyMethodName("");
    }

    @Bean
    JsonMapperBuilderCustomizer strictSnakeCase() {
        return builder -> builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    @Bean
    FilterRegistrationBean<RequestGuard> requestGuard(JsonMapper json) {
        FilterRegistrationBean<RequestGuard> filter =
                new FilterRegistrationBean<>(new RequestGuard(json, WorldsController.BODIES));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** No annotation of ours asks for validation, so that none has to be prepared at each start. */
    @Bean
    WebMvcConfigurer withoutBeanValidation() {
        return new WebMvcConfigurer() {
            @Override
            public Validator getValidator() {
                return Validator.forInstanceOf(Void.class, (_, _) -> {});
            }
        };
    }

    @Bean
    GatewayStatusController gatewayStanding(Warmups warmups) {
        return new GatewayStatusController(warmups);
    }

    @Bean
    HealthController health(Node node, ObjectProvider<BuildProperties> build) {
        OpenWorlds worlds = node.worlds();
        return new HealthController(
                node.warmups(), version(build), node.planner(), worlds == null ? Map::of : worlds::closed);
    }

    @Bean
    RunMetrics runMetrics(Node node) {
        return node.metrics();
    }

    static String version(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        return properties == null || properties.getVersion() == null ? "unknown" : properties.getVersion();
    }
}
