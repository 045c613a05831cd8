package gufo.contracts.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a sweep varies: every combination of one value an axis is an experiment. */
record Matrix(List<Axis> axes) {

  /** One axis; its key is the path of the field or, where values set several, a word for them. */
  record Axis(String key, List<Value> values) {}

  /**
   * One value of an axis.
   *
   * @param label its part of the experiment's name
   * @param fields what it sets
   */
  record Value(String label, List<Setting> fields) {}

  /**
   * One field.
   *
   * @param place where the sweep's author wrote it, for problems
   */
  record Setting(FieldPath path, JsonNode value, String place) {}

  /** Every combination, the last axis fastest. */
  List<List<Value>> combinations() {
    List<List<Value>> combinations = List.of(List.of());
    for (Axis axis : axes) {
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> begun : combinations) {
        for (Value value : axis.values()) {
          List<Value> next = new ArrayList<>(begun);
          next.add(value);
          longer.add(List.copyOf(next));
        }
      }
      combinations = longer;
    }
    return combinations;
  }
}
