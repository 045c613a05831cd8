package gufo.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import gufo.contracts.event.ArtifactMade;
import gufo.contracts.event.Fact;
import gufo.kit.lifecycle.Blocking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** What must hold of a stage's tables after every transaction, whatever has happened. */
final class Invariants {

  /**
   * A sentence for every row that breaks one; then what is made, and what was told and is no longer
   * in the outbox.
   */
  private static final String LOOK =
      """
      select 'the inputs that job ' || j.id || ' misses are counted wrongly' from kit.job j
       where j.missing_inputs <> (select count(*) from kit.job_input i where i.job_id = j.id and not i.known)
      union all
      select 'job ' || i.job_id || ' is wrong about what is known of ' || i.recipe_id from kit.job_input i
       where i.known <> exists (select 1 from kit.known_artifact k where k.recipe_id = i.recipe_id)
         and not (i.losses > 0 and not i.known)
      union all
      select 'job ' || j.id || ' is ' || j.state || ' and its holder is ' || coalesce(j.owner, 'nobody') from kit.job j
       where (j.state = 'RUNNING') <> (j.owner is not null) or (j.state = 'RUNNING') <> (j.lease_until is not null)
      union all
      select 'job ' || j.id || ' runs without an input' from kit.job j where j.state = 'RUNNING' and j.missing_inputs > 0
      union all
      select i.experiment_id || ' and the job ' || i.job_id || ' disagree on whether it is done'
        from kit.interest i join kit.job j on j.id = i.job_id
       where case j.state when 'DONE' then i.origin is null or i.lost else i.origin is not null and j.result is null end
      union all
      select 'job ' || i.job_id || ' is told as computed twice' from kit.interest i
       where i.origin = 'COMPUTED' group by i.job_id having count(*) > 1
      union all
      select i.experiment_id || ' is closed and waits' from kit.interest i
        join kit.known_experiment e on e.id = i.experiment_id where e.closed and (i.origin is null or i.lost)
      union all
      select 'told of ' || (o.payload::json ->> 'recipeId') || ', which is not so' from kit.outbox o
       where o.payload::json -> 'artifact' is not null and not exists (
         select 1 from kit.job j where j.id = o.payload::json ->> 'recipeId'
          and j.result::json -> 'artifact' ->> 'sha256' = o.payload::json -> 'artifact' ->> 'sha256')
      union all
      select 'made=' || id || '=' || (result::json -> 'artifact' ->> 'sha256') from kit.job where result is not null
      union all
      select 'told=' || i.job_id || '=' || i.experiment_id from kit.interest i
       where i.origin is not null and not exists (
         select 1 from kit.outbox o where o.subject = i.experiment_id and o.payload::json ->> 'recipeId' = i.job_id
          and o.payload::json -> 'artifact' is not null)
      """;

  private static final String LEFT_OVER =
      """
      select id || ' is ' || state from kit.job where state in ('QUEUED', 'RUNNING')
      union all
      select experiment_id || ' waits for ' || job_id from kit.interest where origin is null or lost
      union all
      select type || ' is not published' from kit.outbox
      """;

  private final Mutiny.SessionFactory database;
  private final Map<String, String> made = new HashMap<>();
  private final Map<String, ArtifactMade> told = new HashMap<>();

  Invariants(Mutiny.SessionFactory database) {
    this.database = database;
  }

  /**
   * @param published all facts that have left the outbox so far
   */
  void check(List<Fact> published) {
    Set<String> facts = new HashSet<>();
    for (Fact fact : published) {
      if (fact instanceof ArtifactMade artifact) {
        toldTheSame(artifact);
        facts.add(artifact.recipeId() + "=" + artifact.experimentId());
      }
    }
    Map<String, String> now = new HashMap<>();
    List<String> broken = new ArrayList<>();
    for (String row : rows(LOOK)) {
      String[] words = row.split("=", 3);
      if (words[0].equals("made")) {
        now.put(words[1], words[2]);
      } else if (!words[0].equals("told")) {
        broken.add(row);
      } else if (!facts.contains(words[1] + "=" + words[2])) {
        broken.add(words[2] + " was never told of " + words[1]);
      }
    }
    assertThat(broken).isEmpty();
    assertThat(now).containsAllEntriesOf(made);
    made.putAll(now);
  }

  /** Nothing is left over once nothing moves any more. */
  void checkAtRest() {
    assertThat(rows(LEFT_OVER)).isEmpty();
  }

  /** sha256 by recipe of all that is made. */
  Map<String, String> made() {
    return Map.copyOf(made);
  }

  private void toldTheSame(ArtifactMade fact) {
    assertThat(told.getOrDefault(fact.eventId(), fact)).isEqualTo(fact);
    told.put(fact.eventId(), fact);
  }

  private List<String> rows(String query) {
    return Blocking.await(
        () ->
            database.withSession(
                session -> session.createNativeQuery(query, String.class).getResultList()));
  }
}
