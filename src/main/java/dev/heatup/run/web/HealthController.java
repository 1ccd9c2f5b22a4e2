package dev.heatup.run.web;

import dev.heatup.gateway.GuardVerdict;
import dev.heatup.run.Lane;
import dev.heatup.run.TargetState;
import dev.heatup.run.Warmups;
import dev.heatup.sqlite.StoreException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service can do its work, and what stands in its way. */
@RestController
@Tag(name = "health", description = "Whether the service can do its work")
public final class HealthController {

    /** That a database is away is found out after tens of seconds, and who asks for health does not wait so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String UNKNOWN = "unknown while the database does not answer";

    private final Warmups warmups;
    private final String version;
    private final String planner;
    private final Duration patience;
    private final Supplier<Map<String, String>> closedWorlds;

    /** Of the database, for how many runs live there: one at a time, however many ask. */
    private CompletableFuture<Long> look = CompletableFuture.completedFuture(0L);

    /**
     * @param planner who plans, for people: {@code offline}, {@code claude (claude-…)}, or that it is the fixed plan of a gateway
     * @param closedWorlds why worlds of this process are closed, by name; the main one's is empty
     */
    public HealthController(
            Warmups warmups, String version, String planner, Supplier<Map<String, String>> closedWorlds) {
        this(warmups, version, planner, PATIENCE, closedWorlds);
    }

    /** @param patience with the database */
    HealthController(Warmups warmups, String version, String planner, Duration patience) {
        this(warmups, version, planner, patience, Map::of);
    }

    HealthController(
            Warmups warmups,
            String version,
            String planner,
            Duration patience,
            Supplier<Map<String, String>> closedWorlds) {
        this.warmups = warmups;
        this.version = version;
        this.planner = planner;
        this.patience = patience;
        this.closedWorlds = closedWorlds;
    }

    /** {@code status} is {@code UP} or {@code DOWN}. */
    record Health(String status, Map<String, Check> checks, String version) {}

    /**
     * @param lagSeconds of the engine: for how long the next run has been due; null for the others, and when nobody knows
     */
    record Check(
            String status,
            @Nullable String detail,
            @Nullable Double lagSeconds) {
        static Check up(String detail) {
            return new Check("UP", detail, null);
        }

        static Check down(String detail) {
            return new Check("DOWN", detail, null);
        }

        boolean isUp() {
            return status.equals("UP");
        }

        Check lagging(@Nullable Double seconds) {
            return new Check(status, detail, seconds);
        }
    }

    @GetMapping("/health")
    @Operation(
            summary = "Everything that the service needs",
            description = "503 with the reason when something is down.",
            responses = {
                @ApiResponse(responseCode = "200", description = "everything is up"),
                @ApiResponse(
                        responseCode = "503",
                        description = "something is down",
                        content = @Content(schema = @Schema(implementation = Health.class)))
            })
    ResponseEntity<Health> health() {
        Map<String, Check> checks = new LinkedHashMap<>();
        Check database = database();
        checks.put("database", database);
        checks.put("engine", engine(database));
        checks.put("gateway", gateway(database));
        checks.put("planner", Check.up(planner));
        return answer(checks);
    }

    @GetMapping("/health/live")
    @Operation(
            summary = "Whether the process answers",
            description = "Looks at nothing else, so that a process is not ended because its database is away.")
    ResponseEntity<Health> live() {
        return answer(Map.of());
    }

    @GetMapping("/health/ready")
    @Operation(
            summary = "Whether requests are taken: database and engine",
            description = "503 with the reason when one of them is down.",
            responses = {
                @ApiResponse(responseCode = "200", description = "requests are taken"),
                @ApiResponse(
                        responseCode = "503",
                        description = "requests are not taken",
                        content = @Content(schema = @Schema(implementation = Health.class)))
            })
    ResponseEntity<Health> ready() {
        Map<String, Check> checks = new LinkedHashMap<>();
        Check database = database();
        checks.put("database", database);
        checks.put("engine", engine(database));
        return answer(checks);
    }

    private ResponseEntity<Health> answer(Map<String, Check> checks) {
        boolean up = checks.values().stream().allMatch(Check::isUp);
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? "UP" : "DOWN", checks, version));
    }

    private Check database() {
        try {
            return Check.up(look().get(patience.toMillis(), TimeUnit.MILLISECONDS) + " live runs");
        } catch (ExecutionException | TimeoutException e) {
            return Check.down("the database does not answer; the log says why");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.down("interrupted");
        }
    }

    private synchronized CompletableFuture<Long> look() {
        if (look.isDone()) {
            look = CompletableFuture.supplyAsync(
                    warmups::live, task -> Thread.ofVirtual().name("health").start(task));
        }
        return look;
    }

    private Check engine(Check database) {
        String trouble = warmups.trouble();
        return trouble == null
                ? Check.up("claims what is due").lagging(database.isUp() ? lagSeconds() : null)
                : Check.down("can't claim what is due: " + trouble);
    }

    private @Nullable Double lagSeconds() {
        try {
            return Arrays.stream(Lane.values())
                            .map(warmups::lag)
                            .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one)
                            .toMillis()
                    / 1000.0;
        } catch (StoreException e) {
            return null;
        }
    }

    private Check gateway(Check database) {
        Map<String, String> closed = closedWorlds.get();
        String main = closed.get("");
        if (main != null) {
            return Check.down("the sandbox is closed: " + main);
        }
        Check network = network(database);
        return closed.isEmpty()
                ? network
                : new Check(network.status(), network.detail() + closed(closed), network.lagSeconds());
    }

    private static String closed(Map<String, String> reasons) {
        return reasons.entrySet().stream()
                .map(world -> "; the world " + world.getKey() + " is closed: " + world.getValue())
                .collect(Collectors.joining());
    }

    private Check network(Check database) {
        if (!database.isUp()) {
            return Check.down(UNKNOWN);
        }
        try {
            Warmups.Standing standing = warmups.standing();
            TargetState.Latch latch = standing.latch();
            if (latch != null) {
                return latched(latch.why());
            }
            Optional<Duration> shut = warmups.shut();
            if (shut.isPresent()) {
                return Check.down("fails for everybody, so that runs wait; it is tried again in "
                        + shut.get().toSeconds() + " s");
            }
            return switch (warmups.glance()) {
                case GuardVerdict.Test() -> Check.up(standing.target());
                case GuardVerdict.Production(String why) -> latched(why);
                case GuardVerdict.Unverified(String why, GuardVerdict.Cause _) ->
                    Check.down("nobody can say what network it is: " + why);
            };
        } catch (StoreException e) {
            return Check.down(UNKNOWN);
        }
    }

    private static Check latched(String why) {
        return Check.down(
                "latched, it does not look like a test network: " + why + ". POST /gateway/recheck asks again");
    }
}
