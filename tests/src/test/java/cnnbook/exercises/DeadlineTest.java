package cnnbook.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class DeadlineTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final AtomicReference<Thread> caller = new AtomicReference<>();

  @Test
  void whatEndsInTimeIsPassedOn() {
    Deadline deadline = new Deadline(request -> new byte[] {request[0], 2}, LIMIT);
    assertThat(deadline.call(new byte[] {1})).containsExactly(1, 2);
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19, disabledReason = "later JDKs force no thread")
  void aLoopThatPollsNothingIsForcedToEnd() throws Exception {
    Deadline deadline = new Deadline(request -> loop(), LIMIT);
    assertThatThrownBy(() -> deadline.call(new byte[0]))
        .isInstanceOf(Deadline.Missed.class)
        .hasMessage("no result after 0.3 s: is there a loop that never ends?");
    caller.get().join(10_000);
    assertThat(caller.get().isAlive()).isFalse();
  }

  @Test
  void whatCannotBeStoppedIsSaidToRunOn() {
    AtomicBoolean enough = new AtomicBoolean();
    Deadline deadline = new Deadline(request -> stubborn(enough), LIMIT);
    assertThatThrownBy(() -> deadline.call(new byte[0])).hasMessageContaining("restart the kernel");
    enough.set(true);
  }

  @Test
  void allCallsOfATestShareItsTimeAndTheNextHasItsOwn() {
    Deadline deadline = new Deadline(request -> sleep(600), Duration.ofSeconds(1));
    assertThat(deadline.call(new byte[0])).isEmpty();
    assertThatThrownBy(() -> deadline.call(new byte[0])).isInstanceOf(Deadline.Missed.class);
    deadline.beginTest();
    assertThat(deadline.call(new byte[0])).isEmpty();
  }

  @Test
  void aReaderWhoStopsTheCellStopsTheCallAndAllToCome() throws Exception {
    Deadline deadline = new Deadline(request -> sleep(), Duration.ofMinutes(5));
    Thread cell = Thread.currentThread();
    Thread reader =
        new Thread(
            () -> {
              while (caller.get() == null) {
                Thread.onSpinWait();
              }
              cell.interrupt();
            });
    reader.start();
    assertThatThrownBy(() -> deadline.call(new byte[0])).isInstanceOf(CancellationException.class);
    Thread stopped = caller.getAndSet(null);
    stopped.join(10_000);
    assertThat(stopped.isAlive()).isFalse();
    assertThatThrownBy(() -> deadline.call(new byte[0])).isInstanceOf(CancellationException.class);
    assertThatThrownBy(deadline::requireUninterrupted).hasMessage("the check was interrupted");
    assertThat(caller.get()).as("the thread of another call").isNull();
  }

  private byte[] loop() {
    caller.set(Thread.currentThread());
    long count = 0;
    while (count >= 0) {
      count = (count + 1) % 1000;
    }
    return new byte[0];
  }

  private byte[] sleep() {
    caller.set(Thread.currentThread());
    return sleep(TimeUnit.MINUTES.toMillis(10));
  }

  private static byte[] stubborn(AtomicBoolean enough) {
    while (!enough.get()) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException | ThreadDeath e) {
        // As a learner writes it who wants to see no more exceptions.
      }
    }
    return new byte[0];
  }

  private static byte[] sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new byte[0];
  }
}
