package cnnbook.exercises.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestResultTest {
  @ParameterizedTest
  @CsvSource({
    "strideSkipsPositions, Stride skips positions",
    "aKernelDoesNotFit, A kernel does not fit",
    "layersHaveABiasPerOutput, Layers have a bias per output",
    "threeKernelsOf3SeeAsMuchAsOneOf7, Three kernels of 3 see as much as one of 7",
    "alexNetMakes55Of227, Alex net makes 55 of 227",
  })
  void nameIsReadAsASentence(String name, String sentence) {
    assertThat(new TestResult(name, 1, 0, null).sentence()).isEqualTo(sentence);
  }
}
