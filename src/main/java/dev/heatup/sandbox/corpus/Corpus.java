package dev.heatup.sandbox.corpus;

import dev.heatup.chance.Draw;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages to draw from: the built-in templates, or a user's own. Immutable. */
public final class Corpus {

    private final Map<Label, Shelf> shelves = new EnumMap<>(Label.class);
    private final Filling filling;

    Corpus(Collection<LabelledText> texts, Filling filling) {
        this.filling = filling;
        texts.stream()
                .collect(Collectors.groupingBy(LabelledText::label))
                .forEach((label, some) -> shelves.put(label, Shelf.of(some)));
    }

    /** In Russian and English, with every label in every difficulty. */
    public static Corpus templates() {
        return Templates.CORPUS;
    }

    /**
     * A message with the label. Where the corpus has some in the language, or some that name none, it is one of those;
     * else one in any language. A label that the corpus lacks altogether comes from the templates.
     *
     * @param draw decides alone: the same draw gives the same message
     */
    public LabelledText draw(Label label, String language, long draw) {
        Shelf shelf = shelves.get(label);
        if (shelf == null) {
            return templates().draw(label, language, draw);
        }
        List<LabelledText> fitting = shelf.fitting(language);
        LabelledText text = fitting.get(Draw.index(Draw.of(draw, "text"), fitting.size()));
        return filling.fill(text, Draw.of(draw, "filling"));
    }

    /** How many texts it has of its own. */
    public int size() {
        return shelves.values().stream().mapToInt(shelf -> shelf.all().size()).sum();
    }

    /** Draws of words for the gaps in a text. */
    @FunctionalInterface
    interface Filling {

        Filling NONE = (text, draw) -> text;

        LabelledText fill(LabelledText text, long draw);
    }

    /** The texts of one label; each language has those that name none as well. */
    private record Shelf(List<LabelledText> all, List<LabelledText> unnamed, Map<String, List<LabelledText>> named) {

        static Shelf of(List<LabelledText> texts) {
            List<LabelledText> unnamed =
                    texts.stream().filter(text -> text.language() == null).toList();
            Map<String, List<LabelledText>> named = new HashMap<>();
            texts.stream()
                    .map(LabelledText::language)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(language -> named.put(
                            language,
                            Stream.concat(
                                            texts.stream().filter(text -> language.equals(text.language())),
                                            unnamed.stream())
                                    .toList()));
            return new Shelf(List.copyOf(texts), unnamed, named);
        }

        List<LabelledText> fitting(String language) {
            return named.getOrDefault(language, unnamed.isEmpty() ? all : unnamed);
        }
    }
}
