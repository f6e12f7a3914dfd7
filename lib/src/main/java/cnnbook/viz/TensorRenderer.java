package cnnbook.viz;

import cnnbook.kernel.ResultRenderer;
import cnnbook.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/** Shows a cell's value that is a tensor of the book as an HTML table. */
public final class TensorRenderer implements ResultRenderer {

  @Override
  public Optional<Map<String, String>> render(Object value) {
    return value instanceof Tensor tensor
        ? Optional.of(Bundle.html(tensor.toHtml(), tensor.toString()))
        : Optional.empty();
  }
}
