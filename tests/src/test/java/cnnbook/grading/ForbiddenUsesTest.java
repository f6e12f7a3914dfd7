package cnnbook.grading;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.kernel.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenUsesTest {
  private static final String TENSOR = "import cnnbook.tensor.*;";
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return cnnbook.ops.TrueConv2dOp.flip(x);",
        "java.util.function.UnaryOperator<Tensor> f = cnnbook.ops.TrueConv2dOp::flip; return x;",
        "cnnbook.ops.TrueConv2dOp op = null; return x;",
        "Object o = x; return o instanceof cnnbook.ops.TrueConv2dOp ? x : null;",
        "return ((cnnbook.ops.TrueConv2dOp) null) == null ? x : x;",
        "cnnbook.ops.TrueConv2dOp[][] ops = new cnnbook.ops.TrueConv2dOp[1][]; return x;",
        "List<cnnbook.ops.TrueConv2dOp> ops = null; return x;",
        "Class<?> type = cnnbook.ops.TrueConv2dOp.class; return x;",
        "return cnnbook . ops /* here */ . TrueConv2dOp . flip(x);"
      })
  void namesInFullAreFound(String body) {
    assertThat(find(TENSOR, answer(body)))
        .startsWith("line 1 of cell 2 uses cnnbook.ops.TrueConv2dOp")
        .endsWith("this exercise must do without cnnbook.ops");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import cnnbook.ops.TrueConv2dOp;",
        "import cnnbook.ops.*;",
        "import static cnnbook.ops.TrueConv2dOp.flip;",
        "import static cnnbook.ops.TrueConv2dOp.*;"
      })
  void importedNamesAreFoundWhereTheyAreUsed(String imported) {
    String call = imported.contains("static") ? "flip(x)" : "TrueConv2dOp.flip(x)";
    String used = answer("\nreturn " + call + ";");
    assertThat(find(TENSOR + imported, used))
        .startsWith("line 2 of cell 2 uses cnnbook.ops.TrueConv2dOp");
    assertThat(find(TENSOR, imported + "\n" + used)).startsWith("line 3 of cell 2 uses");
    assertThat(find(TENSOR + imported, answer("return x;"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var map = maker(); return x;",
        "return maker().toString() == null ? null : x;",
        "for (var op : List.of(maker())) { } return x;",
        "return x.times(maker().hashCode());"
      })
  void inferredTypesAndChainsAreFound(String body) {
    String maker = "cnnbook.ops.TrueConv2dOp maker() { return null; }";
    assertThat(find(TENSOR, maker, answer(body))).contains("uses cnnbook.ops.TrueConv2dOp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tensor help(Tensor x) { return cnnbook.ops.TrueConv2dOp.flip(x); }",
        "class Helper { static Tensor help(Tensor x) { return cnnbook.ops.TrueConv2dOp.flip(x); } }"
            + " Tensor help(Tensor x) { return Helper.help(x); }",
        "java.util.function.UnaryOperator<Tensor> f = cnnbook.ops.TrueConv2dOp::flip;"
            + " Tensor help(Tensor x) { return f.apply(x); }",
        "java.util.function.UnaryOperator<Tensor> f; f = y -> cnnbook.ops.TrueConv2dOp.flip(y);"
            + " Tensor help(Tensor x) { return f.apply(x); }"
      })
  void helpFromOtherCellsIsFound(String help) {
    assertThat(find(TENSOR, help, answer("return help(x);"))).startsWith("line 1 of cell 2 uses");
    assertThat(find(TENSOR, answer("return help(x);"), help)).startsWith("line 1 of cell 3 uses");
    assertThat(find(TENSOR, help, answer("return x;"))).isEmpty();
  }

  @Test
  void commentsAndStringsAreNoUses() {
    String body =
        "/* cnnbook.ops.TrueConv2dOp */ String s = \"cnnbook.ops.TrueConv2dOp\"; return x; // ai.djl";
    assertThat(find(TENSOR, answer(body))).isEmpty();
    assertThat(find(TENSOR, answer("\"\"\"\n cnnbook.ops.TrueConv2dOp\"\"\".strip(); return x;")))
        .isEmpty();
  }

  @Test
  void codeThatDoesNotCompileIsJudgedByItsNames() {
    String body = "int i = unknown; return TrueConv2dOp.nothing(x, missing());";
    assertThat(find(TENSOR + "import cnnbook.ops.*;", answer(body)))
        .contains("cnnbook.ops.TrueConv2dOp");
    assertThat(find(TENSOR, answer("return cnnbook.ops.Nothing.at(all);")))
        .contains("cnnbook.ops.Nothing");
    assertThat(find(TENSOR, "int i = ;", answer("return unknown;"))).isEmpty();
    assertThat(find("}}} (", answer("return cnnbook.ops.TrueConv2dOp.flip(x);"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Class.forName(\"cnnbook.ops.\" + \"TrueConv2dOp\")",
        "x.getClass().getMethods()[0].invoke(x)",
        "java.lang.invoke.MethodHandles.lookup()",
        "x.getClass().getClassLoader().loadClass(\"a\")",
        "ServiceLoader.load(Runnable.class)"
      })
  void waysAroundTheRulesAreFound(String expression) {
    String body = "try { Object o = " + expression + "; } catch (Exception e) { } return x;";
    assertThat(find(TENSOR, answer(body))).contains("this exercise must do without java.");
  }

  @Test
  void theLastOfTwoDeclarationsCounts() {
    String clean = answer("return x;");
    String hit = answer("return cnnbook.ops.TrueConv2dOp.flip(x);");
    assertThat(find(TENSOR, clean, hit)).startsWith("line 1 of cell 3");
    assertThat(find(TENSOR, hit, clean)).isEmpty();
  }

  @Test
  void ordinaryJavaBreaksNoRule() {
    String body =
        "var sum = java.util.stream.IntStream.range(0, x.count()).mapToDouble(i -> x.data()[i]).sum();"
            + " Map<String, List<Tensor>> map = new HashMap<>(); map.computeIfAbsent(\"a\", k -> new"
            + " ArrayList<>()).add(x); record Pair(int a, int b) { } return x.times(sum / new Pair(1,"
            + " 2).b()).reshape(x.shape()).matmul(x.transpose());";
    assertThat(find(TENSOR, answer(body))).isEmpty();
    assertThat(find(TENSOR + "import cnnbook.exercises.e02.*;", Answers.crossCorrelation("Ex2_1")))
        .isEmpty();
  }

  private static String answer(String body) {
    return "class Ex2_1 { Tensor relu(Tensor x) { " + body + " } }";
  }

  private static String find(String... sources) {
    List<Submission.Cell> cells = new ArrayList<>();
    for (String source : sources) {
      cells.add(new Submission.Cell("cell " + (cells.size() + 1), source));
    }
    ForbiddenUses uses =
        new ForbiddenUses(new CellUnit(cells, session), System.getProperty("java.class.path"));
    return uses.find("Ex2_1", List.of("cnnbook.ops", "ai.djl"));
  }
}
