package cnnbook.models;

import java.util.List;
import java.util.Map;

/**
 * The layers of a network and how they are connected.
 *
 * @param rows in the order in which they run
 * @param inputs for each row the numbers of the rows whose results it takes
 * @param blocks what the blocks around the layers are called, by their paths
 * @param last path of the layer whose result is the network's; empty if there is no layer
 */
record SummaryGraph(
    List<LayerRow> rows, List<List<Integer>> inputs, Map<String, String> blocks, String last) {}
