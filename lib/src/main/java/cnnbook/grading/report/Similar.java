package cnnbook.grading.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds submissions that resemble each other more than two people's work does. What students were
 * given does not count, nor what many of them have: a short exercise has one natural answer. A pair
 * is a reason to read both, not a proof.
 */
final class Similar {
  /** The share of two submissions' own code, 0 to 1, from which on a pair is told. */
  static final double THRESHOLD = 0.8;

  /** As the service MOSS has it: what more submissions share is nobody's own. */
  private static final int COMMON = 10;

  /** Of less own code nothing can be said. */
  private static final int LEAST = 12;

  private Similar() {}

  /**
   * Two submissions for one lesson.
   *
   * @param first a student
   * @param second another, whose name is later
   * @param share of their own code that both have, 0 to 1
   */
  record Pair(int lesson, String first, String second, double share) {}

  private record Own(String student, Set<Integer> prints) {}

  /**
   * All pairs above the threshold, the most similar first.
   *
   * @param given the cells that students were given, by lesson
   */
  static List<Pair> find(List<Submitted> submitted, Map<Integer, List<String>> given) {
    Map<Integer, List<Submitted>> lessons = new TreeMap<>();
    submitted.stream()
        .filter(s -> !s.code().isEmpty())
        .forEach(s -> lessons.computeIfAbsent(s.lesson(), l -> new ArrayList<>()).add(s));
    List<Pair> pairs = new ArrayList<>();
    lessons.forEach(
        (lesson, all) -> pairs(lesson, all, given.getOrDefault(lesson, List.of()), pairs));
    pairs.sort(
        Comparator.comparingDouble(Pair::share)
            .reversed()
            .thenComparing(Pair::lesson)
            .thenComparing(Pair::first)
            .thenComparing(Pair::second));
    return List.copyOf(pairs);
  }

  private static void pairs(
      int lesson, List<Submitted> submitted, List<String> given, List<Pair> pairs) {
    Set<Integer> nobodys = Fingerprints.every(given);
    List<Own> all =
        submitted.stream()
            .map(s -> new Own(s.student(), Fingerprints.of(s.code().values())))
            .toList();
    nobodys.addAll(common(all.stream().map(Own::prints).toList()));
    all.forEach(own -> own.prints().removeAll(nobodys));
    List<Own> enough = all.stream().filter(own -> own.prints().size() >= LEAST).toList();
    for (int i = 0; i < enough.size(); i++) {
      for (Own other : enough.subList(i + 1, enough.size())) {
        Own one = enough.get(i);
        double share = share(one.prints(), other.prints());
        if (share >= THRESHOLD) {
          boolean order = one.student().compareTo(other.student()) < 0;
          String first = order ? one.student() : other.student();
          pairs.add(new Pair(lesson, first, order ? other.student() : one.student(), share));
        }
      }
    }
  }

  private static Set<Integer> common(Collection<Set<Integer>> all) {
    Map<Integer, Integer> counts = new HashMap<>();
    all.forEach(prints -> prints.forEach(print -> counts.merge(print, 1, Integer::sum)));
    Set<Integer> common = new HashSet<>();
    counts.forEach(
        (print, count) -> {
          if (count > COMMON) {
            common.add(print);
          }
        });
    return common;
  }

  /** Twice what is in both, by the sizes of both. */
  private static double share(Set<Integer> one, Set<Integer> other) {
    long both = one.stream().filter(other::contains).count();
    return 2.0 * both / (one.size() + other.size());
  }
}
