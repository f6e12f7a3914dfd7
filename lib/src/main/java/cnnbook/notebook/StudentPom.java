package cnnbook.notebook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The book's pom without the modules that students do not have. By it Maven still knows which jars
 * the library needs on which system, in the versions that were tested.
 */
final class StudentPom {
  private static final Set<String> MODULES = Set.of("lib");

  private StudentPom() {}

  /** The text of the pom, from that of the whole book. */
  static byte[] of(Path pom) throws IOException {
    try {
      DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
      documents.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Document document = documents.newDocumentBuilder().parse(pom.toFile());
      remove(document, "module", module -> !MODULES.contains(module.getTextContent().strip()));
      remove(document, "dependency", dependency -> text(dependency).contains("solutions"));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(out));
      return out.toByteArray();
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException(pom + " cannot be rewritten", e);
    }
  }

  private static String text(Element dependency) {
    return dependency.getElementsByTagName("artifactId").item(0).getTextContent();
  }

  /** Takes the space before an element away with it. */
  private static void remove(Document document, String name, Predicate<Element> unwanted) {
    NodeList all = document.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    for (Element element : found) {
      if (unwanted.test(element)) {
        Node before = element.getPreviousSibling();
        if (before != null && before.getNodeType() == Node.TEXT_NODE) {
          before.getParentNode().removeChild(before);
        }
        element.getParentNode().removeChild(element);
      }
    }
  }
}
