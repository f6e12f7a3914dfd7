package cnnbook.data;

/** How bright a colour looks: the luma of ITU-R BT.601, section 2.5.1. */
public final class Grey {
  private Grey() {}

  /** In the unit of the three, be it 0 to 1 or 0 to 255. */
  public static float of(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }
}
