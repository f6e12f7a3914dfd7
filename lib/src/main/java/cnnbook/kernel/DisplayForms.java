package cnnbook.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** The forms of a value, read back from the library's container. */
final class DisplayForms {
  private static final MIMEType[] KNOWN = {
    MIMEType.TEXT_PLAIN,
    MIMEType.TEXT_HTML,
    MIMEType.TEXT_MARKDOWN,
    MIMEType.TEXT_LATEX,
    MIMEType.IMAGE_PNG,
    MIMEType.IMAGE_JPEG,
    MIMEType.IMAGE_SVG,
    MIMEType.APPLICATION_JSON
  };

  private DisplayForms() {}

  /** MIME type → content. */
  static Map<String, Object> data(DisplayData shown) {
    Map<String, Object> forms = new LinkedHashMap<>();
    for (MIMEType type : KNOWN) {
      if (shown.hasDataForType(type)) {
        forms.put(type.toString(), shown.getData(type));
      }
    }
    return forms;
  }
}
