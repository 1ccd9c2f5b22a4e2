package dev.heatup.sandbox.botapi.web;

import java.net.InetAddress;
import java.util.Set;

/**
 * @param port 0 for any free one
 * @param hosts by which bots may call besides loopback's names and the address that they connect to
 * @param webhookHosts hosts that webhooks may have beside those of this machine
 */
public record BotApiSettings(InetAddress bind, int port, Set<String> hosts, Set<String> webhookHosts) {

    public BotApiSettings {
        hosts = Set.copyOf(hosts);
        webhookHosts = Set.copyOf(webhookHosts);
    }

    public BotApiSettings(InetAddress bind, int port, Set<String> webhookHosts) {
        this(bind, port, Set.of(), webhookHosts);
    }
}
