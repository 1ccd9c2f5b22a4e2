package dev.heatup.sandbox.botapi.web;

import java.net.InetAddress;
import java.util.Set;

/**
 * @param port 0 for any free one
 * @param webhookHosts names that webhooks may have beside those of this machine, as URLs write them
 */
public record BotApiSettings(InetAddress bind, int port, Set<String> webhookHosts) {

    public BotApiSettings {
        webhookHosts = Set.copyOf(webhookHosts);
    }
}
