package dev.heatup.gateway;

import java.time.Duration;

/** The guard's answer to the question what network a gateway stands before. */
public sealed interface GuardVerdict {

    /** A published test network, or one on loopback and private addresses that says it is for tests. */
    record Test() implements GuardVerdict {}

    /** Any other well-formed answer. */
    record Production(String why) implements GuardVerdict {}

    /** Nobody knows. Nothing is sent. */
    record Unverified(String why, Cause cause) implements GuardVerdict {

        public Unverified(String why) {
            this(why, new NoAnswer());
        }
    }

    /** What the question met in place of an answer. */
    sealed interface Cause {}

    /** Transport error, 5xx, redirect, garbage, or an error that is neither of the others. */
    record NoAnswer() implements Cause {}

    /**
     * The network asks to wait, as it may for any call.
     *
     * @param length kept in full before the question is asked again for this session; more than zero
     */
    record FloodWait(Duration length) implements Cause {}

    /** The network restricted the session for which it was asked. */
    record Restricted(String code) implements Cause {}
}
