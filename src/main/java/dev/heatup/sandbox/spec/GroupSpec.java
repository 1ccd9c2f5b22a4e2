package dev.heatup.sandbox.spec;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A group of a world, one field of the file for each component.
 *
 * @param language of most of its messages
 * @param inviteOnly joined by an invite link alone; its username then serves the world file and is not public
 * @param approval joining asks an administrator
 * @param topics of a forum; empty for a plain group
 * @param slowModeSeconds between two messages of a member
 * @param members the share of the population that is in from the start
 * @param permissions what members may do
 */
public record GroupSpec(
        Username username,
        String title,
        String topic,
        String language,
        boolean inviteOnly,
        boolean approval,
        List<String> topics,
        int slowModeSeconds,
        double members,
        Set<Permission> permissions,
        AllowedReactions reactions) {

    /** <a href="https://core.telegram.org/tdlib/docs/classtd_1_1td__api_1_1set_chat_slow_mode_delay.html">TDLib</a>. */
    public static final List<Integer> SLOW_MODES = List.of(0, 5, 10, 30, 60, 300, 900, 3600);

    public static final int MAX_TOPICS = 100;

    /** <a href="https://core.telegram.org/bots/api#createforumtopic">createForumTopic</a>. */
    public static final int MAX_TOPIC_NAME = 128;

    public static final double DEFAULT_MEMBERS = 0.3;

    public GroupSpec {
        topics = List.copyOf(topics);
        permissions = Collections.unmodifiableSet(
                permissions.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(permissions));
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.line(title, 1, Channel.MAX_TITLE, "title");
        ruleCollector.line(topic, 1, Channel.MAX_TOPIC, "topic");
        ruleCollector.language(language, "language");
        ruleCollector.atMost(MAX_TOPICS, topics, "topics");
        ruleCollector.distinct(topics, "topics");
        for (int i = 0; i < topics.size(); i++) {
            ruleCollector.line(topics.get(i), 1, MAX_TOPIC_NAME, "topics[" + i + "]");
        }
        ruleCollector.that(
                SLOW_MODES.contains(slowModeSeconds),
                "slow_mode_seconds",
                "allowed is one of "
                        + SLOW_MODES.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ", not "
                        + slowModeSeconds);
        ruleCollector.between(members, 0, 1, "members");
        ruleCollector.enforce();
    }
}
