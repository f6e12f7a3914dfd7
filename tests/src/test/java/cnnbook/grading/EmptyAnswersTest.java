package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.exercises.Catalogue;
import cnnbook.exercises.remote.Solution;
import cnnbook.exercises.tests.TestResult;
import cnnbook.exercises.tests.TestRun;
import cnnbook.tensor.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that compute nothing earn nothing, in any exercise. */
class EmptyAnswersTest {
  /** Dropout leaves its input as it is where nothing is trained: there the argument is right. */
  private static final String RIGHT_UNCHANGED = "inferenceChangesNothingInEitherDirection";

  static List<Catalogue.Entry> exercises() {
    return Catalogue.all();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void refusingEverythingEarnsNothing(Catalogue.Entry exercise) {
    assertThat(earned(exercise, (proxy, method, arguments) -> refuse())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void aConstantEarnsNothing(Catalogue.Entry exercise) {
    assertThat(earned(exercise, (proxy, method, arguments) -> nothing(method.getReturnType())))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void givingTheArgumentBackEarnsNothing(Catalogue.Entry exercise) {
    InvocationHandler echo =
        (proxy, method, arguments) -> {
          for (Object argument : arguments) {
            if (method.getReturnType().isInstance(argument)) {
              return argument;
            }
          }
          return nothing(method.getReturnType());
        };
    assertThat(earned(exercise, echo)).isSubsetOf(RIGHT_UNCHANGED);
  }

  private static Object refuse() {
    throw new IllegalArgumentException("no");
  }

  /** 0, false, an empty array, null. */
  private static Object nothing(Class<?> type) {
    if (type == Tensor.class) {
      return Tensor.zeros(1, 1);
    }
    return type.isPrimitive() && type != void.class
        ? Array.get(Array.newInstance(type, 1), 0)
        : null;
  }

  private static List<String> earned(Catalogue.Entry exercise, InvocationHandler answer) {
    Class<?> contract = exercise.contract();
    Object object =
        Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, answer);
    Object solution = Solution.local(contract, object);
    return new TestRun(() -> solution, test -> new Random(1))
        .of(exercise.hiddenTests()).stream()
            .filter(TestResult::passed)
            .map(TestResult::name)
            .toList();
  }
}
