package cnnbook.notebook;

/** Hears how a run goes on; called from several threads if several notebooks run at once. */
public interface RunListener {
  /** A notebook starts. */
  void started(Notebook notebook);

  /** A cell has ended, well or not. */
  void cellEnded(Notebook notebook, CellResult result);

  /** A notebook has ended; also called, without {@link #started}, for files that are none. */
  void ended(NotebookResult result);
}
