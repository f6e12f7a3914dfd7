"""What the kernel's tests and its benchmark have in common: a client that waits for one cell."""

import time

from jupyter_client.manager import start_new_kernel

KERNEL = "java"


class Reply:
    """Everything that came back for one cell."""

    def __init__(self):
        self.outputs = []
        self.content = {}
        self.seconds = 0.0

    @property
    def status(self):
        return self.content["status"]

    def text(self, name="stdout"):
        return "".join(
            c["text"] for kind, c in self.outputs if kind == "stream" and c["name"] == name
        )

    def data(self, kind="execute_result"):
        found = [c["data"] for k, c in self.outputs if k == kind]
        return found[-1] if found else None

    def error(self):
        found = [c for kind, c in self.outputs if kind == "error"]
        return "\n".join(found[-1]["traceback"]) if found else ""


def start():
    """A kernel manager and a client that is ready."""
    return start_new_kernel(kernel_name=KERNEL)


def run(client, code, timeout=30, **options):
    """Runs a cell and waits for its reply and for its idle."""
    options.setdefault("allow_stdin", False)
    began = time.time()
    return collect(client, client.execute(code, **options), timeout, began)


def collect(client, request, timeout=30, began=None):
    """What comes back for a request that was sent before."""
    began = began or time.time()
    reply = Reply()
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            break
        if kind not in ("status", "execute_input"):
            reply.outputs.append((kind, content))
    while True:
        message = client.get_shell_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") == request:
            break
    reply.content = message["content"]
    reply.seconds = time.time() - began
    return reply


def interrupt(manager, client):
    """Sends an interrupt request and does not wait for its answer."""
    message = client.session.msg("interrupt_request", {})
    client.control_channel.send(message)


def stop(manager, client):
    """Shuts the kernel down; its exit code."""
    client.shutdown()
    code = manager.provisioner.process.wait(timeout=10)
    client.stop_channels()
    manager.cleanup_resources()
    return code
