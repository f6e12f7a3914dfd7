package cnnbook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cnnbook.tensor.Tensor;
import cnnbook.viz.Charts;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class ValueRendererTest {

  @Test
  void chartsCarryTheirWordsForScreenReadersAndTheirWidthOnThePage() {
    var chart = Charts.heatMap("kernel", Tensor.count(1, 2, 2));
    var data = new ValueRenderer().render(chart);
    JsonObject message = new Gson().toJsonTree(data).getAsJsonObject();
    JsonObject picture = message.getAsJsonObject("metadata").getAsJsonObject("image/png");
    assertThat(picture.get("alt").getAsString())
        .isEqualTo("chart \"kernel\" (row against column): 2 rows, 2 columns, 1 … 4");
    assertThat(picture.get("width").getAsInt()).isEqualTo(chart.getWidth());
  }
}
