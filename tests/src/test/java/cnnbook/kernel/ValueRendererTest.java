package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.tensor.Tensor;
import cnnbook.viz.Charts;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class ValueRendererTest {

  @Test
  void chartsCarryTheirWordsForScreenReaders() {
    var data = new ValueRenderer().render(Charts.heatMap("kernel", Tensor.count(1, 2, 2)));
    JsonObject message = new Gson().toJsonTree(data).getAsJsonObject();
    JsonObject picture = message.getAsJsonObject("metadata").getAsJsonObject("image/png");
    assertThat(picture.get("alt").getAsString())
        .isEqualTo("chart \"kernel\" (row against column): 2 rows, 2 columns, 1 … 4");
  }
}
