package cnnbook.exercises.tests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a class of JUnit 5 tests on a solution. A test method takes the solution, by its exercise's
 * interface, and, if it wants, a {@link Random} for its inputs.
 */
public final class TestRun {
  private static final String KEY = "cnnbook";

  private final Function<String, ?> solution;
  private final Function<String, Random> inputs;

  /**
   * What the tests are run on.
   *
   * @param solution asked once for each test
   * @param inputs random numbers for the test of this name
   */
  public TestRun(Supplier<?> solution, Function<String, Random> inputs) {
    this(test -> solution.get(), inputs);
  }

  /**
   * As above, where the tests' names matter.
   *
   * @param solution for the test of this name
   * @param inputs random numbers for the test of this name
   */
  public TestRun(Function<String, ?> solution, Function<String, Random> inputs) {
    this.solution = solution;
    this.inputs = inputs;
  }

  /** Gives test methods their arguments. */
  public static final class Arguments implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == Random.class || type.isInterface();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      TestRun run =
          context
              .getStore(
                  ExtensionContext.StoreScope.LAUNCHER_SESSION,
                  ExtensionContext.Namespace.create(KEY))
              .get(KEY, TestRun.class);
      String test = context.getRequiredTestMethod().getName();
      return parameter.getParameter().getType() == Random.class
          ? run.inputs.apply(test)
          : run.solution.apply(test);
    }
  }

  /** All tests of a class, by their names in alphabetic order. */
  public List<TestResult> of(Class<?> tests) {
    Listener listener = new Listener();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(true)
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session.getStore().put(Namespace.create(KEY), KEY, this);
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(tests))
                  .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                  .build(),
              listener);
    }
    listener.results.sort(Comparator.comparing(TestResult::name));
    return List.copyOf(listener.results);
  }

  private static final class Listener implements TestExecutionListener {
    private final List<TestResult> results = new ArrayList<>();
    private long began;

    @Override
    public void executionStarted(TestIdentifier test) {
      began = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        MethodSource source = (MethodSource) test.getSource().orElseThrow();
        Points points = source.getJavaMethod().getAnnotation(Points.class);
        results.add(
            new TestResult(
                source.getMethodName(),
                points == null ? 1 : points.value(),
                (System.nanoTime() - began) / 1e9,
                result.getThrowable().map(TestRun::unwrap).orElse(null)));
      } else {
        // A class that cannot be set up has run no test: nobody may take that for success.
        result.getThrowable().ifPresent(TestRun::rethrow);
      }
    }
  }

  /** JUnit wraps what the search for a solution threw. */
  private static Throwable unwrap(Throwable thrown) {
    boolean wrapped = thrown instanceof ParameterResolutionException && thrown.getCause() != null;
    return wrapped ? thrown.getCause() : thrown;
  }

  private static void rethrow(Throwable thrown) {
    throw new IllegalStateException("the tests cannot be run", thrown);
  }
}
