/**
 * Charts, pictures and interactive visuals, and what puts them in front of the reader.
 *
 * <p>How an interactive visual is made. (1) A class {@code XxxVisual} checks its arguments, lets
 * {@code ops} and {@code geometry} compute every state's numbers, writes them as texts with {@code
 * Numerals} (a matrix as a {@code Plane}) and puts them into a record, which becomes JSON; numbers
 * that depend on a slider are computed by the script, and the test holds them to the operations.
 * (2) {@code Visual.of} takes that record, the script's name, a static part of plain tables and the
 * text for consoles; {@code Visuals.xxx} calls it inside {@code framed}, so that an
 * IllegalArgumentException becomes a message in the frame. (3) The script {@code xxx.js} among the
 * resources holds one function {@code xxx(frame, data)} that fills the frame; it is pasted into one
 * function with {@code visual.js} (controls), {@code numerals.js} and {@code grids.js}, so no name
 * gets out. (4) What can be driven has an attribute {@code data-part}, what shows a number {@code
 * data-n}; what is said aloud stands in an element with {@code aria-live}; colours are the
 * variables of {@code visual.css}, and never the only sign. (5) In the tests a class {@code
 * XxxSpec} gives samples, wrong arguments and the states with their expected texts, and is entered
 * in {@code VisualSpec.all}; {@code VisualsTest} does the rest and leaves pictures in
 * target/visuals.
 */
package cnnbook.viz;
