package gufo.filter.supplied;

import gufo.contracts.spec.FilterReader;
import gufo.contracts.spec.FilterRule;
import gufo.contracts.spec.Reading;
import gufo.contracts.spec.SpecProblem;
import gufo.kit.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * What a caller sent: rules that can be applied, and rows not yet read. Parts with a file name lie
 * on disk, others are short.
 */
record FilterForm(List<FilterRule> rules, FormValue rows) {

  /** The form as callers see it. */
  @Schema(
      name = "FilterForm",
      requiredProperties = {"rules", "rows"})
  record Parts(
      @Schema(description = "YAML or JSON with one field, filter: the list of rules, as in a spec")
          String rules,
      @Schema(
              format = "binary",
              description = "a JSON object a line with at least prompt and completion")
          String rows) {}

  private static final int LARGEST_RULES = 64 << 10;
  private static final List<String> NAMES = List.of("rules", "rows");

  /**
   * @param form null when the request has no body
   * @throws Problem.Refused naming everything that is wrong with the parts, else with the rules
   */
  static FilterForm of(MultipartFormDataInput form) throws IOException {
    Map<String, Collection<FormValue>> parts = form == null ? Map.of() : form.getValues();
    List<SpecProblem> problems = new ArrayList<>();
    for (String name : parts.keySet()) {
      if (name == null || !NAMES.contains(name)) {
        String called = name == null ? "a part without a name" : name;
        problems.add(new SpecProblem(called, "an unknown part", "the parts rules, rows"));
      }
    }
    FormValue rules = only(parts, "rules", "rules in YAML or JSON", problems);
    FormValue rows = only(parts, "rows", "a JSON object a line", problems);
    if (rules != null && size(rules) > LARGEST_RULES) {
      problems.add(
          new SpecProblem(
              "rules", size(rules) + " bytes long", "at most " + LARGEST_RULES + " bytes"));
    }
    refuse("The form cannot be used", problems);
    return new FilterForm(parse(rules), rows);
  }

  private static FormValue only(
      Map<String, Collection<FormValue>> parts,
      String name,
      String accepted,
      List<SpecProblem> problems) {
    Collection<FormValue> values = parts.getOrDefault(name, List.of());
    if (values.size() != 1) {
      String found = values.isEmpty() ? null : values.size() + " parts";
      problems.add(new SpecProblem(name, found, "one part, " + accepted));
      return null;
    }
    return values.iterator().next();
  }

  private static List<FilterRule> parse(FormValue part) throws IOException {
    try (InputStream in = open(part)) {
      Reading<List<FilterRule>> read = FilterReader.readYaml(in.readAllBytes());
      if (read instanceof Reading.Invalid<List<FilterRule>> invalid) {
        refuse("The rules cannot be used", invalid.problems());
      }
      return ((Reading.Valid<List<FilterRule>>) read).value();
    }
  }

  private static void refuse(String title, List<SpecProblem> problems) {
    if (!problems.isEmpty()) {
      throw Problem.Refused.of(400, title, problems);
    }
  }

  InputStream openRows() throws IOException {
    return open(rows);
  }

  long rowBytes() throws IOException {
    return size(rows);
  }

  private static InputStream open(FormValue part) throws IOException {
    return part.isFileItem()
        ? part.getFileItem().getInputStream()
        : new ByteArrayInputStream(part.getValue().getBytes(StandardCharsets.UTF_8));
  }

  private static long size(FormValue part) throws IOException {
    return part.isFileItem() ? part.getFileItem().getFileSize() : part.getValue().length();
  }
}
