package dev.heatup.sandbox.spec;

import dev.heatup.channel.Channel;
import dev.heatup.channel.Username;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a world.
 *
 * @param language of its posts
 * @param postsPerDay how often it posts by itself, on average
 * @param audience invented readers besides the population; they view, and do nothing else
 * @param discussion the group in which its posts are discussed
 */
public record ChannelSpec(
        Username username,
        String title,
        String topic,
        String language,
        double postsPerDay,
        int audience,
        @Nullable Username discussion,
        AllowedReactions reactions) {

    public static final int MAX_POSTS_PER_DAY = 1_000;
    public static final int MAX_AUDIENCE = 10_000_000;
    public static final double DEFAULT_POSTS_PER_DAY = 6;
    public static final int DEFAULT_AUDIENCE = 1_000;

    public ChannelSpec {
        RuleCollector ruleCollector = new RuleCollector();
        ruleCollector.line(title, 1, Channel.MAX_TITLE, "title");
        ruleCollector.line(topic, 1, Channel.MAX_TOPIC, "topic");
        ruleCollector.language(language, "language");
        ruleCollector.between(postsPerDay, 0, MAX_POSTS_PER_DAY, "posts_per_day");
        ruleCollector.between(audience, 0, MAX_AUDIENCE, "audience");
        ruleCollector.enforce();
    }

    /** As plans know it. */
    public Channel channel() {
        return new Channel(username, title, topic, language);
    }
}
