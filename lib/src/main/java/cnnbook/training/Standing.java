package cnnbook.training;

/**
 * What came of training one network once.
 *
 * @param network its name, as in {@link cnnbook.models.Zoo} where it is there
 * @param plan the plan's name
 * @param accuracy on the test images after the last epoch, in [0, 1]
 * @param seconds of the quickest epoch, forward, backward and step only: what else the machine did
 *     disturbs that one least
 * @param date when, as 2026-01-31
 * @param machine engine, device and cores
 */
public record Standing(
    String network, String plan, double accuracy, double seconds, String date, String machine) {

  /**
   * What came of a training that is over.
   *
   * @param history with at least one epoch, evaluated on test images
   */
  static Standing of(String network, Plan plan, History history, String date, String machine) {
    double seconds =
        history.rows().stream().mapToDouble(History.Row::seconds).min().orElse(Double.NaN);
    return new Standing(
        network, plan.toString(), history.last().valAccuracy(), seconds, date, machine);
  }
}
