package gufo.teacher.experiments;

import gufo.contracts.spec.ExperimentSpec;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.ModelUri;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.contracts.spec.SpecReader;
import gufo.contracts.spec.Trait;
import gufo.engine.backend.Backends;
import gufo.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the spec a caller sent; refuses it with all that is wrong with it. */
@ApplicationScoped
class SpecBody {

  private static final Set<String> YAML =
      Set.of("application/yaml", "application/x-yaml", "text/yaml");
  private static final String JSON = "application/json";
  private static final String ACCEPTED =
      "application/yaml, application/x-yaml, text/yaml, application/json";

  private final Backends backends = Backends.shipped();
  private final Optional<Path> data;

  /**
   * @param data the folder below which a spec may name files of this machine; none without
   */
  SpecBody(@ConfigProperty(name = "gufo.data") Optional<Path> data) {
    this.data = data;
  }

  /**
   * @param body may be null
   * @param contentType the header as it came, or null
   */
  ExperimentSpec read(byte[] body, String contentType) {
    Reading<ExperimentSpec> read = parse(body == null ? new byte[0] : body, contentType);
    if (read instanceof Reading.Invalid<ExperimentSpec> invalid) {
      throw refused(invalid.problems());
    }
    ExperimentSpec spec = ((Reading.Valid<ExperimentSpec>) read).value();
    List<SpecProblem> problems = modelProblems(spec);
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return spec;
  }

  private static Reading<ExperimentSpec> parse(byte[] bytes, String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (YAML.contains(type.toLowerCase(Locale.ROOT))) {
      return SpecReader.readYaml(bytes);
    }
    if (JSON.equalsIgnoreCase(type)) {
      return SpecReader.readJson(bytes);
    }
    String value = contentType == null ? null : "'" + contentType + "'";
    throw Problem.Refused.of(
        415, "Unknown media type", List.of(new SpecProblem("Content-Type", value, ACCEPTED)));
  }

  /**
   * What only the back ends know: whether they have the models that the spec names, and know its
   * trait.
   */
  private List<SpecProblem> modelProblems(ExperimentSpec spec) {
    List<SpecProblem> problems = new ArrayList<>();
    check("base", spec.base(), problems);
    if (spec.trait() instanceof Trait.Digits digits && digits.mnist() != null) {
      checkFolder("trait.mnist", digits.mnist(), problems);
    }
    if (problems.isEmpty()) {
      checkTrait(spec, problems);
    }
    for (int i = 0; i < spec.students().size(); i++) {
      String model = spec.students().get(i).base();
      if (!model.equals(spec.base())) {
        check("students[" + i + "].base", model, problems);
      }
    }
    for (int i = 0; i < spec.filter().size(); i++) {
      if (spec.filter().get(i) instanceof FilterRule.Judge judge) {
        checkJudge("filter[" + i + "].", judge, problems);
      }
    }
    if (spec.evaluation().judge() != null) {
      checkJudge("evaluation.judge.", spec.evaluation().judge(), problems);
    }
    return problems;
  }

  private void checkJudge(String path, FilterRule.Judge judge, List<SpecProblem> problems) {
    int before = problems.size();
    check(path + "model", judge.model(), problems);
    if (problems.size() == before) {
      String plain = FilterRule.Judge.filled(judge.template(), "", "");
      checkReadable(path + "template", judge.model(), plain, problems);
      checkReadable(path + "answer", judge.model(), judge.answer(), problems);
    }
  }

  private void checkReadable(String path, String model, String text, List<SpecProblem> problems) {
    try {
      backends.of(ModelUri.parse(model)).checkReadable(text);
    } catch (IllegalArgumentException e) {
      problems.add(new SpecProblem(path, "'" + text + "'", e.getMessage()));
    }
  }

  /** Where the folder really lies, whatever links lead to it. */
  private void checkFolder(String path, String folder, List<SpecProblem> problems) {
    boolean below;
    try {
      below = data.isPresent() && Path.of(folder).toRealPath().startsWith(data.get().toRealPath());
    } catch (IOException | InvalidPathException e) {
      below = false;
    }
    if (!below) {
      String accepted =
          data.map(root -> "a folder below " + root).orElse("no files: gufo.data names none here");
      problems.add(new SpecProblem(path, "'" + folder + "'", accepted));
    }
  }

  private void checkTrait(ExperimentSpec spec, List<SpecProblem> problems) {
    try {
      backends.of(ModelUri.parse(spec.base())).world().check(spec.trait());
    } catch (IllegalArgumentException e) {
      problems.add(new SpecProblem("trait", spec.trait().toString(), e.getMessage()));
    }
  }

  private void check(String path, String model, List<SpecProblem> problems) {
    try {
      backends.of(ModelUri.parse(model));
    } catch (IllegalArgumentException e) {
      problems.add(new SpecProblem(path, "'" + model + "'", e.getMessage()));
    }
  }

  private static Problem.Refused refused(List<SpecProblem> problems) {
    return Problem.Refused.of(400, "The spec cannot be used", problems);
  }
}
