package cnnbook.exercises.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cnnbook.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SolutionTest {
  /** Sizes and values in one. */
  public record Parts(int[] sizes, Tensor values, String name) {}

  /** Everything that an exercise may pass. */
  public interface Everything {
    double sum(Tensor x, double[][] rows, boolean negative);

    Parts parts(Parts given);

    boolean same(float[] a, float[] b);

    void fail(String how);

    long[][] table(byte b, short s, long l, float f);

    Tensor[] none(Tensor absent);
  }

  private static class Honest implements Everything {
    @Override
    public double sum(Tensor x, double[][] rows, boolean negative) {
      double sum = x.sum();
      for (double[] row : rows) {
        for (double value : row) {
          sum += value;
        }
      }
      return negative ? -sum : sum;
    }

    @Override
    public Parts parts(Parts given) {
      return new Parts(given.sizes().clone(), given.values().times(2), given.name() + "é");
    }

    @Override
    public boolean same(float[] a, float[] b) {
      return a == b;
    }

    @Override
    public void fail(String how) {
      if (how.equals("argument")) {
        throw new IllegalArgumentException("5 does not fit");
      }
      throw new AssertionError(how);
    }

    @Override
    public long[][] table(byte b, short s, long l, float f) {
      return new long[][] {{b, s}, {}, {l, Float.floatToRawIntBits(f)}};
    }

    @Override
    public Tensor[] none(Tensor absent) {
      return absent == null ? new Tensor[] {null, Tensor.scalar(3)} : null;
    }
  }

  private final Everything solution = Solution.local(Everything.class, new Honest());

  @Test
  void valuesOfEveryKindGoThereAndBack() {
    Tensor x = Tensor.count(1, 2, 3);
    assertThat(solution.sum(x, new double[][] {{0.5}, {}, {1, 2}}, true)).isEqualTo(-24.5);
    Parts parts = solution.parts(new Parts(new int[] {4, -5}, x, "caf"));
    assertThat(parts.sizes()).containsExactly(4, -5);
    assertThat(parts.values()).isEqualTo(x.times(2));
    assertThat(parts.name()).isEqualTo("café");
    float payload = Float.intBitsToFloat(0x7fc12345);
    assertThat(solution.table((byte) -1, (short) 300, Long.MIN_VALUE, payload))
        .isDeepEqualTo(new long[][] {{-1, 300}, {}, {Long.MIN_VALUE, 0x7fc12345}});
    assertThat(solution.none(null)).containsExactly(null, Tensor.scalar(3));
    assertThat(solution.none(x)).isNull();
  }

  @Test
  void anObjectPassedTwiceStaysOneObject() {
    float[] a = {1, 2};
    assertThat(solution.same(a, a)).isTrue();
    assertThat(solution.same(a, a.clone())).isFalse();
  }

  @Test
  void exceptionsOfContractsArriveAndOthersFail() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solution.fail("argument"))
        .withMessage("5 does not fit");
    assertThatThrownBy(() -> solution.fail("otherwise"))
        .isInstanceOf(Solution.Failure.class)
        .hasMessage("fail threw java.lang.AssertionError: otherwise");
  }

  @Test
  void aChangedArgumentFailsByItsName() {
    Everything careless =
        Solution.local(
            Everything.class,
            new Honest() {
              @Override
              public double sum(Tensor x, double[][] rows, boolean negative) {
                rows[1][0] = 7;
                return 0;
              }
            });
    double[][] rows = {{1}, {2}};
    assertThatThrownBy(() -> careless.sum(Tensor.scalar(1), rows, false))
        .isInstanceOf(Solution.Failure.class)
        .hasMessage("sum changes its argument rows: work on a copy");
    assertThat(rows[1][0]).isEqualTo(2);
  }

  @Test
  void resultsAreCopiesThatNobodyChangesLater() {
    Tensor kept = Tensor.vector(1, 2);
    Everything keeping =
        Solution.local(
            Everything.class,
            new Honest() {
              @Override
              public Parts parts(Parts given) {
                return new Parts(new int[0], kept, "");
              }
            });
    Tensor got = keeping.parts(new Parts(null, null, null)).values();
    kept.set(9, 0);
    assertThat(got).isEqualTo(Tensor.vector(1, 2));
  }

  @Test
  void typesOutsideTheSetAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Contract.of(Comparable.class))
        .withMessageContaining("takes what an exercise cannot pass");
    assertThatIllegalArgumentException().isThrownBy(() -> Contract.of(String.class));
  }

  @Test
  void bytesThatAnnounceMoreThanTheyHoldAreRefusedBeforeMemoryIsTaken() {
    byte[] huge = {1, 127, -1, -1, -1, 0, 0};
    assertThatThrownBy(() -> Values.value(float[].class, huge))
        .isInstanceOf(Values.BadValue.class)
        .hasMessage("a length of 2147483647 with 2 bytes left");
    byte[] tensor = {1, 2, 0, 1, 0, 0, 0, 1, 0, 0};
    assertThatThrownBy(() -> Values.value(Tensor.class, tensor))
        .hasMessage("a tensor of more values than there are");
    assertThatThrownBy(() -> Values.value(String.class, new byte[] {7}))
        .hasMessage("no such mark: 7");
    assertThatThrownBy(() -> Values.value(long.class, new byte[3]))
        .hasMessage("the value ends too early");
    assertThatThrownBy(() -> Values.value(byte.class, new byte[3]))
        .hasMessage("bytes are left over");
  }
}
