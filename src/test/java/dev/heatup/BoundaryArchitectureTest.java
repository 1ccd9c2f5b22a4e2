package dev.heatup;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.heatup.gateway.LimitedGateway;
import dev.heatup.gateway.http.HttpGateway;
import dev.heatup.persona.Personas;
import dev.heatup.run.StrategyVisits;
import dev.heatup.run.Warmups;
import dev.heatup.sandbox.InProcessGateway;
import dev.heatup.telegram.Gateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the code can't do to a network that is not our own, whatever the settings are. */
class BoundaryArchitectureTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.heatup");

    /** Made for the sandbox alone. */
    private static final List<String> OF_THE_SANDBOX = List.of(
            "dev.heatup.dialogue.claude",
            "dev.heatup.dialogue.offline",
            "dev.heatup.planner.claude",
            "dev.heatup.planner.offline",
            "dev.heatup.llm.anthropic",
            "dev.heatup.crowd",
            "dev.heatup.sandbox",
            "dev.heatup.simulate");

    private static final DescribedPredicate<JavaClass> MADE_FOR_THE_SANDBOX = describe(
            "are made for the sandbox alone",
            type -> OF_THE_SANDBOX.stream()
                            .anyMatch(name -> type.getPackageName().equals(name)
                                    || type.getPackageName().startsWith(name + "."))
                    || type.isEquivalentTo(Personas.class)
                    || type.isEquivalentTo(StrategyVisits.class));

    /** A new one is added here by whoever has read {@code docs/decisions/0002-the-boundary.md}. */
    @Test
    void theseAreAllImplementationsOfGateway() {
        assertThat(implementations())
                .extracting(JavaClass::getName)
                .containsExactlyInAnyOrder(
                        "dev.heatup.sandbox.InProcessGateway",
                        "dev.heatup.gateway.http.HttpGateway",
                        "dev.heatup.gateway.LimitedGateway",
                        "dev.heatup.gateway.LatchedGateway",
                        "dev.heatup.gateway.RetryingGateway",
                        "dev.heatup.gateway.CircuitGateway",
                        // The torture's network is in memory, and its calls go nowhere else.
                        "dev.heatup.torture.FaultyGateway",
                        "dev.heatup.torture.SimulatedCluster$Shutting",
                        "dev.heatup.torture.SimulatedCluster$Remote");
    }

    @Test
    void onlyTheSandboxInThisProcessSaysThatItIsOne() {
        assertThat(implementations().filter(type -> says(type, "SANDBOX")))
                .extracting(JavaClass::getName)
                .containsExactly(InProcessGateway.class.getName());
    }

    @Test
    void allOthersSayThatTheyAreGatewaysOrAskWhatTheyWrap() {
        assertThat(implementations().filter(type -> !type.isEquivalentTo(InProcessGateway.class)))
                .allSatisfy(type -> assertThat(says(type, "GATEWAY") || asks(type))
                        .as(type.getName())
                        .isTrue());
    }

    private static Stream<JavaClass> implementations() {
        return PRODUCT.stream().filter(type -> type.isAssignableTo(Gateway.class) && !type.isInterface());
    }

    private static JavaMethod reach(JavaClass type) {
        return type.getMethod("reach");
    }

    private static boolean says(JavaClass type, String reach) {
        return reach(type).getFieldAccesses().stream()
                .map(JavaFieldAccess::getTarget)
                .anyMatch(field -> field.getOwner().isEquivalentTo(Gateway.Reach.class)
                        && field.getName().equals(reach));
    }

    private static boolean asks(JavaClass type) {
        return reach(type).getFieldAccesses().stream()
                        .noneMatch(field -> field.getTargetOwner().isEquivalentTo(Gateway.Reach.class))
                && reach(type).getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(Gateway.class)
                                && call.getTarget().getName().equals("reach"));
    }

    /** By its one factory, which sets the limits before it. */
    @Test
    void theClientOfGatewaysIsMadeWithinItsLimits() {
        List<JavaConstructor> constructors =
                PRODUCT.get(HttpGateway.class).getConstructors().stream().toList();

        assertThat(constructors)
                .allSatisfy(made -> assertThat(made.getAccessesToSelf())
                        .isNotEmpty()
                        .allSatisfy(access -> {
                            assertThat(access.getOriginOwner().isEquivalentTo(HttpGateway.class))
                                    .isTrue();
                            assertThat(access.getOrigin().getConstructorCallsFromSelf())
                                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(LimitedGateway.class));
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dev.heatup.app.GatewayNetwork", "dev.heatup.run.Warmups", "dev.heatup.gateway.http.HttpGateway"
            })
    void nothingMadeForTheSandboxIsWithinReachOfAGatewaysWiring(String wiring) {
        noClasses()
                .that()
                .haveFullyQualifiedName(wiring)
                .should()
                .transitivelyDependOnClassesThat(MADE_FOR_THE_SANDBOX)
                .check(PRODUCT);
    }

    @Test
    void theRuleWouldSeeTheSandboxesMaterial() {
        assertThat(PRODUCT.get("dev.heatup.app.SandboxNetwork").getTransitiveDependenciesFromSelf())
                .anyMatch(dependency -> MADE_FOR_THE_SANDBOX.test(dependency.getTargetClass()));
        assertThat(PRODUCT.contain(Warmups.class)).isTrue();
    }
}
