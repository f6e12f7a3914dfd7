"""Executes one notebook in its real kernel and writes it as .ipynb and as .html.

The only argument is a JSON object: notebook, title, timeout (seconds a cell), templates (folder),
ipynb and html (the files to write). The class cnnbook.notebook.NotebookRun starts this script and
reads what it reports: one JSON object a line on the stream that was standard output. Everything
else, the kernel's own noise too, goes to standard error. The caller keeps standard input open for
as long as it lives: its end means that the caller is gone, and the kernel must go as well.
"""

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
import threading
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert import HTMLExporter

# How long an interrupted cell may take to end before its kernel is killed. The kernel itself stops
# a cell the hard way after two seconds.
GRACE_SECONDS = 5

# A link to a text beside the notebook, such as references.md, perhaps to a heading in it.
TEXT_LINK = re.compile(r'href="(?P<name>[^"/:#]+)\.md(?P<heading>#[^"]*)?"')

# Where nbconvert keeps a heading's capitals. Links in the texts are written as GitHub wants them.
HEADING = re.compile(r'(<h\d id="|class="anchor-link" href="#)([^"]*)')

events = None


def emit(event, **values):
    events.write(json.dumps({"event": event, **values}) + "\n")
    events.flush()


class Stopped(Exception):
    """The caller wants the run to end."""


class Run:
    def __init__(self, job):
        self.job = job
        self.notebook = nbformat.read(job["notebook"], as_version=4)
        nbformat.validate(self.notebook)
        self.folder = os.path.dirname(os.path.abspath(job["notebook"]))
        self.client = NotebookClient(
            self.notebook,
            kernel_name=self.notebook.metadata.get("kernelspec", {}).get("name", "java"),
            resources={"metadata": {"path": self.folder}},
        )
        self.manager = None
        self.timed_out = False
        self.stopped = False
        self.texts = set()

    async def execute(self):
        """Runs the code cells in order, up to the first that fails."""
        async with self.client.async_setup_kernel():
            self.manager = self.client.km
            emit("kernel", pid=getattr(self.manager.provisioner, "pid", None))
            self.stop_on_signals()
            await self.learn_language()
            for index, cell in enumerate(self.notebook.cells):
                runs = cell.cell_type == "code" and cell.source.strip()
                if runs and not await self.run_cell(index, cell):
                    break
            self.client.set_widgets_metadata()

    def stop_on_signals(self):
        """Replaces nbclient's handlers, which would leave the cell waiting."""
        task = asyncio.current_task()

        def stop():
            self.stopped = True
            self.client.shutdown_kernel = "immediate"
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):  # Windows has no handlers
                asyncio.get_running_loop().add_signal_handler(number, stop)

    async def learn_language(self):
        """Asks the kernel for its language, by which the page highlights the code."""
        reply = await self.client.async_wait_for_reply(self.client.kc.kernel_info())
        if reply:
            self.notebook.metadata["language_info"] = reply["content"]["language_info"]

    async def run_cell(self, index, cell):
        emit("start", index=index)
        watchdog = asyncio.create_task(self.interrupt_when_late())
        began = time.monotonic()
        try:
            await self.client.async_execute_cell(
                cell, index, execution_count=self.client.code_cells_executed + 1
            )
            outcome = {"status": "passed"}
        except CellExecutionError as error:
            outcome = {"status": "failed", "name": error.ename, "message": error.evalue}
        except DeadKernelError:
            if self.stopped:
                raise Stopped from None
            outcome = {"status": "died", "exit": await self.exit_code()}
        finally:
            watchdog.cancel()
        if self.timed_out:
            outcome["status"] = "timed out"
        emit(
            "cell",
            index=index,
            seconds=time.monotonic() - began,
            traceback=error_of(cell),
            **outcome,
        )
        return outcome["status"] == "passed"

    async def interrupt_when_late(self):
        await asyncio.sleep(self.job["timeout"])
        self.timed_out = True
        await self.manager.interrupt_kernel()
        await asyncio.sleep(GRACE_SECONDS)
        await self.manager.shutdown_kernel(now=True)

    async def exit_code(self):
        """The dead kernel's exit code, negative for a signal; None if nobody knows it."""
        provisioner = self.manager.provisioner
        return await provisioner.poll() if provisioner else None

    def write(self):
        """Writes the executed notebook and its page, however far it came."""
        page = self.page(self.notebook, self.job["title"])
        write_text(self.job["html"], TEXT_LINK.sub(self.link_to_page, page))
        write_text(self.job["ipynb"], nbformat.writes(self.notebook) + "\n")

    def page(self, notebook, title):
        exporter = HTMLExporter(
            template_name="cnnbook",
            extra_template_basedirs=[self.job["templates"]],
            embed_images=True,
        )
        resources = {"metadata": {"name": title, "path": self.folder}}
        return exporter.from_notebook_node(notebook, resources)[0]

    def link_to_page(self, link):
        """Links to the page of a text, which it writes, in place of the text itself."""
        source = os.path.join(self.folder, link["name"] + ".md")
        if not os.path.isfile(source):
            return link[0]
        if source not in self.texts:
            self.texts.add(source)
            self.write_text_page(source, link["name"] + ".html")
        return f'href="{link["name"]}.html{link["heading"] or ""}"'

    def write_text_page(self, source, name):
        """Other runs may write the same page at this moment, so it appears at once and whole."""
        with open(source, encoding="utf-8") as file:
            text = file.read()
        title = text.partition("\n")[0].lstrip("# ")
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
        page = HEADING.sub(lambda m: m[1] + m[2].lower(), self.page(notebook, title))
        target = os.path.join(os.path.dirname(self.job["html"]), name)
        part = f"{target}.{os.getpid()}.part"
        write_text(part, page)
        os.replace(part, target)


def error_of(cell):
    """The lines of the error that the cell shows."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return list(errors[-1].traceback) if errors else []


def write_text(path, text):
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error


def end_with_caller():
    """Waits for the end of standard input, then ends this process as a signal would."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main():
    global events
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    threading.Thread(target=end_with_caller, daemon=True).start()
    run = None
    try:
        run = Run(json.loads(sys.argv[1]))
        asyncio.run(run.execute())
        run.write()
        emit("end")
    except (Stopped, asyncio.CancelledError, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:
        kind = "write" if error.filename else "error"
        emit(kind, message=error.strerror or str(error), path=error.filename)
        sys.exit(1)
    except Exception as error:  # whatever it is, the reader of the report must see it
        if isinstance(error, nbformat.ValidationError):
            emit("error", message="not a valid notebook: " + str(error).partition("\n")[0])
            sys.exit(1)
        if run and not run.manager:
            emit("error", message=f"the kernel did not start: {error}")
            # At a normal exit nbclient would try, and fail, to clean up the kernel once more.
            sys.stderr.flush()
            os._exit(1)
        emit("error", message=f"{type(error).__name__}: {error}")
        raise


if __name__ == "__main__":
    main()
