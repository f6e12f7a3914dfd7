"""Runs unittest cases and writes a line of JSON for each: the Java build reads them.

usage: report.py MODULE_OR_CASE...
"""

import json
import sys
import unittest


class Report(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.failed = set()

    def write(self, test, outcome, text=""):
        print(json.dumps({"test": test.id(), "outcome": outcome, "text": text}), flush=True)

    def addSuccess(self, test):
        if test.id() not in self.failed:
            self.write(test, "passed")

    def addFailure(self, test, err):
        self.failed.add(test.id())
        self.write(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSkip(self, test, reason):
        self.write(test, "skipped", reason)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.addFailure(test, err)


if __name__ == "__main__":
    unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:]).run(Report())
