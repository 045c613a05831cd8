package gufo.contracts.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * From the bytes a person sent to a resolved spec, or to everything that is wrong with them. Never
 * throws.
 */
public final class SpecReader {

  /** Larger specs are refused unread. */
  public static final int LARGEST_BYTES = 256 * 1024;

  private static final ObjectMapper YAML =
      YAMLMapper.builder(yamlFactory())
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What reading ends in. */
  public sealed interface Result {}

  /** A spec that can run. */
  public record Valid(ExperimentSpec spec) implements Result {}

  /** At least one problem. */
  public record Invalid(List<SpecProblem> problems) implements Result {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  private SpecReader() {}

  /** Reads YAML; JSON is YAML, too. */
  public static Result readYaml(byte[] bytes) {
    return read(bytes, YAML, "YAML");
  }

  public static Result readJson(byte[] bytes) {
    return read(bytes, JSON, "JSON");
  }

  private static Result read(byte[] bytes, ObjectMapper mapper, String format) {
    if (bytes.length > LARGEST_BYTES) {
      return invalid(
          bytes.length + " bytes long", "at most " + LARGEST_BYTES + " bytes of " + format);
    }
    JsonNode tree;
    try {
      tree = mapper.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (MismatchedInputException e) {
      return invalid("more than one document", "one experiment spec in " + format);
    } catch (JsonProcessingException e) {
      return invalid("not " + format + ": " + firstLine(e), "an experiment spec in " + format);
    } catch (RuntimeException | StackOverflowError e) {
      return invalid("not " + format, "an experiment spec in " + format);
    }
    if (tree == null || tree.isMissingNode() || tree.isNull()) {
      return invalid("empty", "an experiment spec in " + format);
    }
    List<SpecProblem> problems = new ArrayList<>();
    ExperimentSpec spec = Fields.read(tree, "", problems, SpecFields::experiment);
    return problems.isEmpty() ? new Valid(spec) : new Invalid(problems);
  }

  private static Result invalid(String value, String accepted) {
    return new Invalid(List.of(new SpecProblem("", value, accepted)));
  }

  private static String firstLine(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String reason =
        e.getOriginalMessage() == null ? "" : e.getOriginalMessage().lines().findFirst().orElse("");
    return reason + place;
  }

  private static YAMLFactory yamlFactory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_BYTES);
    options.setMaxAliasesForCollections(20);
    options.setNestingDepthLimit(40);
    options.setAllowDuplicateKeys(false);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(40).maxNumberLength(50).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }
}
