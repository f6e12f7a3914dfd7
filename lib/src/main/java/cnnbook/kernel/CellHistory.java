package cnnbook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;

/** The cells that ran in this session; nothing is written to disk. */
final class CellHistory implements HistoryManager {
  private static final int SESSION = 1;
  private final List<HistoryEntry> entries = new ArrayList<>();

  synchronized void add(int number, String source) {
    entries.add(new HistoryEntry(SESSION, number, source, null));
  }

  @Override
  public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return view(last(entries, length), flags);
  }

  @Override
  public synchronized List<HistoryEntry> lookupRange(
      int session, int start, int stop, Set<ResultFlag> flags) {
    if (session != 0 && session != SESSION) {
      return List.of();
    }
    List<HistoryEntry> found =
        entries.stream()
            .filter(e -> e.getCellNumber() >= start && (stop <= 0 || e.getCellNumber() < stop))
            .toList();
    return view(found, flags);
  }

  @Override
  public synchronized List<HistoryEntry> search(String glob, int length, Set<ResultFlag> flags) {
    Pattern pattern = toPattern(glob == null ? "*" : glob);
    List<HistoryEntry> found =
        entries.stream().filter(e -> pattern.matcher(e.getInput()).matches()).toList();
    if (flags.contains(ResultFlag.UNIQUE)) {
      Map<String, HistoryEntry> unique = new LinkedHashMap<>();
      found.forEach(e -> unique.put(e.getInput(), e));
      found = List.copyOf(unique.values());
    }
    return view(last(found, length), flags);
  }

  private static List<HistoryEntry> last(List<HistoryEntry> all, int length) {
    int from = length <= 0 ? 0 : Math.max(0, all.size() - length);
    return List.copyOf(all.subList(from, all.size()));
  }

  /** Outputs are not kept: where they are asked for, they are empty. */
  private static List<HistoryEntry> view(List<HistoryEntry> found, Set<ResultFlag> flags) {
    if (!flags.contains(ResultFlag.INCLUDE_OUTPUT)) {
      return found;
    }
    return found.stream()
        .map(e -> new HistoryEntry(e.getSession(), e.getCellNumber(), e.getInput(), ""))
        .toList();
  }

  private static Pattern toPattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
