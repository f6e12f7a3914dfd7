package cnnbook.cli;

import cnnbook.kernel.KernelFamily;
import cnnbook.kernel.KernelSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cnnbook kernel}: registers Java kernels with Jupyter. */
@Command(
    name = "kernel",
    mixinStandardHelpOptions = true,
    description = "Registers a Java kernel with Jupyter.",
    subcommands = KernelCommand.Install.class)
final class KernelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which kernel command? There is: install");
  }

  /** {@code cnnbook kernel install}. */
  @Command(
      name = "install",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Registers a Java kernel with the book's class path.",
        "Without --user it is registered for this project only: run, lab and test use it.",
        "With --user it is registered for every Jupyter that you start yourself."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./cnnbook kernel install                 the book's own kernel, for this project",
        "  ./cnnbook kernel install --user          the same for your own Jupyter",
        "  ./cnnbook kernel install --user --kernel ijava --jar ~/ijava/ijava-1.3.0.jar",
        "                                         your IJava, with the book's class path",
        "  ./cnnbook kernel install --user --name cnnbook",
        "                                         beside another kernel that is called java",
        "Notebooks ask for the kernel java; under another name, choose it in Jupyter's menu."
      })
  static final class Install implements Callable<Integer> {
    @Option(
        names = "--kernel",
        paramLabel = "KERNEL",
        defaultValue = "cnnbook",
        description = "${COMPLETION-CANDIDATES} (default: cnnbook)")
    private KernelChoice kernel;

    @Option(
        names = "--jar",
        paramLabel = "FILE",
        description = "the jar of an ijava, jjava or rapaio kernel")
    private Path jar;

    @Option(names = "--user", description = "register it for your own Jupyter")
    private boolean user;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = KernelSpec.NAME,
        description = "the kernel's name in Jupyter (default: java)")
    private String name;

    @Option(names = "--force", description = "with --user: replace another kernel of that name")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      KernelFamily family = kernel.family;
      if (jar != null && family == KernelFamily.CNNBOOK) {
        throw new ParameterException(
            spec.commandLine(), "--jar needs --kernel ijava, jjava or rapaio beside it");
      }
      Path written =
          user
              ? KernelSpec.installUser(name, family, jar, force)
              : KernelSpec.installLocal(name, family, jar);
      System.out.println(family.label() + " is registered as " + name + ": " + written);
      return 0;
    }
  }

  /** The kernels by the names that the command line has for them. */
  enum KernelChoice {
    cnnbook(KernelFamily.CNNBOOK),
    ijava(KernelFamily.IJAVA),
    jjava(KernelFamily.JJAVA),
    rapaio(KernelFamily.RAPAIO);

    private final KernelFamily family;

    KernelChoice(KernelFamily family) {
      this.family = family;
    }
  }
}
