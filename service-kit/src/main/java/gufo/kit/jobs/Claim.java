package gufo.kit.jobs;

import gufo.contracts.plan.Recipe;
import java.util.List;

/**
 * A job a runner holds. Owner and attempt fence it: whoever claims the job later has a higher
 * attempt.
 *
 * @param interests the experiments that wait, for progress
 * @param takenOver whether another runner had it and its lease ran out
 */
record Claim(
    String jobId,
    String owner,
    long attempt,
    Recipe recipe,
    Inputs inputs,
    List<String> interests,
    boolean takenOver) {}
