package dev.heatup.gateway;

/** The guard's answer to the question what network a gateway stands before. */
public sealed interface Verdict {

    /** A published test network, or one on loopback and private addresses that says it is for tests. */
    record Test() implements Verdict {}

    /** Any other well-formed answer. */
    record Production(String why) implements Verdict {}

    /** Nobody knows: transport error, 5xx, redirect, garbage. Nothing is sent. */
    record Unverified(String why) implements Verdict {}
}
