package dev.heatup.torture;

import dev.heatup.run.ForwardingQueue;
import dev.heatup.run.ForwardingRuns;
import dev.heatup.run.ForwardingTargetState;
import dev.heatup.run.Lane;
import dev.heatup.run.Position;
import dev.heatup.run.Run;
import dev.heatup.run.RunId;
import dev.heatup.run.RunRequest;
import dev.heatup.run.SessionLimit;
import dev.heatup.run.StepPhase;
import dev.heatup.run.StepQueue.Claimed;
import dev.heatup.run.Transition;
import dev.heatup.session.SessionChange;
import dev.heatup.session.SessionId;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that somebody could make in the service one day, each of which must be found. */
enum InjectedBug implements BugInjector {
    /** Whoever completes a run last decides, not whoever owns it. */
    TOKEN_CHECK_REMOVED("has an outcome already") {
        @Override
        public TrialStore store(TrialStore honest) {
            return completing(honest, transition -> {
                Run run = transition.run();
                long token = honest.runs()
                        .find(run.id())
                        .map(story -> story.run().position().token())
                        .orElse(run.position().token());
                return under(token, transition);
            });
        }
    },
    /** A claim that ran out is taken up as if nothing had been sent. */
    DOUBT_FORGOTTEN(", had an effect") {
        @Override
        public TrialStore store(TrialStore honest) {
            return claiming(honest, claimed -> {
                Run run = claimed.run();
                return new Claimed(
                        claimed.number(),
                        in(
                                run,
                                StepPhase.ACTING,
                                run.position().tries(),
                                run.position().token(),
                                run.dueAt()),
                        claimed.notBefore());
            });
        }
    },
    /** What is due is sent first and claimed when it is over, so that meanwhile nothing says that it may have happened. */
    CLAIM_AFTER_THE_EFFECT(", which was never recorded, had an effect") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingQueue(honest.queue()) {
                @Override
                public Batch claim(Lane lane, Instant now, int most) {
                    Batch batch = super.claim(lane, now, most);
                    batch.claimed().forEach(claimed -> giveBack(claimed, now.plus(lane.claim()), now));
                    return batch;
                }

                @Override
                public boolean complete(Claimed claimed, Transition transition, Instant now) {
                    Run run = claimed.run();
                    Instant end = Objects.requireNonNull(run.dueAt(), "whose claim ends");
                    List<Claimed> taken = new ArrayList<>(
                            super.claim(run.lane(), end, Integer.MAX_VALUE).claimed());
                    Optional<Claimed> own = taken.stream()
                            .filter(one -> one.run().id().equals(run.id()))
                            .findFirst();
                    own.ifPresent(taken::remove);
                    taken.forEach(other -> giveBack(other, end, now));
                    return own.filter(one -> super.complete(
                                    one, under(one.run().position().token(), transition), now))
                            .isPresent();
                }

                private void giveBack(Claimed claimed, Instant dueAt, Instant now) {
                    Run run = claimed.run();
                    Run unclaimed = in(run, StepPhase.READY, 0, run.position().token(), dueAt);
                    super.complete(claimed, new Transition(unclaimed, null, List.of()), now);
                }
            });
        }
    },
    /** One request in thirty is answered, and not recorded. */
    ANSWERED_BEFORE_THE_COMMIT(" is lost") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingRuns(honest.runs()) {
                @Override
                public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
                    return isOneInThirty(run) ? new Creation.Created(run) : super.create(run, key, limit);
                }
            });
        }
    },
    KEYS_OF_REQUESTS_FORGOTTEN(" was answered Optional[Busy") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingRuns(honest.runs()) {
                @Override
                public Creation create(Run run, @Nullable RequestKey key, SessionLimit limit) {
                    return super.create(run, null, limit);
                }
            });
        }
    },
    CANCEL_ANSWERED_TOO_SOON(" after its cancel was answered") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingRuns(honest.runs()) {
                @Override
                public Cancellation cancel(RunId id, Instant now) {
                    Cancellation answer = super.cancel(id, now);
                    return answer instanceof Cancellation.Requested ? new Cancellation.Cancelled() : answer;
                }
            });
        }
    },
    FLOOD_WAITS_IGNORED(", which must not before ") {
        @Override
        public TrialStore store(TrialStore honest) {
            return claiming(honest, claimed -> new Claimed(claimed.number(), claimed.run(), Map.of()));
        }
    },
    /** What a step taught is not recorded together with it. */
    CHANGES_LOST(", which must not before ") {
        @Override
        public TrialStore store(TrialStore honest) {
            return completing(honest, transition -> new Transition(transition.run(), transition.outcome(), List.of()));
        }
    },
    /** In one run of thirty. */
    OUTCOMES_LOST("stands at step 1 with 1 successes, and has 0 outcomes") {
        @Override
        public TrialStore store(TrialStore honest) {
            return completing(
                    honest,
                    transition -> isOneInThirty(transition.run())
                            ? new Transition(transition.run(), null, transition.changes())
                            : transition);
        }
    },
    LATCH_FORGOTTEN(" was sent after the target was latched") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingTargetState(honest.target()) {
                @Override
                public void latch(Latch latch) {}
            });
        }
    },
    /** It is known of a claim's beginning, and not looked at again. */
    LATCH_NOT_LOOKED_AT_AGAIN(" was sent after the target was latched") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingTargetState(honest.target()) {
                @Override
                public Standing standing() {
                    return Standing.INITIAL;
                }
            });
        }
    },
    /** Every run is taken for one of the target that this node works on. */
    TARGET_FORGOTTEN(" was sent for a run of another target") {
        @Override
        public TrialStore store(TrialStore honest) {
            return claiming(honest, claimed -> {
                Run run = claimed.run();
                RunRequest runRequest = run.order();
                return new Claimed(
                        claimed.number(),
                        new Run(
                                run.id(),
                                new RunRequest(
                                        runRequest.sessionId(),
                                        SimulatedCluster.TARGET,
                                        runRequest.pool(),
                                        runRequest.strategy(),
                                        runRequest.seed(),
                                        runRequest.maxActions(),
                                        runRequest.given()),
                                run.status(),
                                run.visit(),
                                run.position(),
                                run.dueAt(),
                                run.times(),
                                run.problem()),
                        claimed.notBefore());
            });
        }
    },
    /** The next run of a session begins at once. */
    PAUSE_FORGOTTEN(", which pauses until ") {
        @Override
        public TrialStore store(TrialStore honest) {
            return completing(
                    honest,
                    transition -> new Transition(
                            transition.run(),
                            transition.outcome(),
                            transition.changes().stream()
                                    .filter(change -> !(change instanceof SessionChange.Pause))
                                    .toList()));
        }
    },
    PLACES_NOT_COUNTED(" was sent for more sessions than a gateway gets: ") {
        @Override
        public TrialStore store(TrialStore honest) {
            return honest.with(new ForwardingTargetState(honest.target()) {
                @Override
                public Admission admit(SessionId session, SessionLimit limit, Instant now) {
                    return new Admission.Admitted();
                }
            });
        }
    },
    /** A repeat has another name, so that the network does it again. */
    REPEAT_UNDER_ANOTHER_NAME(" had 2 effects") {
        @Override
        public Gateway gateway(Gateway honest) {
            return new Way(honest) {
                private int sent;

                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    return super.call(caller, renamed(call), patience);
                }

                private Call renamed(Call call) {
                    return call instanceof Call.SendMessage message
                            ? new Call.SendMessage(
                                    message.chat(),
                                    message.text(),
                                    message.clientId().orElseThrow() + ++sent,
                                    null)
                            : call;
                }
            };
        }
    },
    /** No answer is taken for a no. */
    SILENCE_TAKEN_FOR_A_REFUSAL(", which failed, had an effect") {
        @Override
        public Gateway gateway(Gateway honest) {
            return new Way(honest) {
                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    Reply reply = super.call(caller, call, patience);
                    return reply instanceof Reply.Unknown(String why)
                            ? new Reply.Failed(400, "NO_ANSWER", why, null)
                            : reply;
                }
            };
        }
    },
    /** What may have happened is left unknown as soon as somebody comes back to it. */
    DOUBT_NEVER_RECONCILED(" is unknown, and it was not tried to find out") {
        @Override
        public TrialStore store(TrialStore honest) {
            return claiming(honest, claimed -> {
                Run run = claimed.run();
                return run.position().phase() == StepPhase.DOUBTFUL
                        ? new Claimed(
                                claimed.number(),
                                in(
                                        run,
                                        StepPhase.DOUBTFUL,
                                        GIVEN_UP,
                                        run.position().token(),
                                        run.dueAt()),
                                claimed.notBefore())
                        : claimed;
            });
        }
    },
    /** A flood wait that is met is no more than a no. */
    FLOOD_WAIT_TAKEN_FOR_A_FAILURE(" was told not to send ") {
        @Override
        public Gateway gateway(Gateway honest) {
            return new Way(honest) {
                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    Reply reply = super.call(caller, call, patience);
                    return reply instanceof Reply.Failed(int code, String name, String why, Duration _, String _)
                                    && code == 420
                            ? new Reply.Failed(400, name.replace("WAIT", "TROUBLE"), why, null)
                            : reply;
                }
            };
        }
    },
    /** What a flood wait kept from being done is tried again at once. */
    FLOOD_WAIT_REPEATED_AT_ONCE(" by the claim that was told not to before ") {
        @Override
        public Gateway gateway(Gateway honest) {
            return new Way(honest) {
                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    Reply reply = super.call(caller, call, patience);
                    return reply instanceof Reply.Failed(int code, String _, String _, Duration _, String _)
                                    && code == 420
                            ? super.call(caller, call, patience)
                            : reply;
                }
            };
        }
    },
    /** Nobody looks whether its claim has ended before something is sent. */
    CLAIMS_END_IGNORED(" after its claim had ended") {
        @Override
        public long claimEnds(long honest) {
            return honest + Duration.ofHours(1).toNanos();
        }
    },
    /** No answer is something that nobody thought of. */
    SILENCE_BREAKS_THE_WORKER(" broke: java.lang.IllegalStateException: no answer to ") {
        @Override
        public Gateway gateway(Gateway honest) {
            return new Way(honest) {
                @Override
                public Reply call(Caller caller, Call call, Duration patience) {
                    Reply reply = super.call(caller, call, patience);
                    if (reply instanceof Reply.Unknown(String why)) {
                        throw new IllegalStateException(why);
                    }
                    return reply;
                }
            };
        }
    };

    /** More claims than any step gets. */
    private static final int GIVEN_UP = 11;

    private final String foundAs;

    /** @param foundAs a part of the sentence that says it */
    InjectedBug(String foundAs) {
        this.foundAs = foundAs;
    }

    String foundAs() {
        return foundAs;
    }

    private static boolean isOneInThirty(Run run) {
        return run.order().seed() % 30 == 0;
    }

    /** @param change what becomes of a claim on the way to its node */
    private static TrialStore claiming(TrialStore honest, UnaryOperator<Claimed> change) {
        return honest.with(new ForwardingQueue(honest.queue()) {
            @Override
            public Batch claim(Lane lane, Instant now, int most) {
                Batch batch = super.claim(lane, now, most);
                return new Batch(batch.claimed().stream().map(change).toList(), batch.standing(), batch.nextDue());
            }
        });
    }

    /** @param change what becomes of a transition on the way to the database */
    private static TrialStore completing(TrialStore honest, UnaryOperator<Transition> change) {
        return honest.with(new ForwardingQueue(honest.queue()) {
            @Override
            public boolean complete(Claimed claimed, Transition transition, Instant now) {
                return super.complete(claimed, change.apply(transition), now);
            }
        });
    }

    private static Transition under(long token, Transition transition) {
        Run run = transition.run();
        return new Transition(
                in(run, run.position().phase(), run.position().tries(), token, run.dueAt()),
                transition.outcome(),
                transition.changes());
    }

    private static Run in(Run run, StepPhase stepPhase, int tries, long token, @Nullable Instant dueAt) {
        Position position = run.position();
        return new Run(
                run.id(),
                run.order(),
                run.status(),
                run.visit(),
                new Position(
                        position.index(),
                        position.succeeded(),
                        stepPhase,
                        tries,
                        position.heldSince(),
                        token,
                        position.cancelRequested(),
                        position.progress()),
                dueAt,
                run.times(),
                run.problem());
    }

    /** As the other, but where it is overridden. */
    private static class Way implements Gateway {
        private final Gateway honest;

        Way(Gateway honest) {
            this.honest = honest;
        }

        @Override
        public Reply call(Caller caller, Call call, Duration patience) {
            return honest.call(caller, call, patience);
        }

        @Override
        public Reach reach() {
            return honest.reach();
        }
    }
}
