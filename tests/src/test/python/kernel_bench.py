"""Measures the kernel: starts, time to the first result, time of a trivial cell, a flood of lines.

usage: kernel_bench.py [STARTS [CELLS]]     JUPYTER_PATH names the kernelspec's folder
"""

import statistics
import sys
import time

from kernel_client import interrupt, run, start, stop

WARM = 20


def starts(count):
    """Seconds from the start of the process to the first result, and how many failed."""
    seconds, failed = [], 0
    for _ in range(count):
        began = time.time()
        try:
            manager, client = start()
            if run(client, "1 + 1").data()["text/plain"] != "2":
                raise AssertionError("a wrong result")
            seconds.append(time.time() - began)
            if stop(manager, client) != 0:
                raise AssertionError("an exit code that is not 0")
        except Exception as e:  # any failure is a failed start
            print("start failed:", repr(e))
            failed += 1
    return seconds, failed


def main(count=20, cells=200):
    seconds, failed = starts(count)
    print(f"starts                      {count - failed} of {count}")
    if seconds:
        print(f"start to first result       {statistics.median(seconds):.2f} s (median)")
    manager, client = start()
    for i in range(WARM):
        run(client, f"{i} + 1")
    times = [1000 * run(client, f"{i} + 1").seconds for i in range(cells)]
    print(f"trivial cell                {statistics.median(times):.1f} ms (median of {cells})")
    reply = run(client, 'for (int i = 0; i < 200_000; i++) System.out.println("row " + i);', 120)
    complete = reply.text() == "".join(f"row {i}\n" for i in range(200_000))
    print(f"200,000 lines               {'all, in order' if complete else 'LOST SOME'},"
          f" {reply.seconds:.1f} s, {len(reply.outputs)} messages")
    client.execute("Thread.sleep(60_000);")
    time.sleep(0.3)
    began = time.time()
    interrupt(manager, client)
    run(client, "1")
    print(f"interrupt to next result    {1000 * (time.time() - began):.0f} ms")
    print(f"exit code                   {stop(manager, client)}")
    return 0 if failed == 0 and complete else 1


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
