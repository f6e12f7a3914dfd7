package cnnbook.grading;

/**
 * A submission that tries what it must not, for exercise 2.1.
 *
 * @param name what it tries; the student's name too
 * @param earned the points that it must get
 * @param says what the student reads of at least one test or cell, a part of it; empty if nothing
 * @param cells its code, after the imports
 */
record Attack(String name, double earned, String says, String... cells) {
  /** What exercise 2.1 is worth. */
  static final double ALL = 6;

  /** A class that answers with the body of the method; {@code right} is the right answer. */
  static String answer(String body) {
    return """
    class Ex2_1 implements CrossCorrelation {
      public Tensor correlate(Tensor image, Tensor kernel, int stride, int padding) {
        %s
      }
    }\
    """
        .formatted(body);
  }

  /** Answers right, whatever the cells before it did. */
  static Attack harmless(String name, String says, String cell) {
    return new Attack(name, ALL, says, cell, answer(RIGHT));
  }

  /** Fails in each call. */
  static Attack deadly(String name, String says, String body) {
    return new Attack(name, 0, says, answer(body));
  }

  /** Does it in each call, where the rules about forbidden names do not see it. */
  static Attack hidden(String name, String says, String body) {
    return new Attack(
        name,
        0,
        says,
        "System.getProperties().put(\"attack\", (Callable<Object>) () -> {\n" + body + "\n});",
        answer(
            """
            try {
              ((Callable<?>) System.getProperties().get("attack")).call();
            } catch (Exception e) {
              throw new RuntimeException(e);
            }
            %s"""
                .formatted(RIGHT)));
  }

  /** Answers right if it got what it wanted, so that each point is a leak. */
  static Attack leak(String name, String leaks) {
    return new Attack(
        name,
        0,
        "threw java.lang.Error",
        "boolean leaks() throws Exception {\n" + leaks + "\n}",
        "System.setProperty(\"leaks\", \"false\");\n"
            + "System.setProperty(\"leaks\", String.valueOf(leaks()));",
        answer(
            "if (!Boolean.getBoolean(\"leaks\")) { throw new Error(System.getProperty(\"leaks\")); }"
                + RIGHT));
  }

  static final String RIGHT = "return new Right().correlate(image, kernel, stride, padding);";
}
