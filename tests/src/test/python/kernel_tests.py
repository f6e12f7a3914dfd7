"""The kernel as a front end sees it: Jupyter's own suite for kernels, and what that leaves out."""

import queue
import time
import unittest

import jupyter_kernel_test
from kernel_client import KERNEL, collect, interrupt, run, start, stop


class JupyterKernelTest(jupyter_kernel_test.KernelTests):
    """The suite that Jupyter has for every kernel."""

    kernel_name = KERNEL
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    code_generate_error = "throw new IllegalStateException();"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + 1', "result": "a1"},
    ]
    code_display_data = [
        {
            "code": "{ var d = new org.dflib.jjava.jupyter.kernel.display.DisplayData();"
            ' d.putText("shown"); d.putHTML("<b>shown</b>");'
            " org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel().display(d); }",
            "mime": "text/html",
        }
    ]
    completion_samples = [
        {"text": "Math.ma", "matches": {"max("}},
        {"text": '"abc".toUpperC', "matches": {"toUpperCase("}},
    ]
    complete_code_samples = ["1", "int x = 1;", "void f() { }", 'System.out.println("x")']
    incomplete_code_samples = ["int x =", "void f() {", 'f("a",', "/* open"]
    invalid_code_samples = ["int x = ) 3;"]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 ? 2*"
    code_inspect_sample = "Math.max"

    def execute_helper(self, *args, **kwargs):
        """The suite gives each message 0.1 s, which a busy machine does not always keep."""
        for _ in range(4):
            try:
                return super().execute_helper(*args, **kwargs)
            except queue.Empty:
                time.sleep(1)
                self.flush_channels()
        return super().execute_helper(*args, **kwargs)


class Protocol(unittest.TestCase):
    """One kernel for all; each test leaves it usable."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start()

    @classmethod
    def tearDownClass(cls):
        stop(cls.km, cls.kc)

    def run_cell(self, code, **options):
        return run(self.kc, code, **options)

    def test_the_last_expression_without_a_semicolon_is_the_result(self):
        self.assertEqual(self.run_cell("int six = 6;\nsix * 7").data()["text/plain"], "42")
        self.assertIsNone(self.run_cell("six * 7;").data())
        self.assertIsNone(self.run_cell("six * 7; // not shown").data())
        self.assertEqual(self.run_cell("six // shown").data()["text/plain"], "6")

    def test_neither_ids_nor_print_streams_are_results(self):
        reply = self.run_cell('System.out.printf("%d%n", 4)')
        self.assertEqual((reply.text(), reply.data()), ("4\n", None))
        self.assertIsNone(self.run_cell("var l = new ArrayList<Integer>();\nl.add(3);").data())

    def test_classes_of_one_cell_may_need_each_other(self):
        cell = """
            class Ping { Pong pong; int n() { return new Pong().m(); } }
            class Pong extends Base { Ping ping; int m() { return base() + 1; } }
            class Base { int base() { return 6; } }
            new Ping().n()"""
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "7")

    def test_methods_of_one_cell_may_need_each_other(self):
        cell = """
            boolean even(int n) { return n == 0 || odd(n - 1); }
            boolean odd(int n) { return n != 0 && even(n - 1); }
            even(10)"""
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "true")

    def test_sealed_types_and_their_records_stand_in_one_cell(self):
        cell = """
            sealed interface Shape permits Disc, Box {}
            record Disc(double r) implements Shape {}
            record Box(double a) implements Shape {}
            Shape shape = new Disc(2);
            shape"""
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "Disc[r=2.0]")

    def test_a_compile_error_names_its_line_and_points_at_its_column(self):
        error = self.run_cell('int y1 = 3;\n\nint y2 = y1 + "text";').error()
        self.assertIn("line 3: incompatible types", error)
        self.assertIn('  int y2 = y1 + "text";\n           ^^^^^^^^^^^', error)

    def test_a_syntax_error_keeps_the_cell_from_beginning(self):
        reply = self.run_cell('System.out.println("ran");\nint z = (3 + ;')
        self.assertEqual((reply.status, reply.text()), ("error", ""))
        self.assertIn("line 2:", reply.error())

    def test_a_name_that_nothing_declares_is_an_error_at_once(self):
        self.assertIn("missing(int)", self.run_cell("void call() { missing(3); }").error())

    def test_an_exception_shows_the_cells_lines_and_its_causes(self):
        cell = """void thrower(int n) {
  if (n == 0) throw new IllegalStateException("outer", new RuntimeException("inner"));
  thrower(n - 1);
}
thrower(1);"""
        reply = self.run_cell(cell)
        error = reply.error()
        self.assertEqual(reply.content["ename"], "java.lang.IllegalStateException")
        self.assertEqual(reply.content["evalue"], "outer")
        self.assertRegex(error, r"outer\S*\n    at cell \d+, line 2:  if \(n == 0\)")
        self.assertRegex(error, r"line 5:  thrower\(1\);")
        self.assertIn("Caused by: java.lang.RuntimeException: inner", error)
        for internal in ("REPL", "jdk.jshell", "cnnbook.kernel", "reflect"):
            self.assertNotIn(internal, error)

    def test_exceptions_of_libraries_begin_in_the_cell(self):
        error = self.run_cell("List.of(1, 2).get(7)").error().split("\n")
        self.assertIn("line 1:  List.of(1, 2).get(7)", error[1])
        self.assertIn("ImmutableCollections", error[2])

    def test_static_initialisers_and_deep_recursion_are_reported(self):
        error = self.run_cell("class Bad { static int v = 1 / 0; }\nBad.v").error()
        self.assertIn("Caused by: java.lang.ArithmeticException: / by zero", error)
        error = self.run_cell("int down(int n) { return down(n + 1) + 1; }\ndown(0)").error()
        self.assertIn("StackOverflowError", error)
        self.assertLess(error.count("\n"), 40)

    def test_arrays_in_arrays_are_readable_and_cut_when_long(self):
        cell = "new int[][] {{1, 2}, {}, null}"
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "[[1, 2], [], null]")
        reply = self.run_cell("new float[300][300][300]")
        self.assertLess(len(reply.data()["text/plain"]), 60_000)
        self.assertIn("more], … ", reply.data()["text/plain"])
        self.assertLess(reply.seconds, 3)
        cell = "Object[] in1 = {1}; Object[] in2 = {in1}; in1[0] = in2;\nin1"
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "[[(this array)]]")

    def test_values_that_say_nothing_of_themselves_are_shown(self):
        cell = "class Mute { public String toString() { return null; } }\nnew Mute()"
        self.assertEqual(self.run_cell(cell).data()["text/plain"], "null")
        self.assertRegex(
            self.run_cell("class Plain {}\nnew Plain()").data()["text/plain"], r"^Plain@\w+$"
        )

    def test_messages_call_the_cells_classes_by_their_names(self):
        cell = 'class Cat {}\nObject cat = new Cat();\n((String) cat).length()'
        reply = self.run_cell(cell)
        self.assertIn("class Cat cannot be cast", reply.content["evalue"])
        self.assertNotIn("REPL", reply.error())

    def test_an_exception_whose_message_throws_is_still_reported(self):
        cell = """class Evil extends RuntimeException {
  public String getMessage() { throw new IllegalStateException(); } }
throw new Evil();"""
        error = self.run_cell(cell).error()
        self.assertIn("Evil: (its getMessage() threw java.lang.IllegalStateException)", error)
        self.assertIn("line 3:", error)

    def test_a_method_that_a_redeclared_variable_breaks_says_why(self):
        self.run_cell('var kind = List.of(1);\nint useKind() { return kind.size(); }')
        self.run_cell("var kind = 3;")
        self.assertIn("int cannot be dereferenced", self.run_cell("useKind()").error())

    def test_a_string_too_long_for_a_class_file_spoils_no_later_cell(self):
        error = self.run_cell('String big = "' + "a" * 70_000 + '";').error()
        self.assertIn("constant string too long", error)
        self.assertEqual(self.run_cell("class Later { int n = 4; }\nnew Later().n").status, "ok")

    def test_a_cell_that_closes_standard_output_silences_no_other(self):
        self.run_cell('try (var pw = new PrintWriter(System.out)) { pw.print("in"); }')
        self.assertEqual(self.run_cell('System.out.print("out");').text(), "out")

    def test_running_out_of_memory_leaves_the_kernel_alive(self):
        cell = "var hog = new ArrayList<long[]>();\nwhile (true) hog.add(new long[1 << 28]);"
        self.assertIn("OutOfMemoryError", self.run_cell(cell, timeout=60).error())
        self.assertEqual(self.run_cell("hog = null; 5").data()["text/plain"], "5")

    def test_system_exit_ends_the_cell_and_not_the_kernel(self):
        self.assertIn("System.exit", self.run_cell("System.exit(3);").error())
        self.assertEqual(self.run_cell("1").data()["text/plain"], "1")

    def test_every_line_of_a_flood_arrives_in_order(self):
        reply = self.run_cell('for (int i = 0; i < 200_000; i++) System.out.println("row " + i);')
        self.assertEqual(reply.text(), "".join(f"row {i}\n" for i in range(200_000)))
        self.assertLess(len(reply.outputs), 2_000)

    def test_both_streams_keep_their_common_order(self):
        cell = 'for (int i = 0; i < 50; i++) (i % 2 == 0 ? System.out : System.err).print(i + " ");'
        parts = [c["text"] for kind, c in self.run_cell(cell).outputs if kind == "stream"]
        self.assertEqual("".join(parts), "".join(f"{i} " for i in range(50)))

    def test_text_without_a_line_end_and_beyond_ascii_arrives(self):
        self.assertEqual(self.run_cell('System.out.print("größe 卷积 🎓");').text(), "größe 卷积 🎓")
        cell = 'for (byte b : "🎓".getBytes("UTF-8")) { System.out.write(b); Thread.sleep(40); }'
        self.assertEqual(self.run_cell(cell).text(), "🎓")

    def test_a_long_cell_is_heard_while_it_runs(self):
        request = self.kc.execute('System.out.print("early"); Thread.sleep(1500);')
        began = time.time()
        while True:
            message = self.kc.get_iopub_msg(timeout=5)
            if message["msg_type"] == "stream":
                break
        self.assertLess(time.time() - began, 1.2)
        collect(self.kc, request)

    def test_threads_that_outlive_their_cell_print_and_report(self):
        self.run_cell(
            'new Thread(() -> { try { Thread.sleep(300); } catch (Exception e) {}'
            ' System.out.println("late"); throw new IllegalStateException("lost"); }).start();'
        )
        reply = self.run_cell("Thread.sleep(800);")
        self.assertIn("late", reply.text())
        self.assertIn("lost", reply.text("stderr"))

    def test_long_results_are_cut_and_say_so(self):
        text = self.run_cell('"x".repeat(10_000_000)').data()["text/plain"]
        self.assertLess(len(text), 120_000)
        self.assertIn("10,000,000", text)

    def test_images_are_png(self):
        cell = "new java.awt.image.BufferedImage(4, 5, java.awt.image.BufferedImage.TYPE_INT_RGB)"
        self.assertTrue(self.run_cell(cell).data()["image/png"].startswith("iVBOR"))

    def test_a_display_is_updated_in_place(self):
        cell = """
            var d1 = new org.dflib.jjava.jupyter.kernel.display.DisplayData("first");
            d1.setDisplayId("there");
            var k1 = org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel();
            k1.display(d1);
            k1.getIO().display.updateDisplay(
                "there", new org.dflib.jjava.jupyter.kernel.display.DisplayData("second"));"""
        kinds = [(k, c["data"]["text/plain"]) for k, c in self.run_cell(cell).outputs]
        self.assertEqual(kinds, [("display_data", "first"), ("update_display_data", "second")])

    def check_interrupt(self, cell, within, after=0.5):
        request = self.kc.execute(cell, allow_stdin=False)
        time.sleep(after)
        began = time.time()
        interrupt(self.km, self.kc)
        reply = collect(self.kc, request)
        self.assertLess(time.time() - began, within)
        self.assertEqual(self.run_cell("kept").data()["text/plain"], "12")
        return reply

    def test_an_interrupt_wakes_a_sleeping_cell(self):
        self.run_cell("int kept = 12;")
        reply = self.check_interrupt("Thread.sleep(60_000);", 1.5)
        self.assertEqual(reply.content["ename"], "Interrupted")

    def test_an_interrupt_lets_a_polling_loop_end_by_itself(self):
        self.run_cell("int kept = 12;")
        reply = self.check_interrupt(
            'while (!Thread.interrupted()) {}\nSystem.out.print("ended well");', 1.5
        )
        self.assertEqual((reply.status, reply.text()), ("error", ""))
        reply = self.check_interrupt(
            '{ while (!Thread.interrupted()) {} System.out.print("ended well"); }', 1.5
        )
        self.assertEqual((reply.status, reply.text()), ("ok", "ended well"))

    def test_a_busy_loop_is_stopped_after_two_seconds(self):
        self.run_cell("int kept = 12;")
        reply = self.check_interrupt("long spin = 0; while (true) spin++;", 5)
        self.assertEqual(reply.content["ename"], "Interrupted")

    def test_a_loop_that_prints_is_stopped(self):
        self.run_cell("int kept = 12;")
        reply = self.check_interrupt('while (true) System.out.println("on and on");', 15)
        self.assertEqual(reply.content["ename"], "Interrupted")

    def test_interrupts_with_nothing_running_are_harmless(self):
        interrupt(self.km, self.kc)
        interrupt(self.km, self.kc)
        time.sleep(0.2)
        self.assertEqual(self.run_cell("2 + 2").data()["text/plain"], "4")

    def test_control_answers_while_a_cell_runs(self):
        request = self.kc.execute("Thread.sleep(1500);")
        self.kc.control_channel.send(self.kc.session.msg("kernel_info_request", {}))
        began = time.time()
        self.kc.get_control_msg(timeout=1)
        self.assertLess(time.time() - began, 1)
        collect(self.kc, request)

    def test_a_failure_aborts_the_cells_that_were_already_sent(self):
        first = self.kc.execute("Thread.sleep(300); throw new RuntimeException();")
        second = self.kc.execute('System.out.println("must not run");')
        self.assertEqual(collect(self.kc, first).status, "error")
        self.assertEqual(collect(self.kc, second).status, "aborted")
        self.assertEqual(self.run_cell("3").status, "ok")

    def test_a_failure_with_stop_on_error_off_aborts_nothing(self):
        first = self.kc.execute("Thread.sleep(200); int bad = 1 / 0;", stop_on_error=False)
        second = self.kc.execute("5", stop_on_error=False)
        collect(self.kc, first)
        self.assertEqual(collect(self.kc, second).status, "ok")

    def test_silent_cells_neither_count_nor_show(self):
        before = self.run_cell("1").content["execution_count"]
        self.assertEqual(self.run_cell("int hidden = 4; hidden", silent=True).outputs, [])
        self.run_cell("1", store_history=False)
        after = self.run_cell("hidden")
        self.assertEqual(after.content["execution_count"], before + 1)
        self.assertEqual(after.data()["text/plain"], "4")

    def test_user_expressions_are_evaluated_each_with_its_status(self):
        found = self.run_cell(
            "int u = 5;", user_expressions={"good": "u + 1", "bad": "noSuchThing"}
        ).content["user_expressions"]
        self.assertEqual(found["good"]["data"]["text/plain"], "6")
        self.assertEqual(found["bad"]["status"], "error")

    def test_a_scanner_reads_what_the_person_types(self):
        request = self.kc.execute(
            'System.out.print("name? "); var in = new Scanner(System.in);'
            ' System.out.println("hi " + in.nextLine() + in.nextLine());',
            allow_stdin=True,
        )
        for answer in ("Ada ", "Löve"):
            self.assertEqual(self.kc.get_stdin_msg(timeout=10)["msg_type"], "input_request")
            self.kc.input(answer)
        self.assertEqual(collect(self.kc, request).text(), "name? hi Ada Löve\n")

    def test_waiting_for_input_can_be_interrupted(self):
        self.run_cell("int kept = 12;")
        for cell in ("System.in.read();", "new Scanner(System.in).nextLine();"):
            request = self.kc.execute(cell, allow_stdin=True)
            self.kc.get_stdin_msg(timeout=10)
            interrupt(self.km, self.kc)
            self.assertEqual(collect(self.kc, request).content["ename"], "Interrupted")
        self.assertEqual(self.run_cell("kept").data()["text/plain"], "12")

    def test_input_that_is_not_allowed_is_an_error_that_says_so(self):
        self.assertIn("does not allow input", self.run_cell("System.in.read()").error())
        scanner = self.run_cell("new Scanner(System.in).nextLine()")
        self.assertIn("does not allow input", scanner.error())

    def completions(self, code, cursor=None):
        request = self.kc.complete(code, cursor_pos=len(code) if cursor is None else cursor)
        while True:
            message = self.kc.get_shell_msg(timeout=20)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def inspection(self, code, cursor):
        request = self.kc.inspect(code, cursor_pos=cursor)
        while True:
            message = self.kc.get_shell_msg(timeout=20)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def test_completion_knows_what_cells_declared_and_what_this_cell_declares(self):
        self.run_cell("record Point2(int across, int down) {}\nvar p2 = new Point2(1, 2);")
        self.assertIn("across()", self.completions("p2.acr")["matches"])
        found = self.completions('int before = 1;\nvar words = List.of("a");\nwords.isEm')
        self.assertIn("isEmpty()", found["matches"])

    def test_completion_in_the_middle_of_code_replaces_the_right_part(self):
        code = 'String s = "🎓".toUpperC + 1; // and more'
        cursor = code.index("toUpperC") + len("toUpperC")
        found = self.completions(code, cursor)
        self.assertEqual(code[found["cursor_start"] : found["cursor_end"]], "toUpperC")
        self.assertIn("toUpperCase(", found["matches"])

    def test_completion_offers_nothing_in_a_comment_and_no_class_of_jshells_own(self):
        self.assertEqual(self.completions("// Ar")["matches"], [])
        found = self.completions("new ")["matches"]
        self.assertIn("ArrayDeque(", " ".join(found))
        self.assertNotIn("$JShell$", " ".join(found))

    def test_completion_of_nonsense_is_empty_and_harmless(self):
        for code in ("", "   ", "}}}}", "int int int", '"open', "x.y.z.", "/* open"):
            self.assertEqual(self.completions(code)["status"], "ok")

    def test_inspection_shows_signature_and_documentation(self):
        found = self.inspection("int m = Math.max(1, 2);", 14)
        text = found["data"]["text/plain"]
        self.assertIn("max(int a, int b)", text)

    def test_inspection_knows_variables_classes_and_the_cells_own_methods(self):
        self.run_cell("double half(double of) { return of / 2; }\nint[] ours = {1};")
        self.assertIn("half(double of)", self.inspection("half(3)", 2)["data"]["text/plain"])
        self.assertIn("ours:int[]", self.inspection("ours", 2)["data"]["text/plain"])
        self.assertTrue(self.inspection("new StringBuilder()", 8)["found"])
        self.assertFalse(self.inspection("nothingOfTheKind", 4)["found"])

    def test_comm_info_and_unknown_messages_do_no_harm(self):
        request = self.kc.comm_info()
        while True:
            message = self.kc.get_shell_msg(timeout=5)
            if message["parent_header"].get("msg_id") == request:
                break
        self.assertEqual(message["content"]["comms"], {})
        self.kc.shell_channel.send(self.kc.session.msg("no_such_request", {}))
        self.assertEqual(self.run_cell("7").data()["text/plain"], "7")


class Life(unittest.TestCase):
    """Begin and end, each with a kernel of its own."""

    def test_shutdown_while_a_cell_runs_ends_the_process_quickly(self):
        manager, client = start()
        client.execute("while (true) Thread.onSpinWait();")
        time.sleep(0.5)
        began = time.time()
        client.shutdown()
        self.assertEqual(manager.provisioner.process.wait(timeout=10), 0)
        self.assertLess(time.time() - began, 3)
        client.stop_channels()
        manager.cleanup_resources()

    def test_a_restarted_kernel_has_forgotten_everything(self):
        manager, client = start()
        run(client, "int memory = 1;")
        manager.restart_kernel(now=False)
        client.wait_for_ready(timeout=30)
        self.assertEqual(run(client, "memory").status, "error")
        self.assertEqual(stop(manager, client), 0)

    def test_five_starts_out_of_five_succeed(self):
        for _ in range(5):
            manager, client = start()
            self.assertEqual(run(client, "1 + 1").data()["text/plain"], "2")
            self.assertEqual(stop(manager, client), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
