package dev.heatup.sandbox.corpus;

import dev.heatup.chance.SeededDraw;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        return CorpusTemplates.CORPUS;
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
        LabelledText text = shelf.draw(language, SeededDraw.of(draw, "text"));
        return filling.fill(text, SeededDraw.of(draw, "filling"));
    }

    /** How many texts it has of its own. */
    public int size() {
        return shelves.values().stream().mapToInt(shelf -> shelf.all().size()).sum();
    }

    /** Of all its texts together, in UTF-16 units. */
    public long length() {
        return shelves.values().stream()
                .flatMap(shelf -> shelf.all().stream())
                .mapToLong(text -> text.text().length())
                .sum();
    }

    /** Draws of words for the gaps in a text. */
    @FunctionalInterface
    interface Filling {

        Filling NONE = (text, draw) -> text;

        LabelledText fill(LabelledText text, long draw);
    }

    /** The texts of one label; each language has those that name none as well, after its own. */
    private record Shelf(List<LabelledText> all, List<LabelledText> unnamed, Map<String, List<LabelledText>> named) {

        static Shelf of(List<LabelledText> texts) {
            return new Shelf(
                    List.copyOf(texts),
                    texts.stream().filter(text -> text.language() == null).toList(),
                    texts.stream()
                            .filter(text -> text.language() != null)
                            .collect(Collectors.groupingBy(text -> String.valueOf(text.language()))));
        }

        LabelledText draw(String language, long draw) {
            List<LabelledText> own = named.getOrDefault(language, List.of());
            int fitting = own.size() + unnamed.size();
            if (fitting == 0) {
                return all.get(SeededDraw.index(draw, all.size()));
            }
            int index = SeededDraw.index(draw, fitting);
            return index < own.size() ? own.get(index) : unnamed.get(index - own.size());
        }
    }
}
