package cnnbook.exercises;

import cnnbook.UserError;
import cnnbook.exercises.e01.ParameterCounts;
import cnnbook.exercises.e01.Translation;
import cnnbook.exercises.e02.CrossCorrelation;
import cnnbook.exercises.e02.Im2col;
import cnnbook.exercises.e03.OutputSize;
import cnnbook.exercises.e03.ReceptiveFields;
import cnnbook.exercises.e04.ConvolutionCost;
import cnnbook.exercises.e04.ConvolutionLayer;
import cnnbook.exercises.e04.PointwiseConvolution;
import cnnbook.exercises.e05.Activations;
import cnnbook.exercises.e05.CrossEntropy;
import cnnbook.exercises.e06.AveragePooling;
import cnnbook.exercises.e06.MaxPooling;
import cnnbook.exercises.e06.MinPooling;
import cnnbook.exercises.e07.ConvolutionBackward;
import cnnbook.exercises.e07.DenseBackward;
import cnnbook.exercises.e08.BatchNorm;
import cnnbook.exercises.e08.BatchNormBackward;
import cnnbook.exercises.e08.Dropout;
import cnnbook.exercises.e09.LayerShapes;
import cnnbook.exercises.e09.NetworkInDjl;
import cnnbook.exercises.e09.TrainingLoop;
import cnnbook.exercises.e10.FlipAndCrop;
import cnnbook.exercises.e10.LearningRates;
import cnnbook.exercises.e11.StackedKernels;
import cnnbook.exercises.e11.VggConfiguration;
import cnnbook.exercises.e12.ClassMaps;
import cnnbook.exercises.e12.GlobalPooling;
import cnnbook.exercises.e13.InceptionBlock;
import cnnbook.exercises.e13.InceptionChannels;
import cnnbook.exercises.e14.Bottleneck;
import cnnbook.exercises.e14.PaddedShortcut;
import cnnbook.exercises.e14.ResidualBlock;
import cnnbook.exercises.e15.GradientFlow;
import cnnbook.exercises.e15.PreActivation;
import cnnbook.exercises.e16.DenseBlock;
import cnnbook.exercises.e16.DenseNetChannels;
import cnnbook.exercises.e17.EffectiveField;
import cnnbook.exercises.e17.GradCam;
import cnnbook.exercises.e18.Adversary;
import cnnbook.exercises.e18.Calibration;
import cnnbook.exercises.e18.RobustAccuracy;
import java.util.List;
import java.util.stream.Collectors;

/** All exercises of the book. */
public final class Catalogue {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          ParameterCounts.class,
          Translation.class,
          CrossCorrelation.class,
          Im2col.class,
          OutputSize.class,
          ReceptiveFields.class,
          PointwiseConvolution.class,
          ConvolutionLayer.class,
          ConvolutionCost.class,
          CrossEntropy.class,
          Activations.class,
          MaxPooling.class,
          AveragePooling.class,
          MinPooling.class,
          ConvolutionBackward.class,
          DenseBackward.class,
          BatchNorm.class,
          BatchNormBackward.class,
          Dropout.class,
          LayerShapes.class,
          TrainingLoop.class,
          NetworkInDjl.class,
          LearningRates.class,
          FlipAndCrop.class,
          StackedKernels.class,
          VggConfiguration.class,
          GlobalPooling.class,
          ClassMaps.class,
          InceptionChannels.class,
          InceptionBlock.class,
          ResidualBlock.class,
          Bottleneck.class,
          PaddedShortcut.class,
          GradientFlow.class,
          PreActivation.class,
          DenseBlock.class,
          DenseNetChannels.class,
          GradCam.class,
          EffectiveField.class,
          Adversary.class,
          Calibration.class,
          RobustAccuracy.class);

  private static final List<Written> WRITTEN =
      List.of(
          new Written(2, "what turning the kernel changes", 3, 10),
          new Written(3, "two convolutions of 3×3, or one of 5×5", 3, 10),
          new Written(5, "a network without bends", 3, 10),
          new Written(6, "maximum or mean", 3, 10),
          new Written(8, "good in training, useless after it", 3, 10),
          new Written(15, "which way does the gradient take", 3, 10));

  private Catalogue() {}

  /** Every exercise that tests mark, in the order of their numbers. */
  public static List<Entry> all() {
    return CONTRACTS.stream().map(Entry::new).toList();
  }

  /** Every question that is answered in words, by lesson. */
  public static List<Written> written() {
    return WRITTEN;
  }

  /**
   * The exercise of a number, {@code 2.1}.
   *
   * @throws UserError if there is none
   */
  public static Entry find(String id) {
    return all().stream()
        .filter(entry -> entry.id().equals(id.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                UserError.usage(
                    "there is no exercise " + id,
                    "There are: "
                        + all().stream().map(Entry::id).collect(Collectors.joining(", "))
                        + "."));
  }

  /**
   * A question that is answered in words and marked by a person. It stands in the lesson's
   * exercises alone; a model answer and how to mark stand in the notebook with the solutions.
   *
   * @param lesson its number; each has one such question at most
   * @param title a few words
   * @param points that a person may give
   * @param minutes how long it takes somebody who has read the lesson
   */
  public record Written(int lesson, String title, int points, int minutes) {
    /** The cell that is answered in: {@code ex2-words}. */
    public String cell() {
      return "ex" + lesson + "-words";
    }
  }

  /**
   * An exercise and the names that belong to it.
   *
   * @param contract the interface to implement
   */
  public record Entry(Class<?> contract) {
    /** Title, topic, hints … */
    public Exercise about() {
      return contract.getAnnotation(Exercise.class);
    }

    /** {@code 2.1}. */
    public String id() {
      return about().id();
    }

    /** The lesson's number: 2. */
    public int lesson() {
      return Integer.parseInt(id().substring(0, id().indexOf('.')));
    }

    /** What the learner's class is called: {@code Ex2_1}. */
    public String answer() {
      return "Ex" + id().replace('.', '_');
    }

    /** The public tests, which everybody may read. */
    public Class<?> publicTests() {
      return named(contract.getName() + "PublicTest");
    }

    /** The tests that count; they are not on a learner's class path. */
    public Class<?> hiddenTests() {
      return named(solutions("HiddenTest"));
    }

    /** A right answer; not on a learner's class path. */
    public Class<?> reference() {
      return named(solutions("Reference"));
    }

    /** A class whose nested classes are wrong answers; not on a learner's class path. */
    public Class<?> mutants() {
      return named(solutions("Mutants"));
    }

    private String solutions(String ending) {
      return contract.getName().replace("cnnbook.exercises.", "cnnbook.solutions.") + ending;
    }

    private static Class<?> named(String name) {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("there is no class " + name, e);
      }
    }
  }
}
