package cnnbook.viz;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.geometry.Axis;
import cnnbook.kernel.CellError;
import cnnbook.kernel.Session;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The DJL lines of the shape calculator, which {@link VisualsTest} compares with these. */
final class ShapesInDjlTest {

  @Test
  void theLinesBuildLayersWithTheCalculatedSize() throws CellError {
    Random random = new Random(2);
    try (Session session = Session.open()) {
      session.evaluate(
          """
          import ai.djl.ndarray.*;
          import ai.djl.ndarray.types.*;
          import ai.djl.nn.*;
          import ai.djl.nn.convolutional.Conv2d;
          import ai.djl.nn.pooling.Pool;
          import ai.djl.training.ParameterStore;
          NDManager manager = NDManager.newBaseManager();
          long size(Block block, long n) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, n, n));
            NDList x = new NDList(manager.zeros(new Shape(1, 1, n, n)));
            return block.forward(new ParameterStore(manager, false), x, false).head().getShape().get(2);
          }""");
      int built = 0;
      while (built < 25) {
        Axis axis =
            new Axis(
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                random.nextInt(3),
                random.nextInt(3),
                1 + random.nextInt(2),
                random.nextBoolean());
        String line = ShapesSpec.line(axis);
        int n = 7 + random.nextInt(6);
        if (!line.startsWith("//")) {
          built++;
          assertThat(session.evaluate("size(" + line + ", " + n + ")"))
              .as("%s over %d", line, n)
              .isEqualTo((long) axis.outputSize(n));
        }
      }
      session.evaluate("manager.close();");
    }
  }
}
