package org.rapaio.jupyter.kernel.display;

import java.util.Map;
import java.util.TreeMap;

/** Stands in for the rapaio kernel's class of this name. */
public final class DisplayData {
  private final Map<String, Object> forms = new TreeMap<>();
  private boolean hasId;

  private DisplayData() {}

  /** With one form, text. */
  public static DisplayData fromText(String text) {
    DisplayData data = new DisplayData();
    data.forms.put("text/plain", text);
    return data;
  }

  /** Adds a form. */
  public void putData(String mime, Object content) {
    forms.put(mime, content);
  }

  /** Says how a form is to be shown. */
  public void putMetaData(String mime, Object how) {
    forms.put(mime, how);
  }

  /** Names it. */
  public void setDisplayId(String id) {
    hasId = !id.isEmpty();
  }

  @Override
  public String toString() {
    return forms + (hasId ? " with id" : "");
  }
}
