package dev.heatup.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time for code that blocks. Everything runs on fibers, threads of which one runs at a time: it has the floor until
 * it sleeps or ends. What is due at the same moment goes on in an order that follows from the seed. So the same seed gives
 * the same history, whatever the machine does. Made and driven by one thread.
 */
final class Scheduler {

    private final RandomGenerator random;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(
            Comparator.comparing(Due::at).thenComparingLong(Due::tie).thenComparingLong(Due::order));
    private final List<Fiber> fibers = new ArrayList<>();
    private final Semaphore floor = new Semaphore(0);
    private Instant now;
    private long order;
    private @Nullable Fiber running;
    private @Nullable Broken broken;

    private record Due(Instant at, long tie, long order, Fiber fiber) {}

    /** What a fiber does. */
    interface Body {
        void run();
    }

    /** Ends a fiber wherever it is; what its code would do on the way out is no part of the simulation. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A fiber ended otherwise than it should, and with it what it was part of. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Broken(String fiber, Throwable cause) {
            super(fiber + " broke: " + cause + place(cause), cause);
        }

        private static String place(Throwable cause) {
            return cause.getStackTrace().length == 0 ? "" : " at " + cause.getStackTrace()[0];
        }
    }

    Scheduler(Instant start, RandomGenerator random) {
        this.now = start;
        this.random = random;
    }

    Instant now() {
        return now;
    }

    /** A fiber that gets its turn at this moment. */
    Fiber spawn(String name, Body body) {
        Fiber fiber = new Fiber(name, body);
        fibers.add(fiber);
        enqueue(fiber, now);
        return fiber;
    }

    /** Lets the fiber that has the floor sleep, for no time at all too. */
    void sleep(Duration length) {
        Fiber fiber = running;
        if (fiber == null) {
            throw new IllegalStateException("only a fiber can sleep");
        }
        enqueue(fiber, now.plus(length.isNegative() ? Duration.ZERO : length));
        fiber.leaveTheFloor();
    }

    /**
     * Lives until {@code end}, or until nothing is left to do.
     *
     * @throws Broken when a fiber did
     */
    void runUntil(Instant end) {
        while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
            Due due = queue.remove();
            if (!due.fiber().isDone()) {
                now = due.at();
                give(due.fiber());
                throwIfBroken();
            }
        }
        if (end.isAfter(now)) {
            now = end;
        }
    }

    private void give(Fiber fiber) {
        running = fiber;
        fiber.takeTheFloor();
        running = null;
    }

    private void throwIfBroken() {
        if (broken != null) {
            throw broken;
        }
    }

    boolean hasTheFloor(Fiber fiber) {
        return fiber == running;
    }

    /** Ends all fibers, so that no thread is left. */
    void close() {
        fibers.forEach(Fiber::kill);
        fibers.stream().filter(fiber -> !fiber.isDone()).toList().forEach(this::give);
    }

    private void enqueue(Fiber fiber, Instant at) {
        queue.add(new Due(at, random.nextInt(1 << 20), order++, fiber));
    }

    /** A thread that takes its turns. */
    final class Fiber {

        private final Semaphore turn = new Semaphore(0);
        private final Thread thread;
        private final String name;
        private boolean killed;
        private boolean done;

        private Fiber(String name, Body body) {
            this.name = name;
            this.thread = Thread.ofVirtual().name(name).start(() -> live(body));
        }

        private void live(Body body) {
            turn.acquireUninterruptibly();
            try {
                if (!killed) {
                    body.run();
                }
            } catch (Killed end) {
                // As if it had never been.
            } catch (RuntimeException | Error e) {
                broken = new Broken(name, e);
            } finally {
                done = true;
                floor.release();
            }
        }

        private void takeTheFloor() {
            turn.release();
            floor.acquireUninterruptibly();
        }

        private void leaveTheFloor() {
            floor.release();
            turn.acquireUninterruptibly();
            if (killed) {
                throw new Killed();
            }
        }

        /** It ends instead of going on. */
        void kill() {
            killed = true;
        }

        boolean isDone() {
            return done;
        }

        boolean isKilled() {
            return killed;
        }

        @Override
        public String toString() {
            return name + (thread.isAlive() ? "" : " (ended)");
        }
    }
}
