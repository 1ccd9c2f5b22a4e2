package dev.heatup.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heatup.sandbox.spec.PopulationSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private static final Instant START = Instant.parse("2026-03-02T09:17:31.250Z");

    @Test
    void peopleComeAsOftenAndAtTheHoursThatTheWorldSays() {
        PopulationSpec spec = CrowdWorlds.people(2_000);
        int days = 30;
        int[] byHour = new int[24];
        int visits = 0;
        for (Person person : new Population(CrowdWorlds.of(7, spec)).people().toList()) {
            for (Instant visit : visits(new Activity(spec), person, Duration.ofDays(days))) {
                byHour[(int) Math.floorMod(visit.getEpochSecond() / 3600 + 3, 24L)]++;
                visits++;
            }
        }

        double perDay = visits / (2_000.0 * days);
        double weights = spec.activity().stream().mapToDouble(weight -> weight).sum();
        assertThat(perDay).isCloseTo(4, within(0.08));
        for (int hour = 0; hour < 24; hour++) {
            double expected = spec.activity().get(hour) / weights;
            assertThat(byHour[hour] / (double) visits)
                    .as("hour " + hour)
                    .isCloseTo(expected, within(0.05 * expected + 0.0005));
        }
    }

    @Test
    void theSpreadIsThatOfAPoissonProcess() {
        PopulationSpec spec = CrowdWorlds.people(2_000);
        Activity activity = new Activity(spec);
        double[] counts = new Population(CrowdWorlds.of(7, spec))
                .people()
                .mapToDouble(
                        person -> visits(activity, person, Duration.ofDays(10)).size())
                .toArray();

        double mean = IntStream.range(0, counts.length)
                .mapToDouble(i -> counts[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, counts.length)
                .mapToDouble(i -> (counts[i] - mean) * (counts[i] - mean))
                .average()
                .orElseThrow();
        assertThat(variance / mean).isCloseTo(1, within(0.15));
    }

    @Test
    void theNextVisitFollowsFromTheMomentAlone() {
        PopulationSpec spec = CrowdWorlds.people(20);
        for (Person person : new Population(CrowdWorlds.of(7, spec)).people().toList()) {
            List<Instant> visits = visits(new Activity(spec), person, Duration.ofDays(3));

            assertThat(visits).isSorted().doesNotHaveDuplicates();
            for (int i = 1; i < visits.size(); i++) {
                Instant before = visits.get(i).minusMillis(1);
                assertThat(new Activity(spec).next(person, before)).contains(visits.get(i));
                assertThat(new Activity(spec).next(person, visits.get(i - 1))).contains(visits.get(i));
            }
        }
    }

    @Test
    void anotherSeedGivesOtherTimes() {
        PopulationSpec spec = CrowdWorlds.people(1);
        Person one = new Population(CrowdWorlds.of(1, spec)).person(1);
        Person another = new Population(CrowdWorlds.of(2, spec)).person(1);

        assertThat(new Activity(spec).next(one, START)).isNotEqualTo(new Activity(spec).next(another, START));
    }

    @Test
    void nobodyComesInAnHourWithoutWeight() {
        List<Double> atNoon = new ArrayList<>(Collections.nCopies(24, 0.0));
        atNoon.set(12, 1.0);
        PopulationSpec spec = new PopulationSpec(1, Map.of("en", 1.0), atNoon, -5, 200);
        Person person = new Population(CrowdWorlds.of(7, spec)).person(1);

        List<Instant> visits = visits(new Activity(spec), person, Duration.ofDays(10));

        assertThat(visits).hasSizeBetween(1_700, 2_300);
        assertThat(visits).allMatch(visit -> visit.toString().contains("T17:"));
    }

    @Test
    void whoNeverComesHasNoNextVisitAndWhoSeldomComesHasOne() {
        Person person = new Population(CrowdWorlds.of(7, CrowdWorlds.people(1))).person(1);

        assertThat(activity(0).next(person, START)).isEmpty();
        assertThat(activity(PopulationSpec.MIN_VISITS_PER_DAY).next(person, START))
                .isPresent();
    }

    @Test
    void timeBefore1970HasVisitsToo() {
        Person person = new Population(CrowdWorlds.of(7, CrowdWorlds.people(1))).person(1);
        Instant longAgo = Instant.parse("1960-01-01T00:00:00Z");

        assertThat(activity(4).next(person, longAgo))
                .hasValueSatisfying(
                        next -> assertThat(next).isAfter(longAgo).isBefore(longAgo.plus(Duration.ofDays(10))));
    }

    private static Activity activity(double visitsPerDay) {
        return new Activity(new PopulationSpec(
                1, PopulationSpec.DEFAULT_LANGUAGES, PopulationSpec.DEFAULT_ACTIVITY, 0, visitsPerDay));
    }

    private static List<Instant> visits(Activity activity, Person person, Duration within) {
        List<Instant> visits = new ArrayList<>();
        Instant end = START.plus(within);
        Instant next = activity.next(person, START).orElseThrow();
        while (next.isBefore(end)) {
            visits.add(next);
            next = activity.next(person, next).orElseThrow();
        }
        return visits;
    }
}
