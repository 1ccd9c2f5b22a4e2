package dev.heatup.run;

import dev.heatup.channel.Pool;
import dev.heatup.channel.Pools;
import dev.heatup.plan.Plan;
import dev.heatup.plan.PlanRules;
import dev.heatup.plan.PlanValidator;
import dev.heatup.plan.Validation;
import dev.heatup.plan.Violation;
import dev.heatup.run.Warmups.Answer;
import dev.heatup.run.Warmups.Request;
import dev.heatup.session.Quarantine;
import dev.heatup.session.SessionId;
import dev.heatup.session.Sessions;
import dev.heatup.telegram.Gateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a run of a request, or says why there is none. Thread-safe. */
final class RunStarter {

    private final Runs runs;
    private final Sessions sessions;
    private final Pools pools;
    private final Set<String> strategies;
    private final PlanRules rules;
    private final SessionLimit limit;
    private final Target target;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Run> created;
    private final PlanValidator validator = new PlanValidator();

    /** @param created is called with each run that is new */
    RunStarter(Warmups.Dependencies given, Warmups.Options options, SessionLimit limit, Consumer<Run> created) {
        this.runs = given.runs();
        this.sessions = given.sessions();
        this.pools = given.pools();
        this.strategies = options.strategies();
        boolean sandbox = given.gateway().reach() == Gateway.Reach.SANDBOX;
        this.rules = sandbox ? options.rules() : options.rules().only(PlanRules.THROUGH_A_GATEWAY);
        this.limit = limit;
        this.target = given.target();
        this.clock = given.clock();
        this.random = given.random();
        this.created = created;
    }

    Answer request(Request request, Runs.@Nullable RequestKey key) {
        return earlier(request.sessionId(), key).orElseGet(() -> first(request, key));
    }

    private Answer first(Request request, Runs.@Nullable RequestKey key) {
        Optional<Pool> pool = pools.find(request.pool() == null ? Pools.DEFAULT : request.pool());
        if (pool.isEmpty()) {
            return new Answer.UnknownPool(pools.names());
        }
        String strategy = request.strategy() == null ? "default" : request.strategy();
        if (!strategies.contains(strategy)) {
            return new Answer.UnknownStrategy(strategies.stream().sorted().toList());
        }
        Integer maxActions = request.maxActions();
        if (maxActions != null && (maxActions < 1 || maxActions > rules.maxActions())) {
            return new Answer.TooManyActions(rules.maxActions());
        }
        Plan given = null;
        if (request.plan() != null) {
            PlanRules allowed = maxActions == null ? rules : rules.atMost(maxActions);
            switch (validator.validate(request.plan(), allowed, pool.get(), sessions.find(request.sessionId()))) {
                case Validation.Valid(Plan valid) -> given = valid;
                case Validation.Invalid(List<Violation> violations) -> {
                    return new Answer.InvalidPlan(violations);
                }
            }
        }
        long seed = request.seed() == null ? random.nextLong(1L << 53) : request.seed();
        return create(
                new RunRequest(request.sessionId(), target, pool.get().name(), strategy, seed, maxActions, given), key);
    }

    private Answer create(RunRequest runRequest, Runs.@Nullable RequestKey key) {
        Instant now = clock.instant();
        Run run = Run.create(RunId.create(now, random), runRequest, now);
        return answer(runs.create(run, key, limit), runRequest.sessionId());
    }

    private Optional<Answer> earlier(SessionId session, Runs.@Nullable RequestKey key) {
        return key == null
                ? Optional.empty()
                : runs.earlier(key, clock.instant()).map(creation -> answer(creation, session));
    }

    private Answer answer(Runs.Creation creation, SessionId session) {
        return switch (creation) {
            case Runs.Creation.Created(Run run) -> {
                created.accept(run);
                yield new Answer.Accepted(run.id(), session, false);
            }
            case Runs.Creation.Repeated(RunId earlier) -> new Answer.Accepted(earlier, session, true);
            case Runs.Creation.KeyReused() -> new Answer.KeyReused();
            case Runs.Creation.Busy(RunId live) -> new Answer.Busy(live);
            case Runs.Creation.Quarantined(Quarantine quarantine) -> new Answer.Quarantined(quarantine);
            case Runs.Creation.Full(TargetState.Admission.Full why) -> new Answer.Full(why);
        };
    }
}
