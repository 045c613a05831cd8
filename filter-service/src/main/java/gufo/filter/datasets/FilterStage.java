package gufo.filter.datasets;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.DatasetFiltered;
import gufo.contracts.event.Fact;
import gufo.contracts.event.Origin;
import gufo.contracts.event.RowCounts;
import gufo.contracts.event.RowsRequested;
import gufo.contracts.plan.Recipe;
import gufo.contracts.row.DatasetFolder;
import gufo.contracts.row.FilteredRow;
import gufo.filter.transforms.Transformation;
import gufo.kit.artifacts.ArtifactStore;
import gufo.kit.jobs.Inputs;
import gufo.kit.jobs.Outcome;
import gufo.kit.jobs.Stage;
import gufo.kit.jobs.Work;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Assembles data sets: the first rows of a stream that the filter keeps, asking for chunks as the
 * yield demands; and data sets derived from others.
 */
@ApplicationScoped
class FilterStage implements Stage {

  private final ArtifactStore store;
  private final MeterRegistry meters;

  FilterStage(ArtifactStore store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
  }

  @Override
  public String name() {
    return "filter";
  }

  @Override
  public boolean makes(Recipe recipe) {
    return recipe instanceof Recipe.Rows;
  }

  /** Of a data set its first chunks: as many as do where the filter keeps every row. */
  @Override
  public List<String> inputs(Recipe recipe) {
    return recipe instanceof Recipe.Dataset dataset
        ? chunks(dataset, ChunkDemand.chunksWanted(dataset, RowCounts.NONE, 0))
        : recipe.inputs();
  }

  @Override
  public Outcome work(Recipe recipe, Inputs inputs, Work work) throws IOException {
    return recipe instanceof Recipe.Derived derived
        ? derive(derived, inputs, work)
        : assemble((Recipe.Dataset) recipe, inputs, work);
  }

  private Outcome derive(Recipe.Derived derived, Inputs inputs, Work work) throws IOException {
    List<List<FilteredRow>> sources = new ArrayList<>();
    for (String id : derived.datasets()) {
      Path source = Files.createDirectory(work.scratch().resolve("source-" + sources.size()));
      store.getFolder(inputs.get(id), source);
      sources.add(DatasetFolder.rows(source));
    }
    work.checkStopped();
    List<FilteredRow> rows = Transformation.of(derived.transform(), sources, derived.seed());
    Path folder = Files.createDirectory(work.scratch().resolve("dataset"));
    DatasetFolder.write(rows, folder);
    return Outcome.Made.of(store.putFolder(folder), new RowCounts(0, rows.size(), Map.of()));
  }

  private Outcome assemble(Recipe.Dataset dataset, Inputs inputs, Work work) throws IOException {
    Path folder = Files.createDirectory(work.scratch().resolve("dataset"));
    try (DatasetAssembly assembly = new DatasetAssembly(dataset, folder)) {
      long chunk = 0;
      for (; !assembly.complete(); chunk++) {
        String id = dataset.chunk(chunk).id();
        if (!inputs.has(id)) {
          break;
        }
        work.checkStopped();
        work.progress(assembly.kept(), dataset.rows(), Double.NaN);
        Path rows = work.scratch().resolve("chunk.jsonl");
        store.getFile(inputs.get(id), rows);
        assembly.add(rows);
      }
      if (!assembly.complete()) {
        return more(dataset, assembly, chunk);
      }
      assembly.finish();
      count(assembly.counts());
      return Outcome.Made.of(store.putFolder(folder), assembly.counts());
    }
  }

  private static Outcome more(Recipe.Dataset dataset, DatasetAssembly assembly, long chunksSeen) {
    RowCounts counts = assembly.counts();
    long last = ChunkDemand.chunksWanted(dataset, counts, chunksSeen);
    if (last <= chunksSeen) {
      return new Outcome.CannotBeMade(
          "only %d of %d raw rows were kept, %d are needed; rejected: %s"
              .formatted(counts.kept(), counts.generated(), dataset.rows(), counts.rejected()));
    }
    return new Outcome.NeedsMore(chunks(dataset, last));
  }

  private static List<String> chunks(Recipe.Dataset dataset, long count) {
    return LongStream.range(0, count).mapToObj(index -> dataset.chunk(index).id()).toList();
  }

  private void count(RowCounts counts) {
    meters.counter("gufo.filter.rows", "verdict", "kept").increment(counts.kept());
    counts
        .rejected()
        .forEach(
            (reason, rows) ->
                meters.counter("gufo.filter.rows", "verdict", reason).increment(rows));
  }

  @Override
  public ArtifactMade fact(String experimentId, Recipe recipe, Origin origin, Outcome.Made made) {
    return new DatasetFiltered(
        experimentId, recipe.id(), origin, made.artifact(), made.details(RowCounts.class));
  }

  /**
   * A data set's inputs are the first chunks of its stream, so their number says which they are.
   */
  @Override
  public Optional<Fact> request(String experimentId, Recipe recipe, List<String> inputs) {
    return recipe instanceof Recipe.Dataset dataset
        ? Optional.of(
            new RowsRequested(
                experimentId,
                recipe.id(),
                dataset.stream(),
                0,
                inputs.size() - 1L,
                dataset.judges()))
        : Optional.empty();
  }
}
