package dev.heatup.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM for a command that has something to finish first: the first one tells it, the second ends the process
 * at once. By reflection, since the compiler warns of {@code sun.misc.Signal} and can't be told otherwise; a shutdown hook
 * would not hear of the second one.
 */
final class StopSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM");

    private final List<Object> before;

    private StopSignals(List<Object> before) {
        this.before = before;
    }

    /** @param stop called on a thread of the JVM; quick */
    static StopSignals hear(Runnable stop) {
        AtomicBoolean heard = new AtomicBoolean();
        Object handler = Proxy.newProxyInstance(
                StopSignals.class.getClassLoader(), new Class<?>[] {type("sun.misc.SignalHandler")}, (_, method, _) -> {
                    if (!method.getName().equals("handle")) {
                        return null;
                    }
                    if (heard.getAndSet(true)) {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                    }
                    stop.run();
                    return null;
                });
        return new StopSignals(NAMES.stream().map(name -> handle(name, handler)).toList());
    }

    /** @return what handled it before */
    private static Object handle(String name, Object handler) {
        try {
            Class<?> signal = type("sun.misc.Signal");
            Method handle = signal.getMethod("handle", signal, type("sun.misc.SignalHandler"));
            return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM lets nobody hear of SIG" + name, e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JVM has no " + name, e);
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < NAMES.size(); i++) {
            handle(NAMES.get(i), before.get(i));
        }
    }
}
