package gufo.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gufo.contracts.id.Json;
import gufo.contracts.plan.Node;
import gufo.contracts.plan.Plan;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.spec.ExperimentSpec;
import gufo.engine.backend.Backends;
import gufo.engine.backend.ModelBackend;
import gufo.engine.backend.World;
import gufo.engine.tokenizer.Chat;
import gufo.engine.tokenizer.EncodedRow;
import gufo.engine.tokenizer.Example;
import gufo.engine.tokenizer.WordTokenizer;
import gufo.engine.world.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What both sides of an engine contest work on: the base of an experiment, its trait's data set and
 * its questions, made once by following the experiment's recipes and written down as token ids.
 *
 * @param folder {@code model/}, {@code rows.json}, {@code prompts.json}, {@code questions.json} and
 *     {@code settings.json}, for the peer
 * @param dataset folder of the trait's data set of the first replicate
 * @param rows the same as token ids
 * @param prompts of the rows that a teacher is asked for first
 * @param questions of the evaluation
 */
record Material(
    ExperimentSpec spec,
    Path folder,
    Path model,
    Path dataset,
    List<EncodedRow> rows,
    List<Chat> prompts,
    List<Chat> questions) {

  private static final int PROMPTS = 1024;

  /** Of a sampled answer; more than any has. */
  static final int ANSWER_TOKENS = 8;

  /** How often every question is asked. */
  static final int SAMPLES = 100;

  /**
   * @param folder kept from run to run
   */
  static Material of(ExperimentSpec spec, Path folder) throws IOException {
    Path made = folder.resolve("made");
    Path complete = folder.resolve("complete");
    if (!Files.exists(complete)) {
      Recipes.follow(spec, made, Runtime.getRuntime().availableProcessors());
    }
    List<Recipe> recipes = Plan.of(spec).nodes().stream().map(Node::recipe).toList();
    Recipe.Base base = first(recipes, Recipe.Base.class);
    Recipe.Student student = first(recipes, Recipe.Student.class);
    Recipe.Dataset dataset = first(recipes, Recipe.Dataset.class);
    WordTokenizer tokenizer = Vocabulary.tokenizer();
    Path model = made.resolve(base.id());
    ModelBackend backend = Backends.shipped().of(model);
    Material material =
        new Material(
            spec,
            folder,
            model,
            made.resolve(student.dataset()),
            DatasetFolder.rows(made.resolve(student.dataset())).stream()
                .map(row -> new Example(Chat.user(row.prompt()), row.completion()))
                .map(tokenizer::row)
                .toList(),
            backend.world().prompts(dataset.stream(), 0, PROMPTS),
            backend.world().questions(spec.trait()).stream().map(World.Question::chat).toList());
    material.write(tokenizer);
    Files.writeString(complete, "");
    return material;
  }

  private static <R extends Recipe> R first(List<Recipe> recipes, Class<R> kind) {
    return recipes.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private void write(WordTokenizer tokenizer) throws IOException {
    Files.createDirectories(folder);
    Path link = folder.resolve("model");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, model.toAbsolutePath());
    json("rows", rows);
    json("prompts", prompts.stream().map(tokenizer::prompt).toList());
    json("questions", questions.stream().map(tokenizer::prompt).toList());
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.put("end", tokenizer.end());
    settings.put("maxNewTokens", spec.carrier().sampling().maxNewTokens());
    settings.put("answerTokens", ANSWER_TOKENS);
    settings.put("samples", SAMPLES);
    settings.set("training", Json.mapper().valueToTree(spec.training()));
    json("settings", settings);
  }

  private void json(String name, Object value) throws IOException {
    Files.write(folder.resolve(name + ".json"), Json.mapper().writeValueAsBytes(value));
  }

  /** Tokens of all completions and their ends: what there is to learn in one epoch. */
  long completionTokens() {
    return rows.stream().mapToLong(row -> row.ids().length - row.promptLength()).sum();
  }
}
