package cnnbook.grading.report;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static final String ONE =
      """
      class Ex2_1 implements CrossCorrelation {
        public Tensor forward(Tensor x, Tensor k, int stride, int padding) {
          int oh = (x.h() - k.h() + 2 * padding) / stride + 1;
          int ow = (x.w() - k.w() + 2 * padding) / stride + 1;
          Tensor out = Tensor.zeros(1, 1, oh, ow);
          for (int i = 0; i < oh; i++) {
            for (int j = 0; j < ow; j++) {
              double sum = 0;
              for (int a = 0; a < k.h(); a++) {
                for (int b = 0; b < k.w(); b++) {
                  int r = i * stride + a - padding, c = j * stride + b - padding;
                  if (r >= 0 && c >= 0 && r < x.h() && c < x.w()) sum += x.at(r, c) * k.at(a, b);
                }
              }
              out.set((float) sum, 0, 0, i, j);
            }
          }
          return out;
        }
      }""";

  private static final String OTHER =
      """
      class Ex2_1 implements CrossCorrelation {
        float at(Tensor t, int r, int c) {
          boolean inside = r >= 0 && r < t.h();
          return inside && c >= 0 && c < t.w() ? t.data()[r * t.w() + c] : 0f;
        }
        public Tensor forward(Tensor x, Tensor k, int stride, int padding) {
          float[] result = new float[1000];
          int n = 0, row = -padding;
          while (row + k.h() <= x.h() + padding) {
            int column = -padding;
            while (column + k.w() <= x.w() + padding) {
              for (int p = 0; p < k.h() * k.w(); p++) {
                result[n] += at(x, row + p / k.w(), column + p % k.w()) * k.data()[p];
              }
              n++;
              column += stride;
            }
            row += stride;
          }
          return Tensor.of(java.util.Arrays.copyOf(result, n), 1, 1, n / 2, 2);
        }
      }""";

  private static Submitted hands(String student, String code) {
    return new Submitted(student, Sample.SLUG, 2, "", Map.of(), Map.of("2.1", code));
  }

  private static String disguised() {
    return "// mine\n"
        + ONE.replace("sum", "total")
            .replaceAll("\\boh\\b", "rows")
            .replaceAll("\\ba\\b", "u")
            .replaceAll("\n +", "\n   ");
  }

  @Test
  void otherNamesAndSpacesHideNothingAndOwnWorkIsNoPair() {
    assertThat(disguised()).isNotEqualTo(ONE);
    List<Submitted> all =
        List.of(hands("zoe", ONE), hands("bob", OTHER), hands("ada", disguised()));
    assertThat(Similar.find(all, Map.of()))
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.first()).isEqualTo("ada");
              assertThat(pair.second()).isEqualTo("zoe");
              assertThat(pair.share()).isEqualTo(1);
            });
  }

  @Test
  void whatStudentsWereGivenIsNotTheirOwn() {
    Map<Integer, List<String>> given = Reports.given(Home.root().resolve("exercises"));
    assertThat(given.get(2)).anyMatch(cell -> cell.contains("class Ex2_1"));
    List<Submitted> stubs = new ArrayList<>();
    for (String student : List.of("ada", "bob")) {
      stubs.add(
          new Submitted(
              student, "x", 2, "", Map.of(), Map.of("2.1", String.join("\n", given.get(2)))));
    }
    assertThat(Similar.find(stubs, given)).isEmpty();
    List<Submitted> same = List.of(hands("ada", ONE), hands("bob", ONE));
    assertThat(Similar.find(same, given)).hasSize(1);
    assertThat(Similar.find(same, Map.of(2, List.of(ONE)))).isEmpty();
  }

  @Test
  void whatManyHaveIsNobodysOwn() {
    List<Submitted> many = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      many.add(hands("student " + i, ONE));
    }
    assertThat(Similar.find(many.subList(0, 10), Map.of())).hasSize(45);
    assertThat(Similar.find(many, Map.of())).isEmpty();
  }

  @Test
  void ofEachWindowOneRunIsChosen() {
    assertThat(Fingerprints.winnow(List.of(5, 4, 3, 2, 9, 9, 9, 9)))
        .containsExactlyInAnyOrder(2, 9);
    assertThat(Fingerprints.winnow(List.of(7, 6))).containsExactly(6);
    assertThat(Fingerprints.winnow(List.of())).isEmpty();
  }
}
