package cnnbook.notebook;

import cnnbook.Home;
import cnnbook.UserError;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A notebook server on this machine's loopback address, with a token of its own: JupyterLab, or the
 * classic notebook where that is all there is. Its settings lie in the project's folder; the user's
 * own are neither read nor written.
 */
public final class LabServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST_PORT = 8888;
  private static final int PORTS = 100;
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;
  private static final int POLL_MILLIS = 100;
  private static final int TOKEN_BYTES = 24;
  private static final int LOG_LINES = 20;

  private final Process process;
  private final int port;
  private final String token;
  private final boolean lab;
  private final Path log;

  private LabServer(Process process, int port, String token, boolean lab, Path log) {
    this.process = process;
    this.port = port;
    this.token = token;
    this.lab = lab;
    this.log = log;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param jupyter with a server
   * @param kernels the folder for {@code JUPYTER_PATH} with our kernelspec
   * @param wantedPort the port; 0 for the first free one from 8888
   * @param browser whether to open the user's browser
   * @throws UserError if the port is taken or the server does not start
   */
  public static LabServer start(Jupyter jupyter, Path kernels, int wantedPort, boolean browser) {
    String module =
        jupyter.server().orElseThrow(() -> new IllegalArgumentException("no server: " + jupyter));
    int port = port(wantedPort);
    Path folder = Home.cache().resolve("jupyter");
    Path log = folder.resolve("server.log");
    Path script = folder.resolve("serve.py");
    Resources.copy("serve.py", script);
    List<String> arguments = new ArrayList<>(List.of(script.toString(), module));
    arguments.addAll(options(module, port, browser));
    ProcessBuilder builder = jupyter.command(kernels, arguments);
    String token = token();
    Map<String, String> environment = builder.environment();
    environment.put("JUPYTER_TOKEN", token);
    environment.put("JUPYTER_CONFIG_DIR", folder.resolve("config").toString());
    environment.put("JUPYTER_DATA_DIR", folder.resolve("data").toString());
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      LabServer server = new LabServer(process, port, token, module.equals("jupyterlab"), log);
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw UserError.missing("cannot start the notebook server: " + e.getMessage(), "", e);
    }
  }

  /** What the person opens: the folder of the lessons. */
  public URI url() {
    return URI.create(address() + (lab ? "/lab" : "") + "/tree/notebooks?token=" + token);
  }

  /** Waits until the server ends by itself. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Stops the server, which stops its kernels; what is left after some seconds is killed. */
  @Override
  public void close() {
    Programs.stop(process, List.of(), STOP_SECONDS);
  }

  private static List<String> options(String module, int port, boolean browser) {
    boolean lab = module.equals("jupyterlab");
    List<String> options =
        new ArrayList<>(
            List.of(
                "--ip=" + LOOPBACK,
                "--port=" + port,
                "--port-retries=0",
                "--notebook-dir=" + Home.root(),
                "--MultiKernelManager.default_kernel_name=java"));
    if (lab) {
      options.add("--LabApp.default_url=/lab/tree/notebooks");
    } else {
      // The classic notebook up to 6, and its successor from 7.
      options.add("--NotebookApp.default_url=/tree/notebooks");
      options.add("--JupyterNotebookApp.default_url=/tree/notebooks");
    }
    if (!browser) {
      options.add("--no-browser");
    }
    if ("root".equals(System.getProperty("user.name"))) {
      options.add("--allow-root");
    }
    return options;
  }

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int port(int wanted) {
    if (wanted != 0) {
      if (!free(wanted)) {
        throw UserError.usage("port " + wanted + " is taken", "Choose another, or none.");
      }
      return wanted;
    }
    for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
      if (free(port)) {
        return port;
      }
    }
    throw UserError.missing("no port is free from " + FIRST_PORT, "Give one with --port.");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private String address() {
    return "http://" + LOOPBACK + ":" + port;
  }

  private void awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw UserError.missing(
            "the notebook server did not start:\n" + tail(), "The whole log is " + log + ".");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        throw UserError.failed("the start was interrupted", "Start it again.");
      }
    }
  }

  private boolean answers() {
    try {
      URI status = URI.create(address() + "/api/status?token=" + token);
      HttpURLConnection connection = (HttpURLConnection) status.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
  }
}
