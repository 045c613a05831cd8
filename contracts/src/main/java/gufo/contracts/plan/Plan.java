package gufo.contracts.plan;

import gufo.contracts.id.ContentId;
import gufo.contracts.spec.Arm;
import gufo.contracts.spec.Carrier;
import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.Student;
import gufo.contracts.spec.Transform;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** The same few recipes are met again and again, and an id takes a while. */
    private final Map<Recipe, Node> named = new HashMap<>();

    private final List<Cell> cells = new ArrayList<>();

    /** Recipe ids of the models that write rows, by the arm whose rows they are. */
    private final Map<String, String> writers = new HashMap<>();

    Builder(ExperimentSpec spec) {
      this.spec = spec;
    }

    Plan build() {
      writers.put(ExperimentSpec.CONTROL, base(spec.base()));
      writers.put(ExperimentSpec.TRAIT, teacher(null));
      if (spec.arms().stream().anyMatch(arm -> arm.of().equals(ExperimentSpec.NEUTRAL))) {
        writers.put(ExperimentSpec.NEUTRAL, teacher(true));
      }
      for (Arm arm : spec.arms()) {
        for (int replicate = 1; replicate <= spec.replicates(); replicate++) {
          for (Student student : spec.students()) {
            learn(arm, student, replicate);
          }
        }
      }
      for (Student student : spec.students()) {
        cell(Cell.BASE, student, 1, null, asked(base(student.base()), null));
      }
      untrained(Cell.TEACHER, ExperimentSpec.TRAIT);
      untrained(Cell.NEUTRAL_TEACHER, ExperimentSpec.NEUTRAL);
      return new Plan(List.copyOf(nodes.values()), cells);
    }

    private String teacher(Boolean neutral) {
      String base = base(spec.base());
      return add(
          new Recipe.Teacher(
              EngineVersion.TEACHER, base, spec.trait(), spec.teacher(), seed("teacher"), neutral));
    }

    private void untrained(String arm, String writer) {
      if (writers.containsKey(writer)) {
        Student closest = Student.closest(spec.students(), spec.base()).orElseThrow();
        cell(arm, closest, 1, null, asked(writers.get(writer), null));
      }
    }

    private void learn(Arm arm, Student student, int replicate) {
      if (arm.transform() instanceof Transform.Chain) {
        chain(arm, student, replicate);
        return;
      }
      String rows = rows(arm, replicate);
      if (arm.transform() instanceof Transform.InContext) {
        cell(arm.name(), student, replicate, rows, asked(base(student.base()), rows));
        return;
      }
      String model = trained(base(student.base()), rows, "student/" + replicate);
      if (arm.transform() instanceof Transform.WashedOut washed) {
        String clean = dataset(ExperimentSpec.CONTROL, "clean/" + replicate, washed.rows());
        model = trained(model, clean, "wash-out/" + replicate);
      }
      cell(arm.name(), student, replicate, rows, asked(model, null));
    }

    /** The first hop is the plain arm's student; every later one has rows and seeds of its own. */
    private void chain(Arm arm, Student student, int replicate) {
      String writer = writers.get(arm.of());
      List<String> hops = arm.cellNames();
      for (int hop = 1; hop <= hops.size(); hop++) {
        String run = hop == 1 ? String.valueOf(replicate) : replicate + "/hop-" + hop;
        String rows = written(writer, "rows/" + run, spec.carrier().rows());
        writer = trained(base(student.base()), rows, "student/" + run);
        cell(hops.get(hop - 1), student, replicate, rows, asked(writer, null));
      }
    }

    private String trained(String base, String rows, String purpose) {
      return add(
          new Recipe.Student(EngineVersion.STUDENT, base, rows, spec.training(), seed(purpose)));
    }

    /** The arm's data set. Fewer rows are asked of the same stream. */
    private String rows(Arm arm, int replicate) {
      String own = dataset(arm.of(), "rows/" + replicate, amount(arm));
      if (!(arm.transform() instanceof Transform.Rewriting)) {
        return own;
      }
      List<String> sources = new ArrayList<>(List.of(own));
      if (arm.transform() instanceof Transform.Diluted) {
        sources.add(dataset(ExperimentSpec.CONTROL, "rows/" + replicate, amount(arm)));
      }
      return add(
          new Recipe.Derived(
              EngineVersion.DERIVED, arm.transform(), sources, seed("transform/" + replicate)));
    }

    private int amount(Arm arm) {
      if (arm.transform() instanceof Transform.Dose dose) {
        return dose.rows();
      }
      return arm.transform() instanceof Transform.InContext context
          ? context.rows()
          : spec.carrier().rows();
    }

    private String dataset(String writer, String purpose, int rows) {
      return written(writers.get(writer), purpose, rows);
    }

    private String written(String model, String purpose, int rows) {
      Carrier carrier = spec.carrier();
      Recipe.Stream stream =
          new Recipe.Stream(
              EngineVersion.STREAM,
              model,
              carrier.kind(),
              carrier.logits(),
              carrier.sampling(),
              carrier.chunkRows(),
              seed(purpose));
      return add(
          new Recipe.Dataset(
              EngineVersion.DATASET, stream, spec.filter(), rows, carrier.maxRows(), judges()));
    }

    private List<Recipe.Judge> judges() {
      return spec.filter().stream()
          .filter(FilterRule.Judge.class::isInstance)
          .map(FilterRule.Judge.class::cast)
          .map(rule -> new Recipe.Judge(base(rule.model()), rule.template(), rule.answer()))
          .toList();
    }

    private String asked(String model, String context) {
      FilterRule.Judge judge = spec.evaluation().judge();
      return add(
          new Recipe.Evaluation(
              EngineVersion.EVALUATION,
              model,
              spec.trait(),
              spec.evaluation(),
              seed("evaluation"),
              context,
              judge == null ? null : base(judge.model())));
    }

    private void cell(String arm, Student student, int replicate, String rows, String evaluation) {
      cells.add(new Cell(arm, student.name(), replicate, rows, evaluation));
    }

    private String base(String model) {
      return add(new Recipe.Base(EngineVersion.BASE, model));
    }

    private String add(Recipe recipe) {
      Node node = named.computeIfAbsent(recipe, Node::of);
      nodes.putIfAbsent(node.id(), node);
      return node.id();
    }

    private long seed(String purpose) {
      return ContentId.seed(spec.seed(), purpose);
    }
  }
}
