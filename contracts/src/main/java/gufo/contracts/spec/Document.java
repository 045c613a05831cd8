package gufo.contracts.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A document a person wrote, read without trusting it.
 *
 * @param path what problems with the document as a whole are reported of
 * @param what in words, for example an experiment spec
 */
record Document(String path, String what, Format format) {

  /** How it is written. */
  enum Format {
    YAML,
    JSON;

    private ObjectMapper mapper() {
      return this == YAML ? YAML_MAPPER : JSON_MAPPER;
    }
  }

  private static final ObjectMapper YAML_MAPPER =
      YAMLMapper.builder(yamlFactory())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper JSON_MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What {@code reader} makes of the fields; null when there are none to read. Never throws. */
  <T> T read(byte[] bytes, List<SpecProblem> problems, Function<Fields, T> reader) {
    JsonNode tree = tree(bytes, problems);
    return tree == null ? null : Fields.read(tree, "", problems, reader);
  }

  /** The document as it stands; null when it is none. Never throws. */
  JsonNode tree(byte[] bytes, List<SpecProblem> problems) {
    if (bytes.length > SpecReader.LARGEST_BYTES) {
      problems.add(
          new SpecProblem(
              path,
              bytes.length + " bytes long",
              "at most " + SpecReader.LARGEST_BYTES + " bytes of " + format));
      return null;
    }
    JsonNode tree = null;
    String wrong = "empty";
    try {
      tree = format.mapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (MismatchedInputException e) {
      wrong = "more than one document";
    } catch (JsonProcessingException e) {
      wrong = "not " + format + ": " + firstLine(e);
    } catch (RuntimeException | StackOverflowError e) {
      wrong = "not " + format;
    }
    if (tree == null || tree.isMissingNode() || tree.isNull()) {
      problems.add(new SpecProblem(path, wrong, what + " in " + format));
      return null;
    }
    return tree;
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
    options.setCodePointLimit(SpecReader.LARGEST_BYTES);
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
