package cnnbook.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.kernel.CellError;
import cnnbook.kernel.Session;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as cells declare them. */
class CompiledUsesTest {
  private static Session session;

  @BeforeAll
  static void open() throws CellError {
    session = Session.open();
    session.evaluate(
        """
        import cnnbook.tensor.*;
        import cnnbook.ops.*;
        import java.util.function.*;
        Tensor helper(Tensor x) { return TrueConv2dOp.flip(x); }
        Tensor unused(Tensor x) { return new ReluOp().forward(x); }\
        """);
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return TrueConv2dOp.flip(x);",
        "UnaryOperator<Tensor> f = TrueConv2dOp::flip; return f.apply(x);",
        "UnaryOperator<Tensor> f = y -> TrueConv2dOp.flip(y); return f.apply(x);",
        "return helper(x);",
        "return new Object() { Tensor inner() { return helper(x); } }.inner();",
        "Object o = x; return o instanceof TrueConv2dOp ? x : null;",
        "Object o = new TrueConv2dOp[0][]; return x;"
      })
  void whateverTheCompiledAnswerReachesIsFound(String body) throws CellError {
    assertThat(first(body, "cnnbook.ops"))
        .hasValueSatisfying(name -> assertThat(name).startsWith("cnnbook.ops.TrueConv2dOp"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return x.plus(1); // TrueConv2dOp.flip(x)",
        "String s = \"cnnbook.ops.TrueConv2dOp\" + x; return x;",
        "UnaryOperator<Tensor> f = y -> y; return f.apply(x);"
      })
  void otherCellsTextsAndCommentsAreNoUses(String body) throws CellError {
    assertThat(first(body, "cnnbook.ops", "ai.djl")).isEmpty();
  }

  @Test
  void aRuleMayNameAClassOrAMethodAndNotHalfAName() throws CellError {
    String body = "return TrueConv2dOp.flip(x);";
    assertThat(first(body, "cnnbook.ops.TrueConv2dOp")).isPresent();
    assertThat(first(body, "cnnbook.ops.TrueConv2dOp.flip"))
        .contains("cnnbook.ops.TrueConv2dOp.flip");
    assertThat(first(body, "cnnbook.ops.TrueConv", "cnnbook.op")).isEmpty();
  }

  private static Optional<String> first(String body, String... forbidden) throws CellError {
    session.evaluate(
        "class Answer implements UnaryOperator<Tensor> { public Tensor apply(Tensor x) { "
            + body
            + "\n} }");
    UnaryOperator<?> answer = (UnaryOperator<?>) session.evaluate("new Answer()");
    return CompiledUses.first(answer.getClass(), forbidden);
  }
}
