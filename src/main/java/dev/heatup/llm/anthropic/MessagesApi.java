package dev.heatup.llm.anthropic;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RefusalStopDetails;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigBetweenTools;
import dev.heatup.llm.ModelAnswer;
import dev.heatup.llm.ModelQuestion;
import dev.heatup.llm.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Translates between questions and the Messages API. No sampling parameters: current models answer them with 400. */
final class MessagesApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Models that answer an effort with 400; the rest think less with it, and a plan needs little thought. */
    private static final List<String> WITHOUT_EFFORT = List.of("claude-haiku-4-5", "claude-sonnet-4-5");

    /**
     * Thinks before each answer unless told {@code between_tools}, and answers the older {@code disabled} with 400; see
     * <a href="https://platform.claude.com/docs/en/models/sonnet-5-5/migration-guide">its migration guide</a>.
     */
    private static final String THINKS_BY_DEFAULT = "claude-sonnet-5-5";

    private MessagesApi() {}

    static MessageCreateParams request(ModelQuestion modelQuestion, String model) {
        MessageCreateParams.Builder params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(modelQuestion.maxTokens())
                .systemOfTextBlockParams(List.of(TextBlockParam.builder()
                        .text(modelQuestion.system())
                        .cacheControl(CacheControlEphemeral.builder().build())
                        .build()));
        for (ModelQuestion.Turn turn : modelQuestion.turns()) {
            switch (turn.speaker()) {
                case USER -> params.addUserMessage(turn.text());
                case MODEL -> params.addAssistantMessage(turn.text());
            }
        }
        if (model.startsWith(THINKS_BY_DEFAULT)) {
            params.thinking(ThinkingConfigBetweenTools.builder().build());
        }
        return params.outputConfig(outputConfig(modelQuestion, model)).build();
    }

    private static OutputConfig outputConfig(ModelQuestion modelQuestion, String model) {
        OutputConfig.Builder config = OutputConfig.builder();
        if (WITHOUT_EFFORT.stream().noneMatch(model::startsWith)) {
            config.effort(OutputConfig.Effort.LOW);
        }
        if (modelQuestion.jsonSchema() != null) {
            config.format(JsonOutputFormat.builder()
                    .schema(schema(modelQuestion.jsonSchema()))
                    .build());
        }
        return config.build();
    }

    private static JsonOutputFormat.Schema schema(String json) {
        Map<String, Object> schema = JSON.readValue(json, new TypeReference<>() {});
        return JsonOutputFormat.Schema.builder()
                .additionalProperties(schema.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> JsonValue.from(entry.getValue()))))
                .build();
    }

    /** @throws com.anthropic.errors.AnthropicInvalidDataException if a part has another type than the API says */
    static ModelAnswer answer(Message message) {
        Tokens tokens = tokens(message);
        Optional<StopReason> stop = message.stopReason();
        if (stop.isEmpty()) {
            return new ModelAnswer.Unavailable("the model's answer does not say why it ended", tokens);
        }
        return switch (stop.get().value()) {
            case END_TURN, STOP_SEQUENCE -> text(message, tokens);
            case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> new ModelAnswer.Truncated(tokens);
            case REFUSAL -> new ModelAnswer.Refused(category(message), tokens);
            case TOOL_USE, PAUSE_TURN, _UNKNOWN ->
                new ModelAnswer.Unavailable("the model ended with " + stop.get().asString(), tokens);
        };
    }

    private static ModelAnswer text(Message message, Tokens tokens) {
        String text = message.content().stream()
                // The SDK keeps a null that the server put into the list.
                .filter(Objects::nonNull)
                .map(ContentBlock::text)
                .flatMap(Optional::stream)
                .map(TextBlock::text)
                .collect(Collectors.joining());
        if (text.isBlank()) {
            return new ModelAnswer.Unavailable("the model's answer is empty", tokens);
        }
        return text.length() > ModelAnswer.MAX_TEXT
                ? new ModelAnswer.Unavailable(
                        "the model's answer is longer than " + ModelAnswer.MAX_TEXT + " characters", tokens)
                : new ModelAnswer.Text(text, tokens);
    }

    private static String category(Message message) {
        return message._stopDetails()
                .asKnown()
                .flatMap(RefusalStopDetails::category)
                .map(RefusalStopDetails.Category::asString)
                .orElse("no category");
    }

    private static Tokens tokens(Message message) {
        return message._usage()
                .asKnown()
                .map(usage -> new Tokens(
                        count(usage._inputTokens()) + count(usage._cacheCreationInputTokens()),
                        count(usage._cacheReadInputTokens()),
                        count(usage._outputTokens())))
                .orElse(Tokens.NONE);
    }

    private static long count(JsonField<Long> field) {
        return Math.max(0, field.asKnown().orElse(0L));
    }
}
