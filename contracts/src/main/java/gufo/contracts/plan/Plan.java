package gufo.contracts.plan;

import gufo.contracts.id.ContentId;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.Carrier;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.Student;
import gufo.contracts.spec.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything an experiment needs, worked out from its spec alone: recipes without repeats, inputs
 * first, and the cells they fill. Every stage derives the same plan and makes its own recipes.
 */
public record Plan(List<Node> nodes, List<Cell> cells) {

  public Plan {
    nodes = List.copyOf(nodes);
    cells = List.copyOf(cells);
  }

  /** The plan of a resolved spec. Pure: the same spec gives the same plan, on every machine. */
  public static Plan of(ExperimentSpec spec) {
    return new Builder(spec).build();
  }

  /** Ids of every node that cannot be had without {@code id}, that one included. */
  public Set<String> dependants(String id) {
    Set<String> lost = new LinkedHashSet<>(Set.of(id));
    for (Node node : nodes) {
      if (node.after().stream().anyMatch(lost::contains)) {
        lost.add(node.id());
      }
    }
    return lost;
  }

  private static final class Builder {
    private final ExperimentSpec spec;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Cell> cells = new ArrayList<>();

    Builder(ExperimentSpec spec) {
      this.spec = spec;
    }

    Plan build() {
      String base = base(spec.base());
      String teacher =
          add(
              new Recipe.Teacher(
                  EngineVersion.TEACHER, base, spec.trait(), spec.teacher(), seed("teacher")));
      Map<String, String> writers =
          Map.of(ExperimentSpec.TRAIT, teacher, ExperimentSpec.CONTROL, base);
      for (Arm arm : spec.arms()) {
        for (int replicate = 1; replicate <= spec.replicates(); replicate++) {
          String dataset = rows(arm, writers, replicate);
          for (Student student : spec.students()) {
            trained(arm.name(), student, replicate, dataset);
          }
        }
      }
      for (Student student : spec.students()) {
        cell(Cell.BASE, student.name(), 1, null, base(student.base()));
      }
      cell(Cell.TEACHER, spec.students().get(0).name(), 1, null, teacher);
      return new Plan(List.copyOf(nodes.values()), cells);
    }

    private void trained(String arm, Student student, int replicate, String dataset) {
      String model =
          add(
              new Recipe.Student(
                  EngineVersion.STUDENT,
                  base(student.base()),
                  dataset,
                  spec.training(),
                  seed("student/" + replicate)));
      cell(arm, student.name(), replicate, dataset, model);
    }

    /** The arm's data set. A dose asks the same stream for fewer rows. */
    private String rows(Arm arm, Map<String, String> writers, int replicate) {
      int rows =
          arm.transform() instanceof Transform.Dose dose ? dose.rows() : spec.carrier().rows();
      String own = add(dataset(writers.get(arm.of()), replicate, rows));
      if (arm.plain() || arm.transform() instanceof Transform.Dose) {
        return own;
      }
      List<String> sources = new ArrayList<>(List.of(own));
      if (arm.transform() instanceof Transform.Diluted) {
        sources.add(add(dataset(writers.get(ExperimentSpec.CONTROL), replicate, rows)));
      }
      return add(
          new Recipe.Derived(
              EngineVersion.DERIVED, arm.transform(), sources, seed("transform/" + replicate)));
    }

    private Recipe.Dataset dataset(String writer, int replicate, int rows) {
      Carrier carrier = spec.carrier();
      Recipe.Stream stream =
          new Recipe.Stream(
              EngineVersion.STREAM,
              writer,
              carrier.kind(),
              carrier.logits(),
              carrier.sampling(),
              carrier.chunkRows(),
              seed("rows/" + replicate));
      return new Recipe.Dataset(
          EngineVersion.DATASET, stream, spec.filter(), rows, carrier.maxRows());
    }

    private void cell(String arm, String student, int replicate, String dataset, String model) {
      String evaluation =
          add(
              new Recipe.Evaluation(
                  EngineVersion.EVALUATION,
                  model,
                  spec.trait(),
                  spec.evaluation(),
                  seed("evaluation")));
      cells.add(new Cell(arm, student, replicate, dataset, evaluation));
    }

    private String base(String model) {
      return add(new Recipe.Base(EngineVersion.BASE, model));
    }

    private String add(Recipe recipe) {
      Node node = Node.of(recipe);
      nodes.putIfAbsent(node.id(), node);
      return node.id();
    }

    private long seed(String purpose) {
      return ContentId.seed(spec.seed(), purpose);
    }
  }
}
