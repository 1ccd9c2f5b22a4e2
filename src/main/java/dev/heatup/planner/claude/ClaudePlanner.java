package dev.heatup.planner.claude;

import dev.heatup.llm.LanguageModel;
import dev.heatup.llm.ModelAnswer;
import dev.heatup.llm.ModelQuestion;
import dev.heatup.llm.Tokens;
import dev.heatup.plan.ProposedPlan;
import dev.heatup.plan.Violation;
import dev.heatup.planner.PlanRequest;
import dev.heatup.planner.PlanSource;
import dev.heatup.planner.Planner;
import dev.heatup.planner.Usage;
import java.time.Duration;
import java.util.List;

/** Has a language model propose visits. What it answers is untrusted until the validator saw it. Thread-safe. */
public final class ClaudePlanner implements Planner {

    /** Twenty actions with Russian reasons need some 2,000; the rest is for models that think first. */
    private static final int MAX_TOKENS = 4096;

    private final LanguageModel model;

    public ClaudePlanner(LanguageModel model) {
        this.model = model;
    }

    @Override
    public Proposal propose(PlanRequest request, Duration patience) {
        return ask(request, List.of(ModelQuestion.Turn.user(PlanPrompt.visit(request))), patience);
    }

    @Override
    public Proposal repair(PlanRequest request, ProposedPlan rejected, List<Violation> violations, Duration patience) {
        List<ModelQuestion.Turn> turns = List.of(
                ModelQuestion.Turn.user(PlanPrompt.visit(request)),
                ModelQuestion.Turn.model(PlanJson.write(rejected)),
                ModelQuestion.Turn.user(PlanPrompt.repair(violations)));
        return ask(request, turns, patience);
    }

    @Override
    public PlanSource source() {
        return PlanSource.CLAUDE;
    }

    private Proposal ask(PlanRequest request, List<ModelQuestion.Turn> turns, Duration patience) {
        ModelQuestion modelQuestion = new ModelQuestion(
                PlanPrompt.system(request.pool(), request.rules().actions()),
                turns,
                PlanJson.schema(request.rules().actions()),
                MAX_TOKENS);
        return switch (model.ask(modelQuestion, patience)) {
            case ModelAnswer.Text(String text, Tokens tokens) ->
                switch (PlanJson.read(text)) {
                    case PlanJson.Reading.Plan(ProposedPlan plan) -> new Proposal.Proposed(plan, usage(tokens));
                    case PlanJson.Reading.Unreadable(String why) -> new Proposal.Nothing(why, usage(tokens));
                };
            case ModelAnswer.Refused(String why, Tokens tokens) ->
                new Proposal.Nothing("the model declined (" + why + ")", usage(tokens));
            case ModelAnswer.Truncated(Tokens tokens) ->
                new Proposal.Nothing("the model's plan ran into its token limit", usage(tokens));
            case ModelAnswer.Unavailable(String why, Tokens tokens) -> new Proposal.Nothing(why, usage(tokens));
        };
    }

    private static Usage usage(Tokens tokens) {
        return new Usage(tokens.input(), tokens.cached(), tokens.output());
    }
}
