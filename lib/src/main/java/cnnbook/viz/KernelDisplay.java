package cnnbook.viz;

import cnnbook.kernel.PictureMetadata;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Shows in the notebook, through whichever kernel runs this process. */
final class KernelDisplay implements Display {
  private final KernelFamily family;
  private final Object kernel;
  private final Class<?> dataClass;

  KernelDisplay(KernelFamily family, Object kernel) throws ReflectiveOperationException {
    this.family = family;
    this.kernel = kernel;
    dataClass = family.displayData();
  }

  @Override
  public void show(String id, Map<String, String> bundle) {
    call(() -> kernel.getClass().getMethod("display", dataClass).invoke(kernel, data(id, bundle)));
  }

  @Override
  public void begin(String id, Map<String, String> bundle) {
    show(id, bundle);
  }

  @Override
  public void update(String id, Map<String, String> bundle, boolean last) {
    call(() -> update(id, data(id, bundle)));
  }

  private Object update(String id, Object data) throws ReflectiveOperationException {
    if (family == KernelFamily.RAPAIO) {
      return kernel.getClass().getMethod("updateDisplay", dataClass).invoke(kernel, data);
    }
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    Object stream = io.getClass().getField("display").get(io);
    return stream
        .getClass()
        .getMethod("updateDisplay", String.class, dataClass)
        .invoke(stream, id, data);
  }

  private Object data(String id, Map<String, String> bundle) throws ReflectiveOperationException {
    String plain = bundle.get(Bundle.TEXT);
    Object data =
        family == KernelFamily.RAPAIO
            ? dataClass.getMethod("fromText", String.class).invoke(null, plain)
            : dataClass.getConstructor(String.class).newInstance(plain);
    var put = dataClass.getMethod("putData", String.class, Object.class);
    for (var form : bundle.entrySet()) {
      if (!form.getKey().equals(Bundle.TEXT)) {
        put.invoke(data, form.getKey(), form.getValue());
      }
    }
    if (bundle.containsKey(Bundle.PNG)) {
      dataClass
          .getMethod("putMetaData", String.class, Object.class)
          .invoke(data, Bundle.PNG, PictureMetadata.of(bundle));
    }
    dataClass.getMethod("setDisplayId", String.class).invoke(data, id);
    return data;
  }

  private static void call(Reflective action) {
    try {
      action.run();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the kernel could not display: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this kernel displays in a way unknown to Show", e);
    }
  }

  private interface Reflective {
    Object run() throws ReflectiveOperationException;
  }
}
