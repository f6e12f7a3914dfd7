package cnnbook;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, and HTML that is XML too; whatever a text holds, it stays text. Attributes come as
 * names and values in turn.
 */
public final class Markup {
  private static final String ILLEGAL =
      "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

  private final XMLStreamWriter xml;

  private Markup(XMLStreamWriter xml) {
    this.xml = xml;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  /** A whole document of XML. */
  public static String xml(Consumer<Markup> content) {
    return of(
        out -> {
          out.step(() -> out.xml.writeStartDocument("UTF-8", "1.0"));
          out.text("\n");
          content.accept(out);
        });
  }

  /** A whole page of HTML. */
  public static String html(Consumer<Markup> content) {
    return of(
        out -> {
          out.step(() -> out.xml.writeDTD("<!DOCTYPE html>\n"));
          content.accept(out);
        });
  }

  private static String of(Consumer<Markup> content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      content.accept(new Markup(xml));
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return text + "\n";
  }

  /** Begins an element. */
  public void start(String name, String... attributes) {
    step(() -> xml.writeStartElement(name));
    attributes(attributes);
  }

  /** Ends the element that began last. */
  public void end() {
    step(xml::writeEndElement);
  }

  /** An element with a text. */
  public void element(String name, String text, String... attributes) {
    start(name, attributes);
    text(text);
    end();
  }

  /** An element without content. */
  public void empty(String name, String... attributes) {
    step(() -> xml.writeEmptyElement(name));
    attributes(attributes);
  }

  /** A text. */
  public void text(String text) {
    step(() -> xml.writeCharacters(legal(text)));
  }

  private void attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
  }

  /** One more attribute of the element that began last, before anything in it. */
  public void attribute(String name, String value) {
    step(() -> xml.writeAttribute(name, legal(value)));
  }

  /** XML 1.0 has no way to write most control characters: they become question marks. */
  private static String legal(String text) {
    return text.replaceAll(ILLEGAL, "?");
  }

  private void step(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
