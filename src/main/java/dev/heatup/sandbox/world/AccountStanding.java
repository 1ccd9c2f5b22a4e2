package dev.heatup.sandbox.world;

/** How the network treats an account. */
public enum AccountStanding {
    ACTIVE,
    /** May read, and change nothing: {@code FROZEN_METHOD_INVALID}. */
    FROZEN,
    /** May not write where it is a stranger: {@code PEER_FLOOD}. */
    LIMITED,
    /** Is gone: {@code USER_DEACTIVATED_BAN}. */
    BANNED
}
