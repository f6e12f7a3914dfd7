package cnnbook.models;

import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import cnnbook.models.LayerRow.Type;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows depths through a network. */
final class PlaceFlow implements Flow<PlaceFlow.Mark> {
  private static final Set<Type> WEIGHTED = Set.of(Type.CONVOLUTION, Type.DENSE, Type.OTHER);

  private final Map<String, LayerPlace> places = new LinkedHashMap<>();

  /**
   * What flows.
   *
   * @param depth weighted layers on the longest way
   * @param path of the last layer or block
   * @param convolution the path of the last layer if it was a large convolution, else null
   */
  record Mark(int depth, String path, String convolution) {}

  Map<String, LayerPlace> places(Composite network) {
    new NamedFlow<>(this, this::note).through(network, new Mark(0, "", null));
    return places;
  }

  private Mark note(String path, Block block, List<Mark> inputs, Mark result) {
    boolean single = !(block instanceof Composite);
    String convolution = single ? null : result.convolution();
    boolean response = false;
    if (block instanceof Conv2d && ((Conv2d) block).getKernelShape().size() > 1) {
      response = true;
      convolution = path;
    } else if (block instanceof BatchNorm && inputs.get(0).convolution() != null) {
      response = true;
      places.computeIfPresent(
          inputs.get(0).convolution(),
          (name, place) -> new LayerPlace(place.depth(), true, false, place.branch()));
    }
    places.put(path, new LayerPlace(result.depth(), single, response, false));
    return new Mark(result.depth(), path, convolution);
  }

  @Override
  public Mark run(Block block, Mark x) {
    boolean weighted = WEIGHTED.contains(LayerKind.type(block));
    return new Mark(x.depth() + (weighted ? 1 : 0), null, null);
  }

  @Override
  public Mark relu(Mark x) {
    return x;
  }

  @Override
  public Mark add(Mark a, Mark b) {
    Mark branch = a.depth() >= b.depth() ? a : b;
    places.computeIfPresent(
        branch.path(),
        (name, place) -> new LayerPlace(place.depth(), place.single(), place.response(), true));
    return branch;
  }

  @Override
  public Mark concat(List<Mark> parts) {
    return parts.stream().max(Comparator.comparingInt(Mark::depth)).orElseThrow();
  }

  @Override
  public Mark gate(Mark x, Mark gates) {
    return concat(List.of(x, gates));
  }

  @Override
  public void side(Mark output) {
    // Its layers have been noted already.
  }

  @Override
  public boolean training() {
    return true;
  }
}
