package cnnbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StubTest {
  @Test
  void aBodyBecomesAnExceptionAndMethodsOfItsOwnVanish() {
    String answer =
        """
        class Ex3_2 implements Sizes {
          @Override
          public int size(int n) {
            // BEGIN SOLUTION
            String brace = "}"; // and a } here
            return half(n);
            // END SOLUTION
          }

          // BEGIN SOLUTION
          private static int half(int n) {
            return n / 2;
          }
          // END SOLUTION
        }
        """;
    assertThat(Stub.of(answer, "3.2"))
        .isEqualTo(
            """
            class Ex3_2 implements Sizes {
              @Override
              public int size(int n) {
                // Your code goes here, in place of this line and the next.
                throw new UnsupportedOperationException("exercise 3.2: size is not written yet");
              }
            }
            """);
  }

  @Test
  void whatStandsAroundTheMarksStays() {
    String answer =
        """
        class Ex1_1 implements Sizes {
          private static final int LEAST = 1;

          // BEGIN SOLUTION
          private final int secret = 42;
          // END SOLUTION

          public int size(int n) {
            int more = n + LEAST;
            // BEGIN SOLUTION
            return more / secret;
            // END SOLUTION
          }
        }""";
    assertThat(Stub.of(answer, "1.1"))
        .contains(
            "LEAST = 1;\n\n  public int size(int n) {\n    int more = n + LEAST;\n    // Your")
        .doesNotContain("secret", "42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A {}",
        "class A {\n// BEGIN SOLUTION\nint a;\n}",
        "class A {\n// END SOLUTION\nint a;\n// BEGIN SOLUTION\n}",
        "class A {\n// BEGIN SOLUTION\n// BEGIN SOLUTION\nint a;\n// END SOLUTION\n}",
        "class A {\n// BEGIN SOLUTION\n// END SOLUTION\nint a;\n// END SOLUTION\n}",
        "class A { int a; // BEGIN SOLUTION\nint b;\n// END SOLUTION\n}",
        "class A {\n// BEGIN SOLUTION\nint b; // END SOLUTION\n}"
      })
  void marksThatDoNotPairUpAreRefused(String answer) {
    assertThatThrownBy(() -> Stub.of(answer, "1.1")).isInstanceOf(IllegalArgumentException.class);
  }
}
